-- id: expenditure-by-nature
-- title_zh: 支出合计等于各类支出之和
-- title_en: Expenditure is the sum of its kinds
-- reads: line_items
-- stages: budget, final
-- severity: error
-- unit: money
-- relation: equal
-- tolerance: printed
-- basis: 财预〔2016〕143号：支出分为基本支出、项目支出及其他支出
-- message_zh: {subject}为{actual}，同一行各类支出之和为{expected}，相差{difference}
-- message_en: {subject} is {actual}, but the kinds of expenditure in its row add up to {expected}, a difference of {difference}
SELECT disclosure, cell, actual, expected, steps, cells
FROM nature_parts()
-- Where both columns are printed, be one of them blank: beside 其中：基本支出 alone the rest is not told.
SEMI JOIN (
    SELECT disclosure, table_name FROM columns_printed GROUP BY ALL
    HAVING bool_or(measure = 'project') AND bool_or(measure IN ('basic', 'basic_personnel'))
) parted USING (disclosure, table_name)
WHERE beside IS NULL
