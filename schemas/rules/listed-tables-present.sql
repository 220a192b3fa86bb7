-- id: listed-tables-present
-- title_zh: 目录所列的表格都在正文中
-- title_en: Every table of the contents is in the body
-- reads: disclosure_tables
-- stages: budget, final
-- severity: warning
-- unit: text
-- relation: equal
-- tolerance: none
-- basis: 财预〔2016〕143号：应当公开的表格
-- message_zh: {subject}{actual}：目录列有此表，正文中没有
-- message_en: {subject} is listed in the contents and absent from the body
SELECT
    disclosure, cell, if(status = 'missing', '缺少', '已公开') AS actual, '已公开' AS expected, 0 AS steps, [] AS cells
FROM numbered_tables
