-- id: appropriation-classes-and-funds
-- title_zh: 财政拨款收支总表各功能科目与预算支出表一致
-- title_en: Functions of the appropriation balance and the fund tables agree
-- reads: line_items
-- stages: budget, final
-- severity: error
-- unit: money
-- relation: equal
-- tolerance: printed
-- basis: 财预〔2016〕143号：同一类级科目在两表中的支出相等
-- message_zh: {subject}为{actual}，该项预算支出表中为{expected}，相差{difference}
-- message_en: {subject} is {actual}, but that fund's table has {expected}, a difference of {difference}
WITH funds(measure, table_name) AS (
    VALUES
        ('general_public_budget', 'general_public_expenditure'),
        ('government_fund', 'government_fund_expenditure'),
        ('state_capital', 'state_capital_expenditure')
),
same_basis AS (
    SELECT DISTINCT side_totals.disclosure, side_totals.measure
    FROM side_totals
    JOIN funds ON funds.measure = side_totals.measure
    JOIN totals ON totals.disclosure = side_totals.disclosure AND totals.table_name = funds.table_name
    WHERE side_totals.table_name = 'appropriation_balance' AND side_totals.side = 'expenditure'
        AND totals.measure = 'total' AND abs(side_totals.amount - totals.amount) * 2 <= side_totals.step + totals.step
)
SELECT
    balance.disclosure, balance.cell, balance.amount AS actual, class.amount AS expected,
    balance.step + class.step AS steps, [class.cell] AS cells
FROM cells balance
SEMI JOIN same_basis USING (disclosure, measure)
JOIN funds ON funds.measure = balance.measure
JOIN cells class ON class.disclosure = balance.disclosure AND class.table_name = funds.table_name
    AND class.name = balance.name AND class.digits = 3 AND class.measure = 'total'
JOIN classified ON classified.disclosure = class.disclosure AND classified.table_name = class.table_name
WHERE balance.table_name = 'appropriation_balance' AND balance.side = 'expenditure'
