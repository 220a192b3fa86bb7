-- id: prose-blank-items
-- title_zh: 表中空白的项目在文字说明中为零
-- title_en: What a table leaves blank is nothing in the prose
-- reads: line_items, narrative_amounts
-- stages: budget, final
-- severity: warning
-- unit: money
-- relation: equal
-- tolerance: printed
-- basis: 财预〔2016〕143号：文字说明与表格一致；合计已为所印各项之和时，空白各项为零
-- message_zh: {subject}为{actual}，表中该项空白，且所印各项之和已等于合计
-- message_en: {subject} is {actual}, but its table leaves it blank, and what it prints adds up to its total
WITH parts AS (
    -- The parts of a total row, each once: vehicles are purchase and operation, appropriations are their funds.
    SELECT disclosure, table_name, measure, cell, amount FROM totals
    WHERE (table_name = 'revenue' AND measure <> 'appropriation')
        OR (table_name = 'expenditure' AND measure IN ('total', 'appropriation', 'non_appropriation'))
    UNION ALL
    SELECT disclosure, table_name, any_value(measure), any_value(cell), any_value(amount)
    FROM cells
    WHERE table_name = 'three_public' AND measure IN ('total', 'abroad', 'vehicles', 'reception')
    GROUP BY disclosure, table_name, cells.measure HAVING count(*) = 1
),
closed AS (
    SELECT
        disclosure, table_name, any_value(cell) FILTER (measure = 'total') AS cell,
        coalesce(bool_or(measure = 'other' AND amount <> 0), false) AS may_hold_others
    FROM parts
    GROUP BY ALL
    HAVING any_value(amount) FILTER (measure = 'total') = sum(amount) FILTER (measure <> 'total')
),
driven AS (
    SELECT disclosure FROM cells WHERE table_name = 'three_public' AND measure = 'vehicles'
    GROUP BY ALL HAVING sum(amount) > 0
)
SELECT
    stated.disclosure, stated.cell, stated.amount AS actual, 0::DECIMAL(18, 2) AS expected, 0 AS steps,
    [closed.cell] AS cells
FROM stated
JOIN items_of('prose-blank-items') items USING (item)
JOIN closed USING (disclosure, table_name)
ANTI JOIN cells printed
    ON printed.disclosure = stated.disclosure AND printed.table_name = items.table_name
        AND printed.measure = items.measure
ANTI JOIN driven ON driven.disclosure = stated.disclosure AND starts_with(items.measure, 'vehicle_')
WHERE stated.is_own AND NOT may_hold_others
