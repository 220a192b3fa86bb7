-- id: heading-years
-- title_zh: 标题的年度与文件一致
-- title_en: Headings bear the year of the disclosure
-- reads: sections, disclosure_tables, other_tables
-- stages: budget, final
-- severity: warning
-- unit: text
-- relation: equal
-- tolerance: none
-- basis: 《预算法》第十四条：按预算年度公开
-- message_zh: {subject}印为{actual}年，文件为{expected}年度
-- message_en: {subject} says {actual}, but the disclosure is of {expected}
WITH headings AS (
    SELECT disclosure, cell, string_split(title, ' / ')[-1] AS heading FROM numbered_sections
    UNION ALL
    SELECT disclosure, cell, title_listed FROM numbered_tables WHERE title_listed IS NOT NULL
    UNION ALL
    SELECT disclosure, cell, title_printed FROM numbered_other_tables WHERE title_printed IS NOT NULL
)
SELECT
    disclosure, cell, regexp_extract(heading, '20\d{2}') AS actual, CAST(fiscal_year AS VARCHAR) AS expected,
    0 AS steps, [] AS cells
FROM headings JOIN batch USING (disclosure)
WHERE contains(heading, '20')
    AND regexp_matches(heading, '20\d{2}年度?[^，。；：]{0,20}(预算|决算|“三公”|机关运行|绩效|收支|收入|支出)')
    AND len(regexp_extract_all(heading, '20\d{2}')) = 1
    AND NOT regexp_matches(heading, '执行|上年|比较|对比|较|截至|规划|月')
