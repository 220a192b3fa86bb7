-- id: prose-change-within
-- title_zh: 增加额不大于本年金额
-- title_en: An increase is part of the amount that it led to
-- reads: narrative_amounts
-- stages: budget, final
-- severity: warning
-- unit: money
-- relation: within
-- tolerance: printed
-- basis: 财预〔2016〕143号：增减变化情况说明
-- message_zh: {subject}为{actual}，大于本年金额{expected}，则上年为负数
-- message_en: {subject} is {actual}, more than the amount itself, {expected}: the prior year would be negative
SELECT
    change.disclosure, change.cell, change.amount AS actual, least(change.amount, now.amount) AS expected,
    change.step + now.step AS steps, [now.cell] AS cells
FROM stated change
JOIN stated now ON now.disclosure = change.disclosure AND now.amount_number = change.amount_number - 1
WHERE change.direction = 'increase' AND change.percentage IS NOT NULL AND now.is_current AND now.amount > 0
    AND (now.text = change.text OR (now.topic <> '' AND starts_with(change.subject, now.topic)))
