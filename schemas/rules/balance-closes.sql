-- id: balance-closes
-- title_zh: 收入总计等于支出总计
-- title_en: Revenue and expenditure close
-- reads: line_items
-- stages: budget, final
-- severity: error
-- unit: money
-- relation: equal
-- tolerance: printed
-- basis: 财预〔2016〕143号 收支总表：收入总计等于支出总计
-- message_zh: {subject}为{actual}，收入总计为{expected}，相差{difference}
-- message_en: {subject} is {actual}, but total revenue is {expected}, a difference of {difference}
SELECT
    spent.disclosure, spent.cell, spent.amount AS actual, received.amount AS expected,
    spent.step + received.step AS steps, [received.cell] AS cells
FROM side_totals spent
JOIN side_totals received USING (disclosure, table_name, measure, extent)
WHERE spent.side = 'expenditure' AND received.side = 'revenue' AND extent = 'grand' AND measure = 'total'
