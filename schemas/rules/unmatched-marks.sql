-- id: unmatched-marks
-- title_zh: 引号和括号成对
-- title_en: Quotation marks and brackets come in pairs
-- reads: sections
-- stages: budget, final
-- severity: info
-- unit: text
-- relation: equal
-- tolerance: none
-- basis: 公开文件编制要求：标点使用规范
-- message_zh: {subject}中{actual}
-- message_en: {subject} holds marks without their partner: {actual}
WITH counted AS (
    -- A part of the document is taken whole: a heading may stand in the middle of what is quoted.
    SELECT
        disclosure, string_split(title, ' / ')[1] AS part, min(cell) AS cell,
        sum(strlen(text) - strlen(replace(text, '“', ''))) AS opened,
        sum(strlen(text) - strlen(replace(text, '”', ''))) AS closed,
        sum(strlen(text) - strlen(replace(text, '（', ''))) // 3 + sum(strlen(text) - strlen(replace(text, '(', '')))
            AS begun,
        sum(strlen(text) - strlen(replace(text, '）', ''))) // 3 + sum(strlen(text) - strlen(replace(text, ')', '')))
            AS ended
    FROM numbered_sections WHERE strlen(text) > 0
    GROUP BY ALL
),
-- 1） and a) are no brackets: what they number need not be all numbered so.
enumerated AS (
    SELECT
        counted.disclosure, part,
        sum(len(regexp_extract_all(text, '(?:^|[\s。；：，])[一二三四五六七八九十\dA-Za-z]{1,3}[）)]'))) AS enumerators
    FROM counted
    JOIN numbered_sections
        ON numbered_sections.disclosure = counted.disclosure AND string_split(title, ' / ')[1] = part
    WHERE begun <> ended
    GROUP BY ALL
)
SELECT
    disclosure, cell,
    CASE WHEN opened <> closed THEN '引号不成对'
         WHEN ended - begun NOT IN (0, coalesce(enumerators, 0)) THEN '括号不成对' ELSE '' END AS actual,
    '' AS expected, 0 AS steps, [] AS cells
FROM counted LEFT JOIN enumerated USING (disclosure, part)
WHERE opened + closed + begun + ended > 0
