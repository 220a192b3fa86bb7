-- id: rows-in-order
-- title_zh: 各级科目印在其上级科目之下
-- title_en: Every class is printed below the one that it is part of
-- reads: line_items
-- stages: budget, final
-- severity: warning
-- unit: text
-- relation: equal
-- tolerance: none
-- basis: 《政府收支分类科目》：类、款、项依次列示
-- message_zh: {subject}列在{actual}之下，应在{expected}之下
-- message_en: {subject} is printed below {actual}, and belongs below {expected}
WITH rows AS (
    SELECT DISTINCT disclosure, table_name, place % 100 AS block, row_number, code, digits, parent, name
    FROM cells SEMI JOIN classified USING (disclosure, table_name)
    WHERE code IS NOT NULL
),
above AS (
    SELECT
        item.disclosure, item.table_name, item.row_number, item.code, item.parent,
        nearest(upper.code, item.row_number - upper.row_number, upper.row_number) AS class_above
    FROM rows item
    JOIN rows upper ON upper.disclosure = item.disclosure AND upper.table_name = item.table_name
        AND upper.block = item.block AND upper.digits = length(item.parent) AND upper.row_number < item.row_number
    GROUP BY ALL
),
first_cells AS (SELECT disclosure, table_name, code, min(cell) AS cell FROM cells WHERE code IS NOT NULL GROUP BY ALL)
SELECT
    rows.disclosure, first_cells.cell, coalesce(above.class_above, '表首') AS actual, rows.parent AS expected, 0 AS steps,
    [] AS cells
FROM rows
JOIN first_cells USING (disclosure, table_name, code)
LEFT JOIN above USING (disclosure, table_name, row_number, code)
WHERE rows.parent IS NOT NULL
