-- id: duty-duties
-- title_zh: 公开主要职责
-- title_en: It tells of what the organisation does
-- reads: disclosures, sections
-- stages: budget, final
-- severity: info
-- unit: text
-- relation: equal
-- tolerance: none
-- basis: 财预〔2016〕143号《地方预决算公开操作规程》：部门预决算说明
-- message_zh: {subject}{actual}主要职责
-- message_en: {subject} does not tell of what the organisation does ({actual})
SELECT
    disclosure, cell, if(duties, '列有', '未见') AS actual, '列有' AS expected,
    0 AS steps, [] AS cells
FROM mentions
