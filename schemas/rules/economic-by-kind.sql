-- id: economic-by-kind
-- title_zh: 基本支出表合计等于人员经费与公用经费之和
-- title_en: The basic expenditure table adds up across
-- reads: line_items
-- stages: budget, final
-- severity: error
-- unit: money
-- relation: equal
-- tolerance: printed
-- basis: 《政府收支分类科目》：基本支出由人员经费和公用经费组成
-- message_zh: {subject}为{actual}，同一行人员经费与公用经费之和为{expected}，相差{difference}
-- message_en: {subject} is {actual}, but personnel and operations in its row add up to {expected}, a difference of {difference}
SELECT disclosure, cell, actual, expected, steps, cells
FROM row_sums(['basic_expenditure'], 'total', parts := ['personnel', 'public'])
