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
    ends.disclosure,
    nearest(ends.cell, abs(ends.amount - totals.amount), ends.cell) AS cell,
    nearest(ends.amount, abs(ends.amount - totals.amount), ends.cell) AS actual,
    totals.amount AS expected, totals.step + max(ends.step) AS steps, [totals.cell] AS cells
FROM ends
JOIN totals USING (disclosure, measure)
ANTI JOIN columns USING (disclosure)
WHERE ends.table_name = 'appropriation_balance' AND ends.side = 'expenditure'
    AND totals.table_name = 'general_public_expenditure' AND measure = 'total'
GROUP BY ends.disclosure, totals.cell, totals.amount, totals.step
