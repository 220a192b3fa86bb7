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
-- message_zh: {subject}中{found}
-- message_en: {subject} holds marks without their partner: {found}
WITH counted AS (
    -- A part of the document is taken whole: a heading may stand in the middle of what is quoted.
    SELECT
        disclosure, min(cell) AS cell,
        sum(length(text) - length(replace(text, '“', ''))) AS opened,
        sum(length(text) - length(replace(text, '”', ''))) AS closed,
        sum(length(text) - length(translate(text, '（(', ''))) AS begun,
        sum(length(text) - length(translate(text, '）)', ''))) AS ended,
        sum(len(regexp_extract_all(text, '(?:^|[\s。；：，])[一二三四五六七八九十\dA-Za-z]{1,3}[）)]'))) AS enumerators
    FROM numbered_sections WHERE length(text) > 0
    GROUP BY disclosure, string_split(title, ' / ')[1]
)
SELECT
    disclosure, cell,
    CASE WHEN opened <> closed THEN '引号不成对' WHEN ended - begun NOT IN (0, enumerators) THEN '括号不成对' ELSE '' END
        AS found,
    '' AS expected, 0 AS steps, [] AS cells
FROM counted
WHERE opened + closed + begun + ended > 0
