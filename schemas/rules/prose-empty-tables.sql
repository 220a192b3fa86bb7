-- id: prose-empty-tables
-- title_zh: 空表的支出在文字说明中为零
-- title_en: What an empty table holds is nothing in the prose
-- reads: narrative_amounts, disclosure_tables
-- stages: budget, final
-- severity: warning
-- unit: money
-- relation: equal
-- tolerance: printed
-- basis: 财预〔2016〕143号：没有数据的表格应当列出空表并说明，文字说明与表格口径一致
-- message_zh: {subject}为{actual}，对应的表却是空表
-- message_en: {subject} is {actual}, but its table is empty
SELECT
    stated.disclosure, stated.cell, stated.amount AS actual, 0::DECIMAL(18, 2) AS expected, stated.step AS steps,
    [printed.cell] AS cells
FROM stated
JOIN items_of('prose-empty-tables') items ON items.item = coalesce(stated.item, CASE stated.topic
    WHEN '政府性基金预算拨款' THEN 'government_fund_expenditure'
    WHEN '国有资本经营预算拨款' THEN 'state_capital_expenditure'
END)
JOIN numbered_tables printed ON printed.disclosure = stated.disclosure AND printed.table_name = items.table_name
WHERE printed.status = 'empty' AND (is_own OR (stated.item IS NULL AND is_current))
