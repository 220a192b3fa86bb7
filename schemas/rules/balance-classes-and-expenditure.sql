-- id: balance-classes-and-expenditure
-- title_zh: 收支总表各功能科目与支出总表一致
-- title_en: Functions of the balance and the expenditure table agree
-- reads: line_items
-- stages: budget, final
-- severity: error
-- unit: money
-- relation: equal
-- tolerance: printed
-- basis: 财预〔2016〕143号：同一类级科目在两表中的支出相等
-- message_zh: {subject}为{actual}，支出总表中为{expected}，相差{difference}
-- message_en: {subject} is {actual}, but the expenditure table has {expected}, a difference of {difference}
WITH same_basis AS (
    SELECT DISTINCT disclosure
    FROM side_totals JOIN totals USING (disclosure, measure)
    WHERE side_totals.table_name = 'balance' AND side_totals.side = 'expenditure' AND totals.table_name = 'expenditure'
        AND measure = 'total' AND abs(side_totals.amount - totals.amount) * 2 <= side_totals.step + totals.step
)
SELECT
    balance.disclosure, balance.cell, balance.amount AS actual, class.amount AS expected,
    balance.step + class.step AS steps, [class.cell] AS cells
FROM cells balance
SEMI JOIN same_basis USING (disclosure)
JOIN cells class USING (disclosure, name, measure)
JOIN classified ON classified.disclosure = class.disclosure AND classified.table_name = class.table_name
WHERE balance.table_name = 'balance' AND balance.side = 'expenditure'
    AND class.table_name = 'expenditure' AND class.digits = 3 AND measure = 'total'
