-- id: appropriation-by-nature
-- title_zh: 财政拨款支出等于基本支出与项目支出之和
-- title_en: Appropriated expenditure is basic and project
-- reads: line_items
-- stages: budget, final
-- severity: error
-- unit: money
-- relation: equal
-- tolerance: printed
-- basis: 财预〔2016〕143号：支出分为基本支出和项目支出
-- message_zh: {subject}为{actual}，同一行基本支出与项目支出之和为{expected}，相差{difference}
-- message_en: {subject} is {actual}, but basic and project expenditure in its row add up to {expected}, a difference of {difference}
SELECT disclosure, cell, actual, expected, steps, cells
FROM row_sums(['expenditure'], 'appropriation', parts := ['appropriation_basic', 'appropriation_project'])
