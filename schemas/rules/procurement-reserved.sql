-- id: procurement-reserved
-- title_zh: 预留小微企业的采购不大于预留中小企业的采购
-- title_en: What is reserved for small enterprises is part of what is for small and medium
-- reads: narrative_amounts
-- stages: budget, final
-- severity: warning
-- unit: money
-- relation: within
-- tolerance: printed
-- basis: 《政府采购促进中小企业发展管理办法》第八条
-- message_zh: {subject}为{actual}，大于预留中小企业的{expected}，多{difference}
-- message_en: {subject} is {actual}, more than what is reserved for small and medium enterprises, {expected}, by {difference}
WITH shares(part, whole) AS (
    VALUES
        ('procurement_reserved_small_micro', 'procurement_reserved_sme'),
        ('procurement_reserved_sme', 'procurement')
)
SELECT
    part.disclosure, part.cell, part.amount AS actual, least(part.amount, whole.amount) AS expected,
    part.step + whole.step AS steps, [whole.cell] AS cells
FROM shares
JOIN stated_items part ON part.item = shares.part
JOIN stated_items whole ON whole.disclosure = part.disclosure AND whole.item = shares.whole AND whole.kind = part.kind
