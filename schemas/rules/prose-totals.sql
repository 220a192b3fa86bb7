-- id: prose-totals
-- title_zh: 文字说明的收支合计与表格一致
-- title_en: Totals in the prose agree with the tables
-- reads: line_items, narrative_amounts
-- stages: budget, final
-- severity: warning
-- unit: money
-- relation: equal
-- tolerance: printed
-- basis: 财预〔2016〕143号：文字说明与表格口径一致
-- message_zh: {subject}为{actual}，表中的合计为{expected}，相差{difference}
-- message_en: {subject} is {actual}, but the tables total {expected}, a difference of {difference}
WITH items(item, table_name, side, measure) AS (
    VALUES
        ('total_revenue', 'balance', 'revenue', 'total'),
        ('total_revenue', 'revenue', NULL, 'total'),
        ('total_expenditure', 'balance', 'expenditure', 'total'),
        ('total_expenditure', 'expenditure', NULL, 'total'),
        ('appropriation_revenue', 'revenue', NULL, 'appropriation'),
        ('appropriation_revenue', 'appropriation_balance', 'revenue', 'total'),
        ('appropriation_expenditure', 'appropriation_balance', 'expenditure', 'total'),
        ('appropriation_expenditure', 'expenditure', NULL, 'appropriation'),
        ('general_public_revenue', 'revenue', NULL, 'general_public_budget'),
        ('general_public_expenditure', 'general_public_expenditure', NULL, 'total'),
        ('government_fund_revenue', 'revenue', NULL, 'government_fund'),
        ('government_fund_expenditure', 'government_fund_expenditure', NULL, 'total'),
        ('state_capital_revenue', 'revenue', NULL, 'state_capital'),
        ('state_capital_expenditure', 'state_capital_expenditure', NULL, 'total'),
        ('special_account', 'revenue', NULL, 'special_account'),
        ('superior_subsidy', 'revenue', NULL, 'superior_subsidy'),
        ('institutional', 'revenue', NULL, 'institutional'),
        ('business', 'revenue', NULL, 'business'),
        ('affiliate_remittance', 'revenue', NULL, 'affiliate_remittance'),
        ('other_revenue', 'revenue', NULL, 'other'),
        ('basic', 'expenditure', NULL, 'basic'),
        ('basic', 'general_public_expenditure', NULL, 'basic'),
        ('project_expenditure', 'expenditure', NULL, 'project'),
        ('project_expenditure', 'general_public_expenditure', NULL, 'project'),
        ('appropriation_basic', 'expenditure', NULL, 'appropriation_basic'),
        ('appropriation_basic', 'general_public_expenditure', NULL, 'basic'),
        ('appropriation_project', 'expenditure', NULL, 'appropriation_project'),
        ('appropriation_project', 'general_public_expenditure', NULL, 'project'),
        ('general_public_basic', 'general_public_expenditure', NULL, 'basic'),
        ('general_public_basic', 'basic_expenditure', NULL, 'total'),
        ('general_public_project', 'general_public_expenditure', NULL, 'project'),
        ('non_appropriation', 'expenditure', NULL, 'non_appropriation'),
        ('personnel', 'general_public_expenditure', NULL, 'basic_personnel'),
        ('personnel', 'expenditure', NULL, 'basic_personnel'),
        ('personnel', 'basic_expenditure', NULL, 'personnel'),
        ('public', 'general_public_expenditure', NULL, 'basic_public'),
        ('public', 'expenditure', NULL, 'basic_public'),
        ('public', 'basic_expenditure', NULL, 'public'),
        ('superior_remittance', 'expenditure', NULL, 'superior_remittance'),
        ('business_expenditure', 'expenditure', NULL, 'business'),
        ('affiliate_subsidy', 'expenditure', NULL, 'affiliate_subsidy'),
        ('transfers', 'transfers', NULL, 'total'),
        ('all', 'balance', 'revenue', 'total'),
        ('all', 'revenue', NULL, 'total')
),
endings AS (
    SELECT disclosure, table_name, side, measure, cell, amount, step FROM ends
    UNION ALL
    SELECT disclosure, table_name, NULL, measure, cell, amount, step FROM totals
    UNION ALL
    SELECT disclosure, table_name, NULL, if(name = '人员经费合计', 'personnel', 'public'), cell, amount, step
    FROM cells
    WHERE table_name = 'basic_expenditure' AND name IN ('人员经费合计', '公用经费合计') AND measure = 'total'
),
candidates AS (
    SELECT
        stated.disclosure, stated.cell, stated.amount AS actual, stated.step + endings.step AS steps,
        endings.cell AS other,
        as_printed(endings.amount, stated.amount, stated.step, endings.step) AS expected
    FROM stated
    JOIN items ON items.item = coalesce(stated.item, if(starts_with(stated.topic, '全部为'), 'all', NULL))
    JOIN endings ON endings.disclosure = stated.disclosure AND endings.table_name = items.table_name
        AND endings.measure = items.measure AND endings.side IS NOT DISTINCT FROM items.side
    WHERE stated.is_own OR (stated.item IS NULL AND stated.is_current)
)
SELECT
    disclosure, cell, actual, nearest(expected, abs(expected - actual), other) AS expected, max(steps) AS steps,
    [nearest(other, abs(expected - actual), other)] AS cells
FROM candidates
GROUP BY disclosure, cell, actual
