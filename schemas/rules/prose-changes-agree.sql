-- id: prose-changes-agree
-- title_zh: 财政拨款收入与支出的增减额一致
-- title_en: Appropriation changes alike as revenue and as expenditure
-- reads: narrative_amounts
-- stages: budget
-- severity: warning
-- unit: money
-- relation: equal
-- tolerance: printed
-- basis: 财预〔2016〕143号：增减变化情况说明
-- message_zh: {subject}为{found}，同一基数下财政拨款另一方的增减额为{expected}，相差{difference}
-- message_en: {subject} is {found}, but on the same base the other side of the appropriation changed by {expected}, a difference of {difference}
WITH changes AS (
    SELECT change.*, now.topic AS about, now.amount AS current
    FROM stated change
    JOIN stated now ON now.disclosure = change.disclosure AND now.amount_number = change.amount_number - 1
        AND now.text = change.text
    WHERE change.direction IS NOT NULL AND change.year = change.fiscal_year - 1 AND change.stage = 'budget'
        AND now.is_current AND now.topic IN ('财政拨款收入', '财政拨款')
)
SELECT
    spent.disclosure, spent.cell, spent.amount AS found, received.amount AS expected,
    spent.step + received.step AS steps, [received.cell] AS cells
FROM changes received
JOIN changes spent USING (disclosure, subject, direction, current)
WHERE received.about = '财政拨款收入' AND spent.about = '财政拨款'
