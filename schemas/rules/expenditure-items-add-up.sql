-- id: expenditure-items-add-up
-- title_zh: 支出方各功能科目之和等于支出合计
-- title_en: The functions of the expenditure side add up
-- reads: line_items
-- stages: budget, final
-- severity: error
-- unit: money
-- relation: equal
-- tolerance: printed
-- basis: 财预〔2016〕143号 收支总表：支出合计为各功能科目支出之和
-- message_zh: {subject}为{actual}，其上各项支出之和为{expected}，相差{difference}
-- message_en: {subject} is {actual}, but the items above it add up to {expected}, a difference of {difference}
WITH first AS (
    SELECT disclosure, table_name, measure, nearest(side_totals, row_number, cell) AS ending
    FROM side_totals WHERE side = 'expenditure' GROUP BY ALL
),
classes AS (SELECT DISTINCT disclosure, name FROM cells WHERE digits = 3 AND table_name <> 'basic_expenditure'),
counted AS (
    SELECT
        cells.*, ending,
        bool_and(classes.name IS NOT NULL OR regexp_full_match(cells.name, '结转下年.*|年(终|末)结转.*')) OVER (
            PARTITION BY cells.disclosure, table_name, measure
        ) AS all_known
    FROM cells
    JOIN first USING (disclosure, table_name, measure)
    LEFT JOIN classes ON classes.disclosure = cells.disclosure AND classes.name = cells.name
    WHERE side = 'expenditure' AND cells.row_number < ending.row_number
)
SELECT
    disclosure, any_value(ending.cell) AS cell, any_value(ending.amount) AS actual,
    sum(amount) AS expected, any_value(ending.step) + sum(step) AS steps, list(cell) AS cells
FROM counted
WHERE all_known
GROUP BY disclosure, table_name, measure
