-- id: duty-procurement
-- title_zh: 公开政府采购的说明
-- title_en: It tells of procurement
-- reads: disclosures, sections
-- stages: budget, final
-- severity: info
-- unit: text
-- relation: equal
-- tolerance: none
-- basis: 《预算法》第十四条：公开政府采购的情况
-- message_zh: {subject}{actual}政府采购的说明
-- message_en: {subject} does not tell of procurement ({actual})
SELECT
    disclosure, cell, if(procurement, '列有', '未见') AS actual, '列有' AS expected,
    0 AS steps, [] AS cells
FROM mentions
