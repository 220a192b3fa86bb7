-- id: appropriation-and-funds
-- title_zh: 财政拨款收支总表与三本预算支出表一致
-- title_en: The appropriation balance and the fund tables agree
-- reads: line_items
-- stages: budget, final
-- severity: error
-- unit: money
-- relation: equal
-- tolerance: printed
-- basis: 《预算法》第五条：财政拨款支出由三本预算的支出组成
-- message_zh: {subject}为{actual}，该项预算支出表的合计为{expected}，相差{difference}
-- message_en: {subject} is {actual}, but that fund's table totals {expected}, a difference of {difference}
WITH funds(measure, table_name, label) AS (
    VALUES
        ('general_public_budget', 'general_public_expenditure', '一般公共预算'),
        ('government_fund', 'government_fund_expenditure', '政府性基金'),
        ('state_capital', 'state_capital_expenditure', '国有资本经营')
),
-- A fund's table may hold what the fund spends, or what this year grants it, with or without what was carried in.
candidates AS (
    SELECT side_totals.disclosure, funds.table_name, cell, NULL::BIGINT AS brought, amount, step
    FROM side_totals JOIN funds ON funds.measure = side_totals.measure
    WHERE side_totals.table_name = 'appropriation_balance' AND side = 'expenditure'
    UNION ALL
    SELECT cells.disclosure, funds.table_name, cell, NULL, amount, step
    FROM cells JOIN funds ON starts_with(name, label)
    WHERE cells.table_name = 'appropriation_balance' AND side = 'revenue' AND cells.measure = 'total'
    UNION ALL
    SELECT
        granted.disclosure, funds.table_name, granted.cell, brought.cell, granted.amount + brought.amount,
        granted.step + brought.step
    FROM cells granted
    JOIN cells brought USING (disclosure, table_name, side)
    JOIN funds ON starts_with(granted.name, label)
    WHERE granted.table_name = 'appropriation_balance' AND side = 'revenue'
        AND granted.measure = 'total' AND brought.measure = 'total'
        AND brought.row_number > granted.row_number AND brought.amount <> 0 AND NOT is_total(brought.name)
        AND (regexp_matches(brought.name, '结转|结余') OR starts_with(brought.name, label))
),
-- What is printed as one amount comes before a sum of two.
chosen AS (
    SELECT
        totals.disclosure, totals.cell, totals.amount, totals.step,
        nearest(
            candidates, abs(candidates.amount - totals.amount),
            (candidates.brought IS NOT NULL, candidates.cell, candidates.brought)
        ) AS other
    FROM totals JOIN candidates USING (disclosure, table_name)
    WHERE totals.measure = 'total'
    GROUP BY totals.disclosure, totals.cell, totals.amount, totals.step
)
SELECT
    disclosure, other.cell, other.amount AS actual, amount AS expected, step + other.step AS steps,
    list_filter([cell, other.brought], lambda each: each IS NOT NULL) AS cells
FROM chosen
