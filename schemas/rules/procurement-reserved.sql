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
-- message_zh: {subject}为{found}，大于预留中小企业的{expected}，多{difference}
-- message_en: {subject} is {found}, more than what is reserved for small and medium enterprises, {expected}, by {difference}
SELECT
    small.disclosure, small.cell, small.amount AS found, least(small.amount, medium.amount) AS expected,
    small.step + medium.step AS steps, [medium.cell] AS cells
FROM stated medium
JOIN stated small ON small.disclosure = medium.disclosure AND small.text = medium.text
    AND small.amount_number = medium.amount_number + 1
WHERE contains(medium.topic, '面向中小企业预留') AND regexp_matches(small.text, '其中[^。；]*(小微|小型和微型)企业')
    AND regexp_matches(small.topic, '(小微|小型和微型)企业')
