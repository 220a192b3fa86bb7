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
SELECT disclosure, cell, actual, expected, steps, cells
FROM row_sums(
    ['three_public'], 'budget_vehicles', parts := ['budget_vehicle_purchase', 'budget_vehicle_operation']
)
