-- id: repeated-rows
-- title_zh: 表格没有重复印出的行
-- title_en: No row is printed twice in a row
-- reads: line_items
-- stages: budget, final
-- severity: warning
-- unit: text
-- relation: equal
-- tolerance: none
-- basis: 公开文件编制要求：表格各行不重复
-- message_zh: {subject}与上一行完全相同：{actual}
-- message_en: {subject} is the row above printed once more: {actual}
WITH printed AS (
    SELECT
        disclosure, table_name, row_number, code || ' ' || name AS label, min(cell) AS cell,
        string_agg(measure || ' ' || amount, ' ' ORDER BY measure) AS amounts
    FROM cells WHERE code IS NOT NULL AND side IS NULL AND NOT starts_with(table_name, 'performance')
    GROUP BY ALL HAVING sum(amount) <> 0
),
-- A list by unit or by source names a class many times.
listed AS (
    SELECT disclosure, table_name FROM (
        SELECT disclosure, table_name, label, count(*) AS rows FROM printed GROUP BY ALL
    ) GROUP BY ALL HAVING count(*) FILTER (rows > 1) > 2
)
SELECT
    below.disclosure, below.cell, below.label AS actual,
    if(above.label = below.label AND above.amounts = below.amounts, '一行', below.label) AS expected,
    0 AS steps, [above.cell] AS cells
FROM printed below
JOIN printed above ON above.disclosure = below.disclosure AND above.table_name = below.table_name
    AND above.row_number = below.row_number - 1
ANTI JOIN listed ON listed.disclosure = below.disclosure AND listed.table_name = below.table_name
