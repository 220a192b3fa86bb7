-- id: basic-is-personnel-and-operations
-- title_zh: 基本支出等于人员经费合计与公用经费合计之和
-- title_en: Basic expenditure is the personnel and operations totals
-- reads: line_items
-- stages: budget, final
-- severity: error
-- unit: money
-- relation: equal
-- tolerance: printed
-- basis: 财预〔2016〕143号：基本支出由人员经费和公用经费组成
-- message_zh: {subject}为{actual}，基本支出表的人员经费合计与公用经费合计之和为{expected}，相差{difference}
-- message_en: {subject} is {actual}, but personnel and operations of its table add up to {expected}, a difference of {difference}
SELECT
    totals.disclosure, totals.cell, totals.amount AS actual,
    sum(kind.amount) AS expected, totals.step + sum(kind.step) AS steps, list(kind.cell) AS cells
FROM totals
JOIN cells kind USING (disclosure)
WHERE totals.table_name = 'general_public_expenditure' AND totals.measure = 'basic'
    AND kind.table_name = 'basic_expenditure' AND kind.measure = 'total' AND kind.name IN ('人员经费合计', '公用经费合计')
GROUP BY totals.disclosure, totals.cell, totals.amount, totals.step
HAVING count(*) = 2
