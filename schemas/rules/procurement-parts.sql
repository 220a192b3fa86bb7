-- id: procurement-parts
-- title_zh: 政府采购金额等于货物、工程、服务之和
-- title_en: Procurement is goods, works and services
-- reads: narrative_amounts
-- stages: budget, final
-- severity: error
-- unit: money
-- relation: equal
-- tolerance: printed
-- basis: 《政府采购法》第二条：采购对象为货物、工程和服务
-- message_zh: {subject}为{actual}，货物、工程、服务之和为{expected}，相差{difference}
-- message_en: {subject} is {actual}, but goods, works and services add up to {expected}, a difference of {difference}
SELECT
    whole.disclosure, whole.cell, whole.amount AS actual,
    sum(part.amount) AS expected, whole.step + sum(part.step) AS steps, list(part.cell) AS cells
FROM stated_items whole
JOIN stated_items part USING (disclosure, kind)
WHERE whole.item = 'procurement' AND part.item IN ('procurement_goods', 'procurement_works', 'procurement_services')
GROUP BY whole.disclosure, whole.cell, whole.amount, whole.step
HAVING count(*) = 3
