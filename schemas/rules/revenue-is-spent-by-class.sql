-- id: revenue-is-spent-by-class
-- title_zh: 收入合计与支出合计相等时，各科目收入等于支出
-- title_en: Where revenue equals expenditure, it does by class
-- reads: line_items
-- stages: budget
-- severity: warning
-- unit: money
-- relation: equal
-- tolerance: printed
-- basis: 财预〔2016〕143号：预算按科目收支平衡
-- message_zh: {subject}为{actual}，支出总表中同一科目为{expected}，相差{difference}
-- message_en: {subject} is {actual}, but the same class in the expenditure table has {expected}, a difference of {difference}
WITH even AS (
    SELECT disclosure
    FROM totals received JOIN totals spent USING (disclosure, measure)
    WHERE received.table_name = 'revenue' AND spent.table_name = 'expenditure' AND measure = 'total'
        AND received.amount = spent.amount
)
SELECT
    received.disclosure, received.cell, received.amount AS actual, spent.amount AS expected,
    received.step + spent.step AS steps, [spent.cell] AS cells
FROM cells received
SEMI JOIN even USING (disclosure)
JOIN cells spent USING (disclosure, code, measure)
JOIN classified ON classified.disclosure = received.disclosure AND classified.table_name = received.table_name
JOIN classified spent_table
    ON spent_table.disclosure = received.disclosure AND spent_table.table_name = spent.table_name
WHERE received.table_name = 'revenue' AND spent.table_name = 'expenditure' AND measure = 'total'
