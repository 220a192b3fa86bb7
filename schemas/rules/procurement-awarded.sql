-- id: procurement-awarded
-- title_zh: 预留份额中授予中小企业的采购不大于预留金额
-- title_en: Awards out of what is reserved are no more than that
-- reads: narrative_amounts
-- stages: final
-- severity: warning
-- unit: money
-- relation: within
-- tolerance: printed
-- basis: 《政府采购促进中小企业发展管理办法》（财库〔2020〕46号）：采购金额不超过采购预算
-- message_zh: {subject}为{actual}，大于面向中小企业预留的{expected}，多{difference}
-- message_en: {subject} is {actual}, more than is reserved for small and medium enterprises, {expected}, by {difference}
SELECT
    awarded.disclosure, awarded.cell, awarded.amount AS actual, least(awarded.amount, reserved.amount) AS expected,
    awarded.step + reserved.step AS steps, [reserved.cell] AS cells
FROM stated_items awarded
JOIN stated_items reserved USING (disclosure)
WHERE awarded.item IN ('procurement_awarded_sme', 'procurement_awarded_small_micro')
    AND reserved.item = 'procurement_reserved_sme'
