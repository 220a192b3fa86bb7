-- id: emptied-tables
-- title_zh: 有数的表格不为空表
-- title_en: No table is empty of which others have the amounts
-- reads: disclosure_tables, line_items, performance_indicators
-- stages: budget, final
-- severity: error
-- unit: text
-- relation: equal
-- tolerance: none
-- basis: 财预〔2016〕143号：表格应当完整公开
-- message_zh: {subject}{actual}，而其金额或指标印在别处
-- message_en: {subject} is empty, and its amounts or targets are printed elsewhere
WITH filled AS (
    SELECT DISTINCT disclosure, CAST(table_name AS VARCHAR) AS table_name, CAST(measure AS VARCHAR) AS measure
    FROM cells WHERE amount <> 0
),
-- What shows that a table has amounts, wherever it is printed.
evidence AS (
    SELECT disclosure, unnest(['balance', 'revenue', 'expenditure']) AS table_name
    FROM filled WHERE table_name IN ('balance', 'revenue', 'expenditure') AND measure = 'total'
    UNION ALL
    SELECT disclosure, 'appropriation_balance' FROM filled
    WHERE table_name = 'general_public_expenditure' AND measure = 'total'
    UNION ALL
    SELECT disclosure, 'general_public_expenditure' FROM filled
    WHERE table_name IN ('basic_expenditure', 'appropriation_balance')
        AND measure IN ('total', 'general_public_budget')
        AND (table_name <> 'appropriation_balance' OR measure = 'general_public_budget')
    UNION ALL
    SELECT disclosure, table_name FROM numbered_indicators
    UNION ALL
    SELECT disclosure, 'basic_expenditure' FROM filled
    WHERE table_name = 'general_public_expenditure' AND measure = 'basic'
)
SELECT
    tables.disclosure, tables.cell, if(tables.status = 'empty', '为空表', '印有金额') AS actual, '印有金额' AS expected,
    0 AS steps, [] AS cells
FROM numbered_tables tables
SEMI JOIN evidence ON evidence.disclosure = tables.disclosure AND evidence.table_name = tables.table_name
WHERE tables.status IN ('present', 'empty')
