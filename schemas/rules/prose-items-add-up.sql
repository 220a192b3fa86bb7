-- id: prose-items-add-up
-- title_zh: 文字说明中各组成部分与总额相符
-- title_en: Parts that the prose states fit their whole
-- reads: narrative_amounts
-- stages: budget, final
-- severity: warning
-- unit: money
-- relation: equal
-- tolerance: printed
-- basis: 财预〔2016〕143号：总额等于各组成部分之和，未列全的部分之和不大于总额
-- message_zh: {subject}为{actual}，所述各组成部分之和为{expected}，相差{difference}
-- message_en: {subject} is {actual}, but the parts that are stated add up to {expected}, a difference of {difference}
WITH groups(part, whole, complete) AS (
    VALUES
        -- Where all parts are stated they are the whole; where some are, no more than the whole (complete is NULL).
        ('appropriation_revenue', 'total_revenue', NULL),
        ('special_account', 'total_revenue', NULL),
        ('superior_subsidy', 'total_revenue', NULL),
        ('institutional', 'total_revenue', NULL),
        ('business', 'total_revenue', NULL),
        ('affiliate_remittance', 'total_revenue', NULL),
        ('other_revenue', 'total_revenue', NULL),
        ('general_public_revenue', 'appropriation_revenue', NULL),
        ('government_fund_revenue', 'appropriation_revenue', NULL),
        ('state_capital_revenue', 'appropriation_revenue', NULL),
        ('appropriation_expenditure', 'total_expenditure', NULL),
        ('non_appropriation', 'total_expenditure', NULL),
        ('general_public_expenditure', 'appropriation_expenditure', 3),
        ('government_fund_expenditure', 'appropriation_expenditure', 3),
        ('state_capital_expenditure', 'appropriation_expenditure', 3),
        ('general_public_basic', 'general_public_expenditure', 2),
        ('general_public_project', 'general_public_expenditure', 2),
        ('three_public_abroad', 'three_public', 3),
        ('three_public_vehicles', 'three_public', 3),
        ('three_public_reception', 'three_public', 3),
        ('three_public_vehicle_purchase', 'three_public_vehicles', 2),
        ('three_public_vehicle_operation', 'three_public_vehicles', 2),
        ('reception_domestic', 'three_public_reception', 2),
        ('reception_foreign', 'three_public_reception', 2)
),
sums AS (
    SELECT
        whole.disclosure, whole.cell, whole.amount, whole.step + sum(part.step) AS steps, sum(part.amount) AS together,
        list(part.cell) AS cells, coalesce(count(*) = max(complete), false) AS is_complete
    FROM groups
    JOIN stated_items part ON part.item = groups.part
    JOIN stated_items whole
        ON whole.disclosure = part.disclosure AND whole.item = groups.whole AND whole.kind = part.kind
    GROUP BY whole.disclosure, whole.cell, whole.amount, whole.step
)
SELECT
    disclosure, cell, amount AS actual, if(is_complete, together, greatest(amount, together)) AS expected, steps, cells
FROM sums
