-- id: performance-structure-adds-up
-- title_zh: 整体绩效目标表的支出结构之和等于合计
-- title_en: The structure of the overall performance table adds up
-- reads: line_items
-- stages: budget, final
-- severity: warning
-- unit: money
-- relation: equal
-- tolerance: printed
-- basis: 财预〔2018〕167号：部门整体支出绩效目标的支出结构之和为资金总额
-- message_zh: {subject}为{actual}，支出结构各项之和为{expected}，相差{difference}
-- message_en: {subject} is {actual}, but the items of the structure add up to {expected}, a difference of {difference}
WITH nested AS (
    SELECT disclosure FROM cells WHERE table_name = 'performance_overall' AND starts_with(name, '基本支出')
)
SELECT
    total.disclosure, total.cell, total.amount AS actual,
    sum(item.amount) AS expected, total.step + sum(item.step) AS steps, list(item.cell) AS cells
FROM totals
JOIN cells total USING (cell)
JOIN cells item ON item.disclosure = total.disclosure AND item.table_name = total.table_name
    AND item.measure = total.measure AND item.row_number <= total.row_number AND item.cell <> total.cell
JOIN cells printed ON printed.disclosure = item.disclosure AND printed.table_name = item.table_name
    AND printed.place = item.place AND printed.measure = 'total'
LEFT JOIN nested ON nested.disclosure = total.disclosure
WHERE total.table_name = 'performance_overall'
    AND (nested.disclosure IS NULL OR NOT regexp_matches(item.name, '人员|公用'))
GROUP BY total.disclosure, total.cell, total.amount, total.step
