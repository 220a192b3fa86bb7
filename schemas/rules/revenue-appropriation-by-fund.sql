-- id: revenue-appropriation-by-fund
-- title_zh: 财政拨款收入等于三本预算之和
-- title_en: Appropriation is the sum of its funds
-- reads: line_items
-- stages: budget, final
-- severity: error
-- unit: money
-- relation: equal
-- tolerance: printed
-- basis: 《预算法》第五条：一般公共预算、政府性基金预算、国有资本经营预算
-- message_zh: {subject}为{actual}，同一行三本预算之和为{expected}，相差{difference}
-- message_en: {subject} is {actual}, but the funds in its row add up to {expected}, a difference of {difference}
SELECT disclosure, cell, actual, expected, steps, cells
FROM row_sums(
    ['revenue'], 'appropriation', parts := ['general_public_budget', 'government_fund', 'state_capital']
)
