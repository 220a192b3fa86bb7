-- id: function-names
-- title_zh: 文字说明的科目名称与表格一致
-- title_en: Functions bear one name in the prose and in the tables
-- reads: line_items, narrative_amounts
-- stages: budget, final
-- severity: warning
-- unit: text
-- relation: equal
-- tolerance: none
-- basis: 《政府收支分类科目》：科目名称统一
-- material: [（(]\d*类[）)].{0,40}?[（(]\d*款[）)].{0,40}?[（(]\d*项[）)].{0,40}?\d[\d,.]*\s*[万亿]?元
-- message_zh: {subject}所称的科目“{actual}”不在表中，表中该类同一金额的科目为“{expected}”
-- message_en: {subject} names a function that no table has, {actual}; the tables have that amount at {expected}
WITH named AS (
    SELECT disclosure, cell, amount, step, path, split_part(path, '|', 1) AS class
    FROM stated WHERE is_current AND path LIKE '_%|_%|_%' AND path NOT LIKE '%|%|%|%'
),
items AS (
    SELECT paths.disclosure, path, split_part(path, '|', 1) AS class, cells.cell, cells.amount, cells.step
    FROM paths
    JOIN cells USING (disclosure, table_name, code)
    WHERE cells.table_name IN ('expenditure', 'general_public_expenditure')
        AND cells.measure = 'total' AND digits = 7 AND path LIKE '%|%|%'
),
known AS (SELECT DISTINCT disclosure, path FROM items)
SELECT
    named.disclosure, named.cell, replace(named.path, '|', '-') AS actual,
    replace(coalesce(any_value(known.path), min(items.path)), '|', '-') AS expected,
    0 AS steps, list(items.cell) AS cells
FROM named
JOIN items ON items.disclosure = named.disclosure AND items.class = named.class
    AND as_printed(items.amount, named.amount, named.step, items.step) = named.amount
LEFT JOIN known ON known.disclosure = named.disclosure AND known.path = named.path
GROUP BY named.disclosure, named.cell, named.path
