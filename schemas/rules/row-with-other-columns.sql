-- id: row-with-other-columns
-- title_zh: 合计不少于已知各栏之和，不多于全部各栏之和
-- title_en: A total lies between its known parts and all the columns beside it
-- reads: line_items, other_amounts
-- stages: budget, final
-- severity: error
-- unit: money
-- relation: within
-- tolerance: printed
-- basis: 财预〔2016〕143号：合计为同一行各栏之和
-- message_zh: {subject}为{actual}，按同一行各栏应为{expected}，相差{difference}
-- message_en: {subject} is {actual}, but the columns of its row allow {expected}, a difference of {difference}
SELECT disclosure, cell, actual, expected, steps, cells
FROM row_bounds(
    [
        'balance', 'expenditure', 'general_public_expenditure', 'government_fund_expenditure',
        'state_capital_expenditure'
    ],
    'total',
    parts := [
        'basic', 'basic_personnel', 'basic_public', 'project', 'superior_remittance', 'business', 'affiliate_subsidy'
    ],
    subtotal := 'basic', details := ['basic_personnel', 'basic_public']
)
UNION ALL
SELECT disclosure, cell, actual, expected, steps, cells
FROM row_bounds(
    ['revenue'], 'total',
    subtotal := 'appropriation', details := ['general_public_budget', 'government_fund', 'state_capital']
)
