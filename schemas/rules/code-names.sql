-- id: code-names
-- title_zh: 科目名称与代码相符
-- title_en: Codes bear their standard names
-- reads: line_items
-- stages: budget, final
-- severity: info
-- unit: text
-- relation: equal
-- tolerance: none
-- basis: 《政府收支分类科目》：科目代码与名称统一
-- message_zh: {subject}印为“{actual}”，该代码的标准名称为“{expected}”
-- message_en: {subject} is printed as {actual}, where the standard name of its code is {expected}
WITH standard AS (
    SELECT code, name, bare(name) AS plain FROM functions
    UNION ALL
    SELECT code, name, bare(name) FROM economic_classes
)
SELECT
    coded.disclosure, coded.cell, coded.name AS actual,
    if(coded.name = standard.plain, coded.name, standard.name) AS expected, 0 AS steps, [] AS cells
FROM coded
JOIN standard USING (code)
-- Names change from year to year: what is judged are names that the classification has, be it elsewhere, and those that
-- differ by one character, which has three bytes.
LEFT JOIN (SELECT DISTINCT plain FROM standard) known ON known.plain = coded.name
WHERE coded.name <> '' AND (known.plain IS NOT NULL OR length(coded.name) = length(standard.plain)
    AND levenshtein(coded.name, standard.plain) <= 3)
    AND coded.table_name NOT IN ('balance', 'appropriation_balance')
