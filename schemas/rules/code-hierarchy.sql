-- id: code-hierarchy
-- title_zh: 科目代码与其上级一致
-- title_en: A code goes on from the code above it
-- reads: line_items
-- stages: budget, final
-- severity: error
-- unit: text
-- relation: equal
-- tolerance: none
-- basis: 《政府收支分类科目》：款、项的代码以其类、款的代码开头
-- message_zh: {subject}的代码{actual}与其上级科目不符，应为{expected}
-- message_en: {subject} bears the code {actual}, which does not go on from the code above it; likely it is {expected}
WITH printed AS (
    SELECT
        coded.*, cells.row_number, misnumbered.cell IS NULL AS is_right
    FROM coded
    JOIN cells USING (disclosure, table_name, code, cell)
    JOIN hierarchies USING (disclosure, table_name)
    LEFT JOIN misnumbered USING (cell)
),
-- The same name in another table of the document says the code, or in the classification, below the row above.
elsewhere AS (
    SELECT printed.cell, min(other.code) AS code
    FROM printed JOIN coded other USING (disclosure, name)
    LEFT JOIN misnumbered ON misnumbered.cell = other.cell
    WHERE NOT is_right AND misnumbered.cell IS NULL AND other.table_name <> printed.table_name AND name <> ''
    GROUP BY ALL HAVING count(DISTINCT other.code) = 1
),
above AS (
    SELECT wrong.cell, nearest(upper.code, wrong.row_number - upper.row_number, upper.cell) AS code
    FROM printed wrong
    JOIN printed upper ON upper.disclosure = wrong.disclosure AND upper.table_name = wrong.table_name
        AND upper.row_number < wrong.row_number AND upper.digits IN (3, 5) AND upper.is_right
    WHERE NOT wrong.is_right
    GROUP BY ALL
),
likely AS (
    SELECT cell, min(functions.code) AS code
    FROM above JOIN printed USING (cell) JOIN functions ON bare(functions.name) = printed.name
        AND starts_with(functions.code, above.code)
    GROUP BY ALL
)
SELECT
    printed.disclosure, printed.cell, printed.code AS actual,
    if(is_right, printed.code, coalesce(elsewhere.code, likely.code, above.code || right(printed.code, 2), '其他代码'))
        AS expected,
    0 AS steps, [] AS cells
FROM printed
LEFT JOIN elsewhere USING (cell)
LEFT JOIN likely USING (cell)
LEFT JOIN above USING (cell)
