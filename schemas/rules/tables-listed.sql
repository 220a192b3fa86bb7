-- id: tables-listed
-- title_zh: 正文中的表格都列入目录
-- title_en: The contents list every table
-- reads: disclosure_tables
-- stages: budget, final
-- severity: info
-- unit: text
-- relation: equal
-- tolerance: none
-- basis: 公开文件编制要求：目录与正文一致
-- message_zh: {subject}{actual}
-- message_en: {subject} is not among the tables that the contents list
WITH counted AS (
    SELECT *, count(title_listed) OVER document * 2 > count(*) OVER document AS is_list
    FROM numbered_tables WINDOW document AS (PARTITION BY disclosure)
)
SELECT
    disclosure, cell, if(title_listed IS NULL, '未列入目录', '列入目录') AS actual, '列入目录' AS expected,
    0 AS steps, [] AS cells
FROM counted WHERE is_list
