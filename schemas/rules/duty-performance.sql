-- id: duty-performance
-- title_zh: 公开预算绩效的说明
-- title_en: It tells of performance of the budget
-- reads: disclosures, sections
-- stages: budget, final
-- severity: info
-- unit: text
-- relation: equal
-- tolerance: none
-- basis: 财预〔2016〕143号《地方预决算公开操作规程》：部门预决算说明
-- message_zh: {subject}{actual}预算绩效的说明
-- message_en: {subject} does not tell of performance of the budget ({actual})
SELECT
    disclosure, cell, if(performance, '列有', '未见') AS actual, '列有' AS expected,
    0 AS steps, [] AS cells
FROM mentions
