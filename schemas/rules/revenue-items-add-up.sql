-- id: revenue-items-add-up
-- title_zh: 收入方各项之和等于收入合计
-- title_en: The items of the revenue side add up
-- reads: line_items
-- stages: budget, final
-- severity: error
-- unit: money
-- relation: equal
-- tolerance: printed
-- basis: 财预〔2016〕143号 收支总表：收入合计为各项收入之和
-- message_zh: {subject}为{actual}，其上各项收入之和为{expected}，相差{difference}
-- message_en: {subject} is {actual}, but the items above it add up to {expected}, a difference of {difference}
WITH first AS (
    SELECT disclosure, table_name, measure, nearest(side_totals, row_number, cell) AS ending
    FROM side_totals WHERE side = 'revenue' GROUP BY ALL
),
items AS (
    SELECT
        cells.*, ending,
        regexp_full_match(name, '财政拨款(收入)?') AS is_whole,
        regexp_matches(name, '^(一般公共预算|政府性基金|国有资本经营)') AS is_fund,
        regexp_matches(
            name,
            '^(财政拨款|财政专户|一般公共预算|政府性基金|国有资本经营|上级补助|事业|经营|附属单位|其他收入|上年结转|使用非财政)'
        ) AND name NOT LIKE '%合计' AS is_known,
        regexp_matches(name, '^上年结转') AS is_carried
    FROM cells JOIN first USING (disclosure, table_name, measure)
    WHERE side = 'revenue' AND cells.row_number < ending.row_number
),
counted AS (
    SELECT
        *, bool_or(is_whole) OVER item_list AS has_whole,
        bool_and(is_known) OVER item_list
            AND coalesce(max(row_number) FILTER (is_fund) OVER item_list
                < min(row_number) FILTER (is_carried) OVER item_list, true) AS all_known
    FROM items WINDOW item_list AS (PARTITION BY disclosure, table_name, measure)
)
SELECT
    disclosure, any_value(ending.cell) AS cell, any_value(ending.amount) AS actual,
    sum(amount) AS expected, any_value(ending.step) + sum(step) AS steps, list(cell) AS cells
FROM counted
WHERE all_known AND NOT (is_fund AND has_whole)
GROUP BY disclosure, table_name, measure
