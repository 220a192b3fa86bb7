-- id: duty-balance
-- title_zh: 公开部门收支总体情况表
-- title_en: It publishes the balance of revenue and expenditure
-- reads: disclosures, disclosure_tables
-- stages: budget, final
-- severity: info
-- unit: text
-- relation: equal
-- tolerance: none
-- basis: 财预〔2016〕143号《地方预决算公开操作规程》：部门预决算公开表格
-- message_zh: {subject}{actual}部门收支总体情况表
-- message_en: {subject} does not publish the balance of revenue and expenditure ({actual})
SELECT
    disclosure, coalesce(only_listed['balance'], cell) AS cell,
    if(list_contains(printed, 'balance'), '列有', '未见') AS actual, '列有' AS expected,
    0 AS steps, [] AS cells
FROM published
