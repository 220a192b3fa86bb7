-- id: duty-terms
-- title_zh: 公开名词解释
-- title_en: It tells of an explanation of terms
-- reads: disclosures, sections
-- stages: budget, final
-- severity: info
-- unit: text
-- relation: equal
-- tolerance: none
-- basis: 财预〔2016〕143号《地方预决算公开操作规程》：部门预决算说明，对专业性较强的名词进行解释
-- message_zh: {subject}{actual}名词解释
-- message_en: {subject} does not tell of an explanation of terms ({actual})
SELECT
    disclosure, cell, if(terms, '列有', '未见') AS actual, '列有' AS expected,
    0 AS steps, [] AS cells
FROM mentions
