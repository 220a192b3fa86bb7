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
WITH endings AS (
    SELECT disclosure, table_name, side, measure, cell, amount, step FROM side_totals
    UNION ALL
    SELECT disclosure, table_name, NULL, measure, cell, amount, step FROM totals
    UNION ALL
    SELECT disclosure, table_name, NULL, if(name = '人员经费合计', 'personnel', 'public'), cell, amount, step
    FROM cells
    WHERE table_name = 'basic_expenditure' AND name IN ('人员经费合计', '公用经费合计') AND measure = 'total'
),
candidates AS (
    SELECT
        stated.disclosure, stated.cell, stated.amount AS actual, stated.step + endings.step AS steps,
        endings.cell AS other,
        as_printed(endings.amount, stated.amount, stated.step, endings.step) AS expected
    FROM stated
    JOIN items_of('prose-totals') items
        ON items.item = coalesce(stated.item, if(starts_with(stated.topic, '全部为'), 'total_revenue', NULL))
    JOIN endings ON endings.disclosure = stated.disclosure AND endings.table_name = items.table_name
        AND endings.measure = items.measure AND endings.side IS NOT DISTINCT FROM items.side
    WHERE stated.is_own OR (stated.item IS NULL AND stated.is_current)
)
SELECT
    disclosure, cell, actual, nearest(expected, abs(expected - actual), other) AS expected, max(steps) AS steps,
    [nearest(other, abs(expected - actual), other)] AS cells
FROM candidates
GROUP BY disclosure, cell, actual
