-- id: project-periods
-- title_zh: 项目实施周期包括本年度
-- title_en: The period of a project holds the year
-- reads: sections
-- stages: budget, final
-- severity: warning
-- unit: text
-- relation: equal
-- tolerance: none
-- basis: 财预〔2018〕167号：绩效目标按预算年度的项目设定
-- message_zh: {subject}的实施周期为{actual}，不含{expected}年度
-- message_en: {subject} has a period of {actual}, which does not hold {expected}
WITH periods AS (
    SELECT disclosure, cell, unnest(regexp_extract_all(
        text, '(?:实施周期|项目周期|实施期限|执行期限)[：:为是]{0,2}[^。；，]{0,12}20\d{2}年[^。；，]{0,20}'
    )) AS words
    FROM numbered_sections WHERE regexp_matches(text, '周期|期限')
),
said AS (
    SELECT
        *, regexp_replace(words, '^.*?(20\d{2})', '\1') AS period,
        list_transform(regexp_extract_all(words, '20\d{2}'), lambda year: CAST(year AS INTEGER)) AS years
    FROM periods JOIN batch USING (disclosure)
)
SELECT
    disclosure, cell, period AS actual,
    if(fiscal_year BETWEEN list_min(years) AND list_max(years) OR regexp_matches(words, '起|至今|长期|以来'), period,
        CAST(fiscal_year AS VARCHAR)) AS expected,
    0 AS steps, [] AS cells
FROM said
