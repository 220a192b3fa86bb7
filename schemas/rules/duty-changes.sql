-- id: duty-changes
-- title_zh: 公开收支增减变化的说明
-- title_en: It tells of how revenue and expenditure changed
-- reads: disclosures, sections
-- stages: budget, final
-- severity: info
-- unit: text
-- relation: equal
-- tolerance: none
-- basis: 财预〔2016〕143号《地方预决算公开操作规程》：部门预决算说明
-- message_zh: {subject}{actual}收支增减变化的说明
-- message_en: {subject} does not tell of how revenue and expenditure changed ({actual})
SELECT
    disclosure, cell, if(changes, '列有', '未见') AS actual, '列有' AS expected,
    0 AS steps, [] AS cells
FROM mentions
