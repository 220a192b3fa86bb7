-- id: balance-split-and-basic
-- title_zh: 收支总表的基本支出不小于基本支出表的合计
-- title_en: Basic expenditure of the balance holds that of its own table
-- reads: line_items
-- stages: budget, final
-- severity: error
-- unit: money
-- relation: within
-- tolerance: printed
-- basis: 财预〔2016〕143号：基本支出表为收支总表中基本支出的一般公共预算部分；全部为一般公共预算时两者相等
-- message_zh: {subject}为{actual}，收支总表中为{expected}，相差{difference}
-- message_en: {subject} is {actual}, but the balance has {expected}, a difference of {difference}
WITH split AS (
    SELECT disclosure, measure, cell, amount, step FROM side_totals
    WHERE table_name = 'balance' AND side = 'expenditure' AND measure <> 'total' AND extent = 'grand'
    UNION ALL
    SELECT year.disclosure, year.measure, year.cell, year.amount, year.step FROM side_totals year
    ANTI JOIN (FROM side_totals WHERE extent = 'grand') ending USING (disclosure, table_name, side, measure)
    WHERE year.table_name = 'balance' AND year.side = 'expenditure' AND year.measure <> 'total'
),
-- All money is that of the general public budget.
even AS (
    SELECT DISTINCT side_totals.disclosure
    FROM side_totals JOIN totals USING (disclosure, measure, amount)
    WHERE side_totals.table_name = 'balance' AND side = 'expenditure' AND measure = 'total'
        AND totals.table_name = 'general_public_expenditure'
)
SELECT
    economic.disclosure, economic.cell, economic.amount AS actual,
    if(even.disclosure IS NULL, least(economic.amount, split.amount), split.amount) AS expected,
    economic.step + split.step AS steps, [split.cell] AS cells
FROM basic_totals economic
JOIN split USING (disclosure, measure)
LEFT JOIN even ON even.disclosure = economic.disclosure
