-- id: balance-and-expenditure
-- title_zh: 收支总表与支出总表一致
-- title_en: The balance and the expenditure table agree
-- reads: line_items
-- stages: budget, final
-- severity: error
-- unit: money
-- relation: equal
-- tolerance: printed
-- basis: 财预〔2016〕143号：收支总表的支出合计与支出总表的合计相等
-- message_zh: {subject}为{actual}，支出总表的合计为{expected}，相差{difference}
-- message_en: {subject} is {actual}, but the expenditure table totals {expected}, a difference of {difference}
SELECT
    ends.disclosure,
    nearest(ends.cell, abs(ends.amount - totals.amount), ends.cell) AS cell,
    nearest(ends.amount, abs(ends.amount - totals.amount), ends.cell) AS actual,
    totals.amount AS expected, totals.step + max(ends.step) AS steps, [totals.cell] AS cells
FROM ends
JOIN totals USING (disclosure, measure)
WHERE ends.table_name = 'balance' AND ends.side = 'expenditure'
    AND totals.table_name = 'expenditure' AND measure = 'total'
GROUP BY ends.disclosure, totals.cell, totals.amount, totals.step
