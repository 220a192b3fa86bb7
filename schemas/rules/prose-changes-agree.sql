-- id: prose-changes-agree
-- title_zh: 收入与支出的增减额一致
-- title_en: Revenue and expenditure change alike
-- reads: narrative_amounts
-- stages: budget
-- severity: warning
-- unit: money
-- relation: equal
-- tolerance: printed
-- basis: 财预〔2016〕143号：增减变化情况说明
-- message_zh: {subject}为{actual}，同一基数下收支另一方的增减额为{expected}，相差{difference}
-- message_en: {subject} is {actual}, but on the same base the other side changed by {expected}, a difference of {difference}
WITH sides(received, spent) AS (
    VALUES ('appropriation_revenue', 'appropriation_expenditure'), ('total_revenue', 'total_expenditure')
)
SELECT
    spent.disclosure, spent.cell, spent.amount AS actual, received.amount AS expected,
    spent.step + received.step AS steps, [received.cell] AS cells
FROM sides
JOIN stated_changes received ON received.item = sides.received
JOIN stated_changes spent ON spent.disclosure = received.disclosure AND spent.item = sides.spent
    AND spent.base = received.base AND spent.current = received.current
WHERE ends_with(spent.base, '预算')
