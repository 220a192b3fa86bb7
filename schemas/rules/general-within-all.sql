-- id: general-within-all
-- title_zh: 一般公共预算支出不大于该科目的全部支出
-- title_en: General public expenditure is part of all expenditure
-- reads: line_items
-- stages: budget, final
-- severity: error
-- unit: money
-- relation: within
-- tolerance: printed
-- basis: 财预〔2016〕143号：支出总表含全部资金，一般公共预算支出为其部分；合计相等则逐科目相等
-- message_zh: {subject}为{actual}，支出总表中同一科目为{expected}，相差{difference}
-- message_en: {subject} is {actual}, but the same class in the expenditure table has {expected}, a difference of {difference}
WITH whole AS (
    SELECT general.disclosure, general.measure, bool_and(general.amount = whole.amount) AS is_all
    FROM totals general JOIN totals whole USING (disclosure, measure)
    WHERE general.table_name = 'general_public_expenditure' AND whole.table_name = 'expenditure'
    GROUP BY ALL
)
SELECT
    general.disclosure, general.cell, general.amount AS actual,
    CASE WHEN is_all THEN spent.amount ELSE least(general.amount, spent.amount) END AS expected,
    general.step + spent.step AS steps, [spent.cell] AS cells
FROM cells general
JOIN cells spent USING (disclosure, code, measure)
JOIN classified ON classified.disclosure = general.disclosure AND classified.table_name = general.table_name
JOIN classified whole_table ON whole_table.disclosure = general.disclosure AND whole_table.table_name = spent.table_name
LEFT JOIN whole ON whole.disclosure = general.disclosure AND whole.measure = general.measure
WHERE general.table_name = 'general_public_expenditure' AND spent.table_name = 'expenditure'
