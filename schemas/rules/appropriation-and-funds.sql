-- id: appropriation-and-funds
-- title_zh: 财政拨款收支总表与三本预算支出表一致
-- title_en: The appropriation balance and the fund tables agree
-- reads: line_items
-- stages: budget, final
-- severity: error
-- unit: money
-- tolerance: printed
-- basis: 《预算法》第五条：财政拨款支出由三本预算的支出组成
-- message_zh: {subject}为{found}，该项预算支出表的合计为{expected}，相差{difference}
-- message_en: {subject} is {found}, but that fund's table totals {expected}, a difference of {difference}
WITH funds(measure, table_name) AS (
    VALUES
        ('general_public_budget', 'general_public_expenditure'),
        ('government_fund', 'government_fund_expenditure'),
        ('state_capital', 'state_capital_expenditure')
)
SELECT
    ends.disclosure,
    arg_min(ends.cell, abs(ends.amount - totals.amount)) AS cell,
    arg_min(ends.amount, abs(ends.amount - totals.amount)) AS found,
    totals.amount AS expected, totals.step + max(ends.step) AS steps, [totals.cell] AS cells
FROM ends
JOIN funds ON funds.measure = ends.measure
JOIN totals ON totals.disclosure = ends.disclosure AND totals.table_name = funds.table_name
WHERE ends.table_name = 'appropriation_balance' AND ends.side = 'expenditure' AND totals.measure = 'total'
GROUP BY ends.disclosure, totals.cell, totals.amount, totals.step
