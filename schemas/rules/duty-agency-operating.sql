-- id: duty-agency-operating
-- title_zh: 公开机关运行经费的说明
-- title_en: It tells of agency operating expenses
-- reads: disclosures, sections
-- stages: budget, final
-- severity: info
-- unit: text
-- relation: equal
-- tolerance: none
-- basis: 《预算法》第十四条：对机关运行经费的安排、使用情况作出说明
-- message_zh: {subject}{actual}机关运行经费的说明
-- message_en: {subject} does not tell of agency operating expenses ({actual})
SELECT
    disclosure, cell, if(agency_operating, '列有', '未见') AS actual, '列有' AS expected,
    0 AS steps, [] AS cells
FROM mentions
