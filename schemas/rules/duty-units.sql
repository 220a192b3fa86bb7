-- id: duty-units
-- title_zh: 公开机构设置
-- title_en: It tells of which units it has
-- reads: disclosures, sections
-- stages: budget, final
-- severity: info
-- unit: text
-- relation: equal
-- tolerance: none
-- basis: 财预〔2016〕143号《地方预决算公开操作规程》：部门预决算说明
-- message_zh: {subject}{actual}机构设置
-- message_en: {subject} does not tell of which units it has ({actual})
SELECT
    disclosure, cell, if(units, '列有', '未见') AS actual, '列有' AS expected,
    0 AS steps, [] AS cells
FROM mentions
