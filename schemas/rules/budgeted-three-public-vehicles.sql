-- id: budgeted-three-public-vehicles
-- title_zh: 公务用车费预算数等于购置费与运行费之和
-- title_en: Budgeted vehicles are purchase and running
-- reads: line_items
-- stages: final
-- severity: error
-- unit: money
-- relation: equal
-- tolerance: printed
-- basis: 财预〔2016〕143号 “三公”经费表：公务用车购置及运行费由购置费和运行费组成
-- message_zh: {subject}为{actual}，购置费与运行费之和为{expected}，相差{difference}
-- message_en: {subject} is {actual}, but purchase and running add up to {expected}, a difference of {difference}
SELECT
    disclosure,
    any_value(cell) FILTER (measure = 'budget_vehicles') AS cell,
    any_value(amount) FILTER (measure = 'budget_vehicles') AS actual,
    sum(amount) FILTER (measure <> 'budget_vehicles') AS expected,
    sum(step) AS steps,
    list(cell) FILTER (measure <> 'budget_vehicles') AS cells
FROM cells
WHERE table_name = 'three_public'
    AND measure IN ('budget_vehicles', 'budget_vehicle_purchase', 'budget_vehicle_operation')
GROUP BY disclosure, table_name, place
HAVING actual IS NOT NULL AND expected IS NOT NULL
