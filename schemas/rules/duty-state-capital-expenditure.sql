-- id: duty-state-capital-expenditure
-- title_zh: 公开国有资本经营预算支出情况表
-- title_en: It publishes the table of state capital
-- reads: disclosures, disclosure_tables
-- stages: budget, final
-- severity: info
-- unit: text
-- relation: equal
-- tolerance: none
-- basis: 《预算法》第五条、第十四条：国有资本经营预算一并公开
-- message_zh: {subject}{actual}国有资本经营预算支出情况表
-- message_en: {subject} does not publish the table of state capital ({actual})
SELECT
    disclosure, coalesce(only_listed['state_capital_expenditure'], cell) AS cell,
    if(list_contains(printed, 'state_capital_expenditure'), '列有', '未见') AS actual, '列有' AS expected,
    0 AS steps, [] AS cells
FROM published
