-- id: fund-carries-over
-- title_zh: 年初结转加本年收入等于本年支出加年末结转
-- title_en: What is brought in and received is spent or carried out
-- reads: line_items
-- stages: final
-- severity: error
-- unit: money
-- relation: equal
-- tolerance: printed
-- basis: 《政府会计制度》：年初结转结余＋本年收入＝本年支出＋年末结转结余
-- message_zh: {subject}为{actual}，按年初结转和结余加本年收入减本年支出为{expected}，相差{difference}
-- message_en: {subject} is {actual}, but what was brought in and received less what was spent is {expected}, a difference of {difference}
SELECT
    disclosure,
    any_value(cell) FILTER (measure = 'carryover_out') AS cell,
    any_value(amount) FILTER (measure = 'carryover_out') AS actual,
    sum(CASE measure WHEN 'total' THEN -amount WHEN 'carryover_out' THEN 0 ELSE amount END) AS expected,
    sum(step) AS steps,
    list(cell) FILTER (measure <> 'carryover_out') AS cells
FROM cells
WHERE table_name IN ('government_fund_expenditure', 'state_capital_expenditure')
    AND measure IN ('carryover_in', 'revenue', 'total', 'carryover_out')
GROUP BY disclosure, table_name, place
HAVING actual IS NOT NULL AND count(*) FILTER (measure IN ('carryover_in', 'revenue')) > 0
