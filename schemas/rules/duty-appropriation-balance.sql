-- id: duty-appropriation-balance
-- title_zh: 公开财政拨款收支总体情况表
-- title_en: It publishes the balance of appropriations
-- reads: disclosures, disclosure_tables
-- stages: budget, final
-- severity: info
-- unit: text
-- relation: equal
-- tolerance: none
-- basis: 财预〔2016〕143号《地方预决算公开操作规程》：部门预决算公开表格
-- message_zh: {subject}{actual}财政拨款收支总体情况表
-- message_en: {subject} does not publish the balance of appropriations ({actual})
SELECT
    disclosure, coalesce(only_listed['appropriation_balance'], cell) AS cell,
    if(list_contains(printed, 'appropriation_balance'), '列有', '未见') AS actual, '列有' AS expected,
    0 AS steps, [] AS cells
FROM published
