-- id: budgeted-three-public-parts
-- title_zh: “三公”经费预算数合计等于三项之和
-- title_en: The budgeted three public expenses add up
-- reads: line_items, disclosure_tables
-- stages: final
-- severity: error
-- unit: money
-- relation: equal
-- tolerance: printed
-- basis: 财预〔2016〕143号 “三公”经费表：因公出国（境）费、公务用车购置及运行费、公务接待费之和
-- message_zh: {subject}为{actual}，因公出国（境）费、公务用车购置及运行费、公务接待费之和为{expected}，相差{difference}
-- message_en: {subject} is {actual}, but travel abroad, vehicles and reception add up to {expected}, a difference of {difference}
WITH wider AS (
    SELECT disclosure FROM numbered_tables
    WHERE table_name = 'three_public' AND regexp_matches(title_printed, '会议|培训')
)
SELECT disclosure, cell, actual, expected, steps, cells
FROM row_sums(
    ['three_public'], 'budget_total',
    parts := [
        'budget_abroad', 'budget_vehicles', 'budget_vehicle_purchase', 'budget_vehicle_operation', 'budget_reception'
    ],
    subtotal := 'budget_vehicles', details := ['budget_vehicle_purchase', 'budget_vehicle_operation']
)
ANTI JOIN wider USING (disclosure)
