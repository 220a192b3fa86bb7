-- id: expenditure-by-funding
-- title_zh: 支出合计等于财政拨款与非财政拨款之和
-- title_en: Expenditure is appropriated and other money
-- reads: line_items
-- stages: budget, final
-- severity: error
-- unit: money
-- relation: equal
-- tolerance: printed
-- basis: 《预算法实施条例》：部门支出包括财政拨款支出和非财政拨款支出
-- message_zh: {subject}为{actual}，同一行财政拨款与非财政拨款之和为{expected}，相差{difference}
-- message_en: {subject} is {actual}, but appropriated and other money in its row add up to {expected}, a difference of {difference}
SELECT disclosure, cell, actual, expected, steps, cells
FROM row_sums(['expenditure'], 'total', parts := ['appropriation', 'non_appropriation'])
