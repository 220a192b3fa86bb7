-- Disclosures of one organisation that speak of one another: a year and the one before, accounts and their budget.
CREATE TEMP TABLE neighbours AS
SELECT later.disclosure_id, earlier.disclosure_id AS other_id, 'prior_year' AS relation
FROM disclosures later JOIN disclosures earlier USING (jurisdiction_code, organisation, scope, stage)
WHERE earlier.fiscal_year = later.fiscal_year - 1
UNION ALL
SELECT accounts.disclosure_id, budget.disclosure_id, 'own_budget'
FROM disclosures accounts JOIN disclosures budget USING (jurisdiction_code, organisation, scope, fiscal_year)
WHERE accounts.stage = 'final' AND budget.stage = 'budget';

-- The rows by which disclosures are compared: totals, what is carried over, and the three public expenses.
CREATE TEMP TABLE endings AS
SELECT
    disclosure_id, table_name, side, code, coalesce(name, '') AS name, measure, amount, step_of(amount_printed, worth) AS step, page,
    CASE WHEN side IS NOT NULL AND name LIKE '%总计' THEN 'grand' ELSE 'year' END AS extent
FROM line_items JOIN units_of_money USING (unit_printed)
WHERE code IS NULL AND (table_name = 'three_public' OR is_total(name) OR regexp_matches(name, '年[初末].*结转'))
    OR measure IN ('carryover_in', 'carryover_out');

CREATE TEMP TABLE stated AS
SELECT
    disclosure_id, amount_number, coalesce(section, '') AS section, coalesce(subject, '') AS subject,
    topic_of(subject, organisation) AS topic, text, fiscal_year, amount, amount_printed, direction,
    step_of(amount_printed, worth) AS step, page
FROM narrative_amounts
JOIN disclosures USING (disclosure_id)
JOIN units_of_money USING (unit_printed)
SEMI JOIN neighbours USING (disclosure_id);
