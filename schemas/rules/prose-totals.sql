-- id: prose-totals
-- title_zh: 文字说明的收支合计与表格一致
-- title_en: Totals in the prose agree with the tables
-- reads: line_items, narrative_amounts
-- stages: budget, final
-- severity: warning
-- unit: money
-- relation: equal
-- tolerance: printed
-- basis: 财预〔2016〕143号：文字说明与表格口径一致
-- material: (?:收入|支出)(?:预算|决算)?(?:总计|合计|总额)[^。，；]{0,12}?\d[\d,.]*\s*[万亿]?元
-- message_zh: {subject}为{actual}，表中的合计为{expected}，相差{difference}
-- message_en: {subject} is {actual}, but the tables total {expected}, a difference of {difference}
WITH carried AS (
    SELECT DISTINCT disclosure, table_name, side FROM cells
    WHERE amount <> 0 AND (measure = 'carryover' OR (side IS NOT NULL AND regexp_matches(name, '结转|结余')))
),
endings AS (
    SELECT disclosure, table_name, side, measure, cell, amount, step, extent = 'year' AS is_year FROM side_totals
    UNION ALL
    SELECT disclosure, table_name, NULL, measure, cell, amount, step, false FROM totals
    UNION ALL
    SELECT disclosure, table_name, NULL, if(name = '人员经费合计', 'personnel', 'public'), cell, amount, step, false
    FROM cells
    WHERE table_name = 'basic_expenditure' AND name IN ('人员经费合计', '公用经费合计') AND measure = 'total'
    UNION ALL
    -- Appropriations are those of all funds: where several have a table, these together.
    SELECT disclosure, 'general_public_expenditure', NULL, measure, min(cell), sum(amount), sum(step), false
    FROM totals
    WHERE table_name IN ('general_public_expenditure', 'government_fund_expenditure', 'state_capital_expenditure')
        AND measure IN ('basic', 'project')
    GROUP BY disclosure, measure HAVING count(*) > 1
),
-- What stands below a heading that names a fund may be of that fund alone.
said AS (
    SELECT *, replace(replace(item, 'project_expenditure', 'project'), 'total_', '') AS kind_of_item,
        CASE funds_of(string_split(section, ' / ')[-1] || subject)
            WHEN '财政拨款' THEN 'appropriation_' || kind_of_item
            WHEN '一般公共预算' THEN 'general_public_' || kind_of_item
            WHEN '政府性基金' THEN 'government_fund_' || kind_of_item
            WHEN '国有资本' THEN 'state_capital_' || kind_of_item
        END AS item_of_fund
    FROM stated
    -- What a class of functions is spent on is no total.
    WHERE NOT regexp_matches(text[1:strpos(text, amount_printed)], '科目.*主要用于')
),
candidates AS (
    SELECT
        stated.disclosure, stated.cell, stated.amount AS actual, stated.step + endings.step AS steps,
        endings.cell AS other,
        as_printed(endings.amount, stated.amount, stated.step, endings.step) AS expected
    FROM said stated
    JOIN items_of('prose-totals') items
        ON items.item = coalesce(stated.item, if(starts_with(stated.topic, '全部为'), 'total_revenue', NULL))
        OR (stated.item IN ('total_revenue', 'total_expenditure', 'basic', 'project_expenditure')
            AND items.item = stated.item_of_fund)
    JOIN endings ON endings.disclosure = stated.disclosure AND endings.table_name = items.table_name
        AND endings.measure = items.measure AND endings.side IS NOT DISTINCT FROM items.side
    LEFT JOIN carried ON carried.disclosure = endings.disclosure AND carried.table_name = endings.table_name
        AND carried.side IS NOT DISTINCT FROM endings.side
    WHERE (stated.is_own OR (stated.item IS NULL AND stated.is_current))
        AND (is_year OR carried.table_name IS NULL OR NOT regexp_matches(stated.subject, '本年|当年'))
)
SELECT
    disclosure, cell, actual, nearest(expected, abs(expected - actual), other) AS expected, max(steps) AS steps,
    [nearest(other, abs(expected - actual), other)] AS cells
FROM candidates
GROUP BY disclosure, cell, actual
