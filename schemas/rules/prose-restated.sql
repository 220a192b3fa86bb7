-- id: prose-restated
-- title_zh: 同一科目两次所述的金额一致
-- title_en: A function that is stated twice has one amount
-- reads: narrative_amounts
-- stages: budget, final
-- severity: warning
-- unit: money
-- relation: equal
-- tolerance: printed
-- basis: 财预〔2016〕143号：文字说明与表格口径一致
-- message_zh: {subject}安排为{found}，同一条所述该科目为{expected}，相差{difference}
-- message_en: {subject} is {found}, but the same item states {expected} for its function, a difference of {difference}
SELECT
    again.disclosure, again.cell, again.amount AS found, first.amount AS expected,
    again.step + first.step AS steps, [first.cell] AS cells
FROM stated first
JOIN stated before ON before.disclosure = first.disclosure AND before.amount_number = first.amount_number + 1
JOIN stated again ON again.disclosure = first.disclosure AND again.amount_number = first.amount_number + 2
WHERE first.path IS NOT NULL AND first.is_current
    AND before.year = first.fiscal_year - 1 AND before.path IS NULL
    AND again.year = first.fiscal_year AND again.topic = '' AND again.text = before.text
