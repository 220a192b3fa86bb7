-- id: performance-project-funds
-- title_zh: 项目预算资金不小于其中的财政拨款
-- title_en: Appropriation is part of a project's money
-- reads: line_items
-- stages: budget, final
-- severity: error
-- unit: money
-- relation: within
-- tolerance: printed
-- basis: 财预〔2018〕167号：财政拨款数为项目预算资金的部分
-- message_zh: {subject}为{actual}，小于其中的财政拨款{expected}，少{difference}
-- message_en: {subject} is {actual}, less than the appropriation in it, {expected}, by {difference}
SELECT
    whole.disclosure, whole.cell, whole.amount AS actual,
    greatest(whole.amount, part.amount) AS expected, whole.step + part.step AS steps, [part.cell] AS cells
FROM cells whole JOIN cells part USING (disclosure, table_name, place)
WHERE table_name IN ('performance_overall', 'performance_project')
    AND whole.measure = 'total' AND part.measure = 'appropriation'
