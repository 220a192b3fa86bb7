-- id: prose-economic-classes
-- title_zh: 文字说明列举的经济科目在基本支出表中有金额
-- title_en: The economic classes that the prose lists have amounts in the table
-- reads: line_items, narrative_amounts
-- stages: final
-- severity: info
-- unit: text
-- relation: equal
-- tolerance: none
-- basis: 财预〔2016〕143号：文字说明与表格一致
-- message_zh: {subject}列举了“{actual}”，基本支出表中该科目{expected}
-- message_en: {subject} lists {actual}, for which the table of basic expenditure has no amount
WITH lists AS (
    SELECT
        disclosure, cell,
        unnest(string_split(regexp_extract(text, '主要(?:包括|用于)[:：]?([^；;。:：]*)', 1), '、')) AS listed
    FROM stated
    WHERE is_own AND item IN ('personnel', 'public') AND contains(text, '主要')
),
known AS (SELECT DISTINCT bare(name) AS name FROM economic_classes WHERE length(code) = 5),
-- Tables down to the parts of the classes, with or without an amount.
detailed AS (
    SELECT disclosure, bare(name) AS name, bool_or(amount <> 0) AS is_filled
    FROM cells WHERE table_name = 'basic_expenditure' AND digits = 5 GROUP BY ALL
)
SELECT
    lists.disclosure, lists.cell, bare(listed) AS actual,
    if(bool_or(coalesce(is_filled, false)), bare(listed), '无金额') AS expected, 0 AS steps, [] AS cells
FROM lists
JOIN known ON known.name = bare(listed)
SEMI JOIN detailed printed ON printed.disclosure = lists.disclosure
LEFT JOIN detailed ON detailed.disclosure = lists.disclosure AND detailed.name = known.name
GROUP BY lists.disclosure, lists.cell, bare(listed)
