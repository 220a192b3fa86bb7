-- id: opening-budget
-- title_zh: 决算所述的年初预算等于预算公开的数
-- title_en: The opening budget that accounts state is that of the budget disclosure
-- reads: disclosures, line_items, narrative_amounts
-- stages: final
-- severity: warning
-- unit: money
-- relation: equal
-- tolerance: printed
-- basis: 《预算法》第七十五条：决算草案应当按预算数、决算数分别列出
-- message_zh: {subject}为{actual}，同年度预算公开为{expected}，相差{difference}
-- message_en: {subject} is {actual}, but the budget disclosure of that year has {expected}, a difference of {difference}
WITH topics(topic, table_name) AS (
    VALUES
        ('一般公共预算财政拨款支出年初', 'general_public_expenditure'),
        ('三公经费财政拨款支出年初', 'three_public')
)
SELECT
    stated.disclosure_id, budget.disclosure_id AS other_id, budget.table_name, stated.page,
    '文字说明“' || subject || '预算”' AS subject_zh, 'The statement “' || subject || '”' AS subject_en,
    stated.amount AS actual, as_printed(budget.amount, stated.amount, stated.step, budget.step) AS expected,
    stated.step + budget.step AS steps, budget.page AS other_page
FROM neighbours
JOIN stated USING (disclosure_id)
JOIN topics USING (topic)
JOIN endings budget ON budget.disclosure_id = neighbours.other_id AND budget.table_name = topics.table_name
WHERE relation = 'own_budget' AND budget.measure = 'total' AND direction IS NULL
