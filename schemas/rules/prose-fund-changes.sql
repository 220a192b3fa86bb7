-- id: prose-fund-changes
-- title_zh: 财政拨款的增减额等于三本预算增减额之和
-- title_en: Appropriated expenditure changes by what its funds do
-- reads: narrative_amounts
-- stages: budget
-- severity: warning
-- unit: money
-- relation: equal
-- tolerance: printed
-- basis: 《预算法》第五条：财政拨款支出由三本预算的支出组成，两年皆然
-- message_zh: {subject}为{actual}，三本预算的增减额之和为{expected}，相差{difference}
-- message_en: {subject} is {actual}, but its funds change by {expected}, a difference of {difference}
WITH funds(item) AS (
    VALUES ('general_public_expenditure'), ('government_fund_expenditure'), ('state_capital_expenditure')
)
SELECT
    whole.disclosure, whole.cell, whole.amount AS actual,
    sum(fund.amount) AS expected, whole.step + sum(fund.step) AS steps, list(fund.cell) AS cells
FROM stated_changes whole
JOIN stated_changes fund ON fund.disclosure = whole.disclosure AND fund.base = whole.base
SEMI JOIN funds ON funds.item = fund.item
WHERE whole.item = 'appropriation_expenditure'
GROUP BY whole.disclosure, whole.cell, whole.amount, whole.step, whole.current
HAVING count(*) = 3 AND count(DISTINCT fund.item) = 3 AND sum(fund.current) = whole.current
