-- id: appropriation-by-fund
-- title_zh: 财政拨款支出等于三本预算之和
-- title_en: Appropriated expenditure is the sum of its funds
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
FROM row_sums(['appropriation_balance'], 'total', on_side := 'expenditure')
