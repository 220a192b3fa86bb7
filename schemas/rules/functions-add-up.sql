-- id: functions-add-up
-- title_zh: 功能科目上级等于下级之和
-- title_en: Functional classes add up
-- reads: line_items
-- stages: budget, final
-- severity: error
-- unit: money
-- relation: equal
-- tolerance: printed
-- basis: 《政府收支分类科目》：类、款、项逐级汇总
-- message_zh: {subject}为{actual}，其下级科目之和为{expected}，相差{difference}
-- message_en: {subject} is {actual}, but its subclasses add up to {expected}, a difference of {difference}
WITH below AS (
    SELECT
        disclosure, table_name, measure, parent AS code,
        sum(amount) AS amount, sum(step) AS steps, list(cell) AS cells
    FROM cells JOIN classified USING (disclosure, table_name)
    WHERE parent IS NOT NULL AND table_name IN (
        'revenue', 'expenditure', 'general_public_expenditure', 'government_fund_expenditure',
        'state_capital_expenditure'
    )
    GROUP BY ALL
)
SELECT
    above.disclosure, above.cell, above.amount AS actual, below.amount AS expected,
    above.step + below.steps AS steps, cells
FROM below JOIN cells above USING (disclosure, table_name, measure, code)
