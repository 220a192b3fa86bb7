-- id: three-public-changes
-- title_zh: “三公”经费的增减额等于各项之和
-- title_en: The change of the three public expenses is that of its parts
-- reads: narrative_amounts
-- stages: budget
-- severity: warning
-- unit: money
-- relation: equal
-- tolerance: printed
-- basis: 财预〔2016〕143号：增减变化情况说明
-- message_zh: {subject}的增减额为{actual}，各项增减额之和为{expected}，相差{difference}
-- message_en: {subject} changed by {actual}, but its parts by {expected}, a difference of {difference}
WITH groups(part, whole, complete) AS (
    VALUES
        ('three_public_abroad', 'three_public', 3),
        ('three_public_vehicles', 'three_public', 3),
        ('three_public_reception', 'three_public', 3),
        ('three_public_vehicle_purchase', 'three_public_vehicles', 2),
        ('three_public_vehicle_operation', 'three_public_vehicles', 2)
)
SELECT
    whole.disclosure, whole.cell, whole.amount AS actual,
    sum(part.amount) AS expected, whole.step + sum(part.step) AS steps, list(part.cell) AS cells
FROM groups
JOIN stated_changes part ON part.item = groups.part
JOIN stated_changes whole ON whole.disclosure = part.disclosure AND whole.item = groups.whole AND whole.base = part.base
GROUP BY whole.disclosure, whole.cell, whole.amount, whole.step
HAVING count(*) = max(complete) AND count(DISTINCT part.item) = max(complete)
