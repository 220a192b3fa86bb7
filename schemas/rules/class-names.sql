-- id: class-names
-- title_zh: 收支总表的科目名称与支出表一致
-- title_en: The balance calls classes as the tables of expenditure do
-- reads: line_items
-- stages: budget, final
-- severity: warning
-- unit: text
-- relation: equal
-- tolerance: none
-- basis: 《政府收支分类科目》：科目名称统一
-- message_zh: {subject}印为“{actual}”，支出表中同一金额的类为“{expected}”
-- message_en: {subject} is called {actual}, where the table of expenditure calls the class of that amount {expected}
WITH classes AS (
    SELECT table_name, disclosure, bare(name) AS name, amount, cell FROM cells
    WHERE digits = 3 AND measure = 'total' AND amount <> 0
        AND table_name IN ('expenditure', 'general_public_expenditure')
),
printed AS (
    SELECT table_name, disclosure, bare(name) AS name, amount, cell FROM cells
    WHERE side = 'expenditure' AND measure = 'total' AND amount <> 0 AND NOT is_total(name)
        AND table_name IN ('balance', 'appropriation_balance') AND ends_with(name, '支出')
        AND NOT regexp_matches(name, '^本年|基本支出|项目支出|经营支出|上缴|补助|结[转余]')
),
-- A class of the table that the balance does not name, and whose amount no other class has.
unnamed AS (
    SELECT classes.disclosure, printed.table_name, classes.amount, min(classes.name) AS name, min(classes.cell) AS cell
    FROM classes
    JOIN (SELECT DISTINCT disclosure, table_name FROM printed) printed USING (disclosure)
    ANTI JOIN printed other ON other.disclosure = classes.disclosure AND other.table_name = printed.table_name
        AND other.name = classes.name
    GROUP BY ALL HAVING count(DISTINCT classes.name) = 1
)
SELECT
    printed.disclosure, printed.cell, printed.name AS actual, any_value(coalesce(known.name, unnamed.name)) AS expected,
    0 AS steps, coalesce(list(unnamed.cell) FILTER (unnamed.cell IS NOT NULL), []) AS cells
FROM printed
LEFT JOIN (SELECT DISTINCT disclosure, name FROM classes) known USING (disclosure, name)
LEFT JOIN unnamed ON unnamed.disclosure = printed.disclosure AND unnamed.table_name = printed.table_name
    AND unnamed.amount = printed.amount AND known.name IS NULL
WHERE known.name IS NOT NULL OR unnamed.name IS NOT NULL
GROUP BY printed.disclosure, printed.cell, printed.name
