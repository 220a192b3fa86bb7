-- id: appropriation-without-funds
-- title_zh: 只有一般公共预算时，财政拨款支出等于其支出表合计
-- title_en: Where all is general public budget, its table has the whole appropriation
-- reads: line_items
-- stages: budget, final
-- severity: error
-- unit: money
-- relation: equal
-- tolerance: printed
-- basis: 《预算法》第五条：财政拨款支出由三本预算的支出组成
-- message_zh: {subject}为{actual}，一般公共预算支出表的合计为{expected}，相差{difference}
-- message_en: {subject} is {actual}, but the general public budget table totals {expected}, a difference of {difference}
WITH columns AS (
    SELECT disclosure FROM cells
    WHERE table_name = 'appropriation_balance' AND (
        measure <> 'total' OR (amount <> 0 AND regexp_matches(name, '政府性基金|国有资本|上年结转|年初'))
    )
)
SELECT
    side_totals.disclosure,
    nearest(side_totals.cell, abs(side_totals.amount - totals.amount), side_totals.cell) AS cell,
    nearest(side_totals.amount, abs(side_totals.amount - totals.amount), side_totals.cell) AS actual,
    totals.amount AS expected, totals.step + max(side_totals.step) AS steps, [totals.cell] AS cells
FROM side_totals
JOIN totals USING (disclosure, measure)
ANTI JOIN columns USING (disclosure)
WHERE side_totals.table_name = 'appropriation_balance' AND side_totals.side = 'expenditure'
    AND totals.table_name = 'general_public_expenditure' AND measure = 'total'
GROUP BY side_totals.disclosure, totals.cell, totals.amount, totals.step
