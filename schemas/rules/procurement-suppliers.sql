-- id: procurement-suppliers
-- title_zh: 授予中小企业的采购金额不大于采购总额
-- title_en: Awards to small enterprises are part of procurement
-- reads: narrative_amounts
-- stages: final
-- severity: warning
-- unit: money
-- relation: within
-- tolerance: printed
-- basis: 《政府采购促进中小企业发展管理办法》：授予中小企业合同金额为采购金额的部分
-- message_zh: {subject}为{actual}，授予中小企业、小微企业的采购金额合计却为{expected}，多{difference}
-- message_en: {subject} is {actual}, but awards to small and medium enterprises add up to {expected}, {difference} more
SELECT
    whole.disclosure, whole.cell, whole.amount AS actual,
    greatest(whole.amount, sum(part.amount)) AS expected, whole.step + sum(part.step) AS steps, list(part.cell) AS cells
FROM stated whole
JOIN stated part ON part.disclosure = whole.disclosure AND part.section = whole.section
    AND part.amount_number > whole.amount_number AND part.topic = '采购'
    AND regexp_matches(part.text, '^在.*由(中小|小微)企业供应商中标或成交')
WHERE regexp_matches(whole.topic, '^政府采购(金额.*)?$') AND whole.is_current AND whole.stage = 'final'
GROUP BY whole.disclosure, whole.cell, whole.amount, whole.step
HAVING count(DISTINCT part.text) = count(*)
