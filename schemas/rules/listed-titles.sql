-- id: listed-titles
-- title_zh: 正文中的表格标题与目录一致
-- title_en: Tables bear the titles that the contents give
-- reads: disclosure_tables
-- stages: budget, final
-- severity: info
-- unit: text
-- relation: equal
-- tolerance: none
-- basis: 公开文件编制要求：目录与正文一致
-- message_zh: {subject}在目录中为“{expected}”
-- message_en: {subject} is called {expected} in the contents
WITH titles AS (
    SELECT
        disclosure, cell, regexp_replace(title_printed, '^(表?\d{1,2}[.．、])?(20\d{2}年度?)?', '') AS printed,
        regexp_replace(title_listed, '^(表?\d{1,2}[.．、])?(20\d{2}年度?)?', '') AS listed
    FROM numbered_tables WHERE status <> 'missing' AND title_listed IS NOT NULL
)
SELECT
    disclosure, cell, printed AS actual,
    if(bare(listed) = bare(printed) OR ends_with(bare(printed), bare(listed)), printed, listed) AS expected,
    0 AS steps, [] AS cells
FROM titles
