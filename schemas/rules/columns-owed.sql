-- id: columns-owed
-- title_zh: 规定的栏目都已印出
-- title_en: Every column that a table owes is printed
-- reads: disclosure_tables, line_items
-- stages: budget, final
-- severity: warning
-- unit: text
-- relation: equal
-- tolerance: none
-- basis: 财预〔2016〕143号：部门预决算公开表格的栏目
-- message_zh: {subject}缺少“{actual}”一栏
-- message_en: {subject} lacks the column “{actual}” that it owes
-- `beside` is a measure with which another one is owed; `instead` one that does as well.
WITH owed AS (
    FROM (VALUES
        ('revenue', 'total', NULL, NULL),
        ('revenue', 'appropriation', 'total', 'general_public_budget'),
        ('expenditure', 'total', NULL, NULL),
        ('expenditure', 'basic', NULL, 'appropriation_basic'),
        ('expenditure', 'project', NULL, 'appropriation_project'),
        ('expenditure', 'appropriation', 'appropriation_basic', NULL),
        ('general_public_expenditure', 'total', NULL, NULL),
        ('general_public_expenditure', 'basic', NULL, NULL),
        ('general_public_expenditure', 'project', NULL, NULL),
        ('appropriation_balance', 'total', NULL, NULL),
        ('appropriation_balance', 'general_public_budget', 'government_fund', NULL),
        ('basic_expenditure', 'total', NULL, NULL),
        ('basic_expenditure', 'personnel', 'public', NULL),
        ('basic_expenditure', 'public', 'personnel', NULL),
        ('performance_overall', 'appropriation', 'total', NULL),
        ('performance_project', 'appropriation', 'total', NULL),
        ('three_public', 'total', NULL, NULL),
        ('three_public', 'abroad', NULL, NULL),
        ('three_public', 'reception', NULL, NULL),
        ('three_public', 'vehicles', NULL, NULL),
        ('three_public', 'vehicle_purchase', 'vehicle_operation', NULL),
        ('three_public', 'vehicle_operation', 'vehicle_purchase', NULL)
    ) AS _(table_name, measure, beside, instead)
),
printed AS (
    SELECT
        columns_printed.disclosure, CAST(table_name AS VARCHAR) AS table_name,
        list(DISTINCT CAST(measure AS VARCHAR)) AS there
    FROM columns_printed GROUP BY ALL
)
SELECT
    tables.disclosure, tables.cell,
    if(list_has_any(there, [owed.measure, owed.instead]), '已印出', titles.measure_zh) AS actual,
    '已印出' AS expected, 0 AS steps, [] AS cells
FROM numbered_tables tables
JOIN printed ON printed.disclosure = tables.disclosure AND printed.table_name = tables.table_name
JOIN owed ON owed.table_name = tables.table_name
JOIN titles ON titles.table_name = owed.table_name AND titles.measure = owed.measure
WHERE tables.status = 'present' AND (owed.beside IS NULL OR list_contains(there, owed.beside))
