-- id: repeated-sentences
-- title_zh: 文字说明没有重复印出的句子
-- title_en: No sentence is printed twice in a row
-- reads: sections
-- stages: budget, final
-- severity: warning
-- unit: text
-- relation: equal
-- tolerance: none
-- basis: 公开文件编制要求：文字不重复
-- message_zh: {subject}中重复印有“{actual}”
-- message_en: {subject} prints a sentence twice in a row: “{actual}”
WITH sentences AS (
    SELECT
        disclosure, cell, unnest(parts) AS sentence, generate_subscripts(parts, 1) AS place
    FROM (
        SELECT disclosure, cell, regexp_split_to_array(text, '[。\n]') AS parts
        FROM numbered_sections WHERE length(text) > 30
    )
)
SELECT
    one.disclosure, one.cell,
    if(one.sentence = other.sentence, one.sentence, '') AS actual, '' AS expected, 0 AS steps, [] AS cells
FROM sentences one
JOIN sentences other ON other.disclosure = one.disclosure AND other.cell = one.cell AND other.place = one.place + 1
-- Notes stand below each table of a row of tables.
WHERE length(one.sentence) >= 12 AND length(other.sentence) >= 12
    AND NOT regexp_matches(one.sentence, '^(注|备注|说明|单位|公开)|[本此]表')
