-- id: title-years
-- title_zh: 表格标题的年度与文件一致
-- title_en: Titles of tables bear the year of the disclosure
-- reads: disclosure_tables
-- stages: budget, final
-- severity: warning
-- unit: text
-- relation: equal
-- tolerance: none
-- basis: 《预算法》第十四条：按预算年度公开
-- message_zh: {subject}印为{actual}年，文件为{expected}年度
-- message_en: {subject} says {actual}, but the disclosure is of {expected}
SELECT
    disclosure, cell, regexp_extract(title_printed, '(20\d{2})\s*年', 1) AS actual,
    CAST(fiscal_year AS VARCHAR) AS expected, 0 AS steps, [] AS cells
FROM numbered_tables JOIN batch USING (disclosure)
WHERE len(regexp_extract_all(title_printed, '20\d{2}')) = 1 AND regexp_matches(title_printed, '20\d{2}\s*年\D')
