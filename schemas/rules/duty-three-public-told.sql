-- id: duty-three-public-told
-- title_zh: 公开“三公”经费的说明
-- title_en: It tells of the three public expenses
-- reads: disclosures, sections
-- stages: budget, final
-- severity: info
-- unit: text
-- relation: equal
-- tolerance: none
-- basis: 财预〔2016〕143号《地方预决算公开操作规程》：部门预决算说明
-- message_zh: {subject}{actual}“三公”经费的说明
-- message_en: {subject} does not tell of the three public expenses ({actual})
SELECT
    disclosure, cell, if(three_public, '列有', '未见') AS actual, '列有' AS expected,
    0 AS steps, [] AS cells
FROM mentions
