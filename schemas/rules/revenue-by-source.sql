-- id: revenue-by-source
-- title_zh: 收入合计等于各项来源之和
-- title_en: Revenue is the sum of its sources
-- reads: line_items
-- stages: budget, final
-- severity: error
-- unit: money
-- relation: equal
-- tolerance: printed
-- basis: 财预〔2016〕143号 部门收入总表：合计为各收入来源之和
-- message_zh: {subject}为{actual}，同一行各项收入来源之和为{expected}，相差{difference}
-- message_en: {subject} is {actual}, but the sources in its row add up to {expected}, a difference of {difference}
SELECT disclosure, cell, actual, expected, steps, cells
FROM row_sums(
    ['revenue'], 'total',
    subtotal := 'appropriation', details := ['general_public_budget', 'government_fund', 'state_capital']
)
