-- id: duty-assets
-- title_zh: 公开国有资产占有使用的说明
-- title_en: It tells of what state assets it uses
-- reads: disclosures, sections
-- stages: budget, final
-- severity: info
-- unit: text
-- relation: equal
-- tolerance: none
-- basis: 财预〔2016〕143号《地方预决算公开操作规程》：部门预决算说明
-- message_zh: {subject}{actual}国有资产占有使用的说明
-- message_en: {subject} does not tell of what state assets it uses ({actual})
SELECT
    disclosure, cell, if(assets, '列有', '未见') AS actual, '列有' AS expected,
    0 AS steps, [] AS cells
FROM mentions
