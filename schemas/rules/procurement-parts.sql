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
-- message_zh: {subject}为{found}，货物、工程、服务之和为{expected}，相差{difference}
-- message_en: {subject} is {found}, but goods, works and services add up to {expected}, a difference of {difference}
SELECT
    whole.disclosure, whole.cell, whole.amount AS found,
    sum(part.amount) AS expected, whole.step + sum(part.step) AS steps, list(part.cell) AS cells
FROM stated whole
JOIN stated part ON part.disclosure = whole.disclosure AND part.text = whole.text
    AND part.amount_number BETWEEN whole.amount_number + 1 AND whole.amount_number + 3
    AND regexp_matches(part.topic, '货物|工程|服务') AND contains(part.topic, '采购')
WHERE regexp_matches(whole.topic, '^政府采购(金额.*)?$') AND whole.is_current
GROUP BY whole.disclosure, whole.cell, whole.amount, whole.step
HAVING count(*) = 3
