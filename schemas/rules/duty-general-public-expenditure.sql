-- id: duty-general-public-expenditure
-- title_zh: 公开一般公共预算支出情况表
-- title_en: It publishes the table of general public expenditure
-- reads: disclosures, disclosure_tables
-- stages: budget, final
-- severity: info
-- unit: text
-- relation: equal
-- tolerance: none
-- basis: 财预〔2016〕143号《地方预决算公开操作规程》：部门预决算公开表格
-- message_zh: {subject}{actual}一般公共预算支出情况表
-- message_en: {subject} does not publish the table of general public expenditure ({actual})
SELECT
    disclosure, coalesce(only_listed['general_public_expenditure'], cell) AS cell,
    if(list_contains(printed, 'general_public_expenditure'), '列有', '未见') AS actual, '列有' AS expected,
    0 AS steps, [] AS cells
FROM published
