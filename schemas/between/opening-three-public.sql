-- id: opening-three-public
-- title_zh: 决算“三公”经费的预算数等于预算公开的数
-- title_en: The budgeted three public expenses of the accounts are those of the budget disclosure
-- reads: disclosures, line_items
-- stages: final
-- severity: info
-- unit: money
-- relation: equal
-- tolerance: printed
-- basis: 财预〔2016〕143号 “三公”经费决算表；预算数为调整后的全年预算数时，与年初预算可以不同
-- message_zh: “三公”经费支出决算表的{subject}为{actual}，同年度预算公开为{expected}，相差{difference}
-- message_en: {subject} in the accounts is {actual}, but the budget disclosure has {expected}, a difference of {difference}
SELECT
    accounts.disclosure_id, budget.disclosure_id AS other_id, accounts.table_name, accounts.page,
    measure_zh AS subject_zh, measure_en AS subject_en,
    accounts.amount AS actual, as_printed(budget.amount, accounts.amount, accounts.step, budget.step) AS expected,
    accounts.step + budget.step AS steps, budget.page AS other_page
FROM neighbours
JOIN endings accounts USING (disclosure_id)
JOIN endings budget ON budget.disclosure_id = neighbours.other_id AND budget.table_name = 'three_public'
JOIN titles ON titles.table_name = 'three_public' AND titles.measure = accounts.measure
WHERE relation = 'own_budget' AND accounts.table_name = 'three_public'
    AND accounts.measure = 'budget_' || budget.measure AND budget.measure <> 'agency_operating'
