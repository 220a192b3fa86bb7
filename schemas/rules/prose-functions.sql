-- id: prose-functions
-- title_zh: 文字说明的功能科目与表格一致
-- title_en: Functions in the prose agree with the tables
-- reads: line_items, narrative_amounts
-- stages: budget, final
-- severity: error
-- unit: money
-- tolerance: printed
-- basis: 财预〔2016〕143号：文字说明与表格口径一致
-- message_zh: {subject}为{found}，表中同一科目为{expected}，相差{difference}
-- message_en: {subject} is {found}, but the same class in the tables is {expected}, a difference of {difference}
SELECT
    stated.disclosure, stated.cell, stated.amount AS found,
    arg_min(as_printed(item.amount, stated.amount, stated.step, item.step), abs(as_printed(item.amount, stated.amount, stated.step, item.step) - stated.amount)) AS expected,
    stated.step + max(item.step) AS steps, [arg_min(item.cell, abs(as_printed(item.amount, stated.amount, stated.step, item.step) - stated.amount))] AS cells
FROM stated
JOIN paths ON paths.disclosure = stated.disclosure
    AND (paths.path = stated.path OR (contains(stated.path, '|') AND ends_with(paths.path, stated.path)))
JOIN cells item ON item.disclosure = paths.disclosure AND item.table_name = paths.table_name AND item.code = paths.code
WHERE stated.is_current AND item.measure = 'total' AND item.table_name IN (
    'expenditure', 'general_public_expenditure', 'government_fund_expenditure', 'state_capital_expenditure'
)
GROUP BY stated.disclosure, stated.cell, stated.amount, stated.step
