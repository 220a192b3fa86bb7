-- id: prose-grand-totals
-- title_zh: 文字说明的收支总计与总表一致
-- title_en: Grand totals in the prose agree with the balances
-- reads: line_items, narrative_amounts
-- stages: budget, final
-- severity: error
-- unit: money
-- relation: equal
-- tolerance: printed
-- basis: 财预〔2016〕143号：文字说明与表格口径一致
-- message_zh: {subject}为{actual}，总表的总计为{expected}，相差{difference}
-- message_en: {subject} is {actual}, but the balance totals {expected}, a difference of {difference}
WITH candidates AS (
    SELECT
        stated.disclosure, stated.cell, stated.amount AS actual, stated.step + side_totals.step AS steps,
        side_totals.cell AS other,
        as_printed(side_totals.amount, stated.amount, stated.step, side_totals.step) AS expected
    FROM stated
    JOIN items_of('prose-grand-totals') items ON items.item = stated.item OR (
        -- 收支总计 below a heading of appropriations is that of appropriations.
        items.item = 'appropriation_both' AND stated.item = 'total_both'
        AND funds_of(string_split(section, ' / ')[-1] || subject) = '财政拨款'
    )
    -- On either side: it is the total of both.
    JOIN side_totals USING (disclosure, table_name, measure)
    WHERE stated.is_own AND side_totals.extent = 'grand'
)
SELECT
    disclosure, cell, actual, nearest(expected, abs(expected - actual), other) AS expected, max(steps) AS steps,
    [nearest(other, abs(expected - actual), other)] AS cells
FROM candidates
GROUP BY disclosure, cell, actual
