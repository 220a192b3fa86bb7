-- id: basic-tables-agree
-- title_zh: 一般公共预算基本支出与基本支出表一致
-- title_en: Basic expenditure agrees with its own table
-- reads: line_items
-- stages: budget, final
-- severity: error
-- unit: money
-- relation: equal
-- tolerance: printed
-- basis: 财预〔2016〕143号：一般公共预算支出表的基本支出与基本支出表的合计相等
-- message_zh: {subject}为{actual}，一般公共预算基本支出表的合计为{expected}，相差{difference}
-- message_en: {subject} is {actual}, but the basic expenditure table totals {expected}, a difference of {difference}
SELECT
    economic.disclosure,
    nearest(totals.cell, abs(totals.amount - economic.amount), totals.cell) AS cell,
    nearest(totals.amount, abs(totals.amount - economic.amount), totals.cell) AS actual,
    economic.amount AS expected, max(totals.step) + economic.step AS steps, [economic.cell] AS cells
FROM basic_totals economic
JOIN totals USING (disclosure, measure)
WHERE totals.table_name IN ('general_public_expenditure', 'expenditure')
GROUP BY economic.disclosure, economic.cell, economic.amount, economic.step
