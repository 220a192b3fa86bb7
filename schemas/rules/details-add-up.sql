-- id: details-add-up
-- title_zh: 财政拨款收入、结转结余等于其三本预算明细之和
-- title_en: Appropriation and what is carried in are the sums of their funds
-- reads: line_items
-- stages: budget, final
-- severity: error
-- unit: money
-- relation: equal
-- tolerance: printed
-- basis: 《预算法》第五条：一般公共预算、政府性基金预算、国有资本经营预算
-- message_zh: {subject}为{actual}，其下三本预算明细之和为{expected}，相差{difference}
-- message_en: {subject} is {actual}, but the funds below it add up to {expected}, a difference of {difference}
WITH sides AS (
    SELECT
        *,
        regexp_full_match(name, '财政拨款(收入)?|年(初|末)财政拨款结转和?结余') AS is_whole,
        regexp_matches(name, '^(一般公共预算|政府性基金|国有资本经营)') AS is_fund
    FROM cells WHERE side IS NOT NULL AND table_name IN ('balance', 'appropriation_balance')
),
runs AS (
    SELECT
        *, max(CASE WHEN NOT is_fund THEN row_number END) OVER (
            PARTITION BY disclosure, table_name, side, measure ORDER BY row_number
        ) AS below
    FROM sides
)
SELECT
    whole.disclosure, whole.cell, whole.amount AS actual,
    sum(fund.amount) AS expected, whole.step + sum(fund.step) AS steps, list(fund.cell) AS cells
FROM runs whole
JOIN runs fund ON fund.disclosure = whole.disclosure AND fund.table_name = whole.table_name
    AND fund.side = whole.side AND fund.measure = whole.measure AND fund.below = whole.row_number
WHERE whole.is_whole AND fund.is_fund
GROUP BY whole.disclosure, whole.cell, whole.amount, whole.step
