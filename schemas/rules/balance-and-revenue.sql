-- id: balance-and-revenue
-- title_zh: 收支总表与收入总表一致
-- title_en: The balance and the revenue table agree
-- reads: line_items
-- stages: budget, final
-- severity: error
-- unit: money
-- relation: equal
-- tolerance: printed
-- basis: 财预〔2016〕143号：收支总表的收入合计与收入总表的合计相等
-- message_zh: {subject}为{actual}，收入总表的合计为{expected}，相差{difference}
-- message_en: {subject} is {actual}, but the revenue table totals {expected}, a difference of {difference}
SELECT
    side_totals.disclosure,
    nearest(side_totals.cell, abs(side_totals.amount - totals.amount), side_totals.cell) AS cell,
    nearest(side_totals.amount, abs(side_totals.amount - totals.amount), side_totals.cell) AS actual,
    totals.amount AS expected, totals.step + max(side_totals.step) AS steps, [totals.cell] AS cells
FROM side_totals
JOIN totals USING (disclosure, measure)
WHERE side_totals.table_name = 'balance' AND side_totals.side = 'revenue'
    AND totals.table_name = 'revenue' AND measure = 'total'
GROUP BY side_totals.disclosure, totals.cell, totals.amount, totals.step
