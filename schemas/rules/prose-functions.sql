-- id: prose-functions
-- title_zh: 文字说明的功能科目与表格一致
-- title_en: Functions in the prose agree with the tables
-- reads: line_items, narrative_amounts
-- stages: budget, final
-- severity: error
-- unit: money
-- relation: equal
-- tolerance: printed
-- basis: 财预〔2016〕143号：文字说明与表格口径一致
-- material: [（(]\d*类[）)].{0,80}?\d[\d,.]*\s*[万亿]?元
-- message_zh: {subject}为{actual}，表中同一科目为{expected}，相差{difference}
-- message_en: {subject} is {actual}, but the same class in the tables is {expected}, a difference of {difference}
WITH named AS (
    SELECT *, string_split(path, '|')[-1] AS name FROM stated
    WHERE is_current AND NOT is_of_unit AND path IS NOT NULL
),
matched AS MATERIALIZED (
    SELECT named.*, code
    FROM named JOIN paths USING (disclosure, name)
    WHERE paths.path = named.path OR (contains(named.path, '|') AND ends_with(paths.path, named.path))
    UNION
    SELECT named.*, code
    FROM (SELECT *, NULL::VARCHAR AS name FROM stated WHERE is_own AND item = 'function') named
    JOIN paths ON paths.disclosure = named.disclosure AND paths.code = named.function_code
),
amounts AS (
    SELECT disclosure, code, cell, amount, step FROM cells
    WHERE measure = 'total' AND table_name IN (
        'expenditure', 'general_public_expenditure', 'government_fund_expenditure', 'state_capital_expenditure'
    )
    UNION ALL
    -- Appropriations are those of all funds.
    SELECT disclosure, code, min(cell), sum(amount), sum(step) FROM cells
    WHERE measure = 'total' AND table_name IN (
        'general_public_expenditure', 'government_fund_expenditure', 'state_capital_expenditure'
    ) AND code IS NOT NULL
    GROUP BY disclosure, code HAVING count(DISTINCT table_name) > 1
    UNION ALL
    -- A row whose code is misprinted is known by its name.
    SELECT DISTINCT cells.disclosure, known.code, cells.cell, cells.amount, cells.step
    FROM cells
    SEMI JOIN misnumbered USING (disclosure, table_name, code)
    JOIN coded known ON known.disclosure = cells.disclosure AND known.name = bare(cells.name) AND known.digits > 3
    WHERE cells.measure = 'total'
),
candidates AS (
    SELECT
        stated.disclosure, stated.cell, stated.amount AS actual, stated.step + item.step AS steps, item.cell AS other,
        as_printed(item.amount, stated.amount, stated.step, item.step) AS expected
    FROM matched stated
    JOIN amounts item USING (disclosure, code)
)
SELECT
    disclosure, cell, actual, nearest(expected, abs(expected - actual), other) AS expected, max(steps) AS steps,
    [nearest(other, abs(expected - actual), other)] AS cells
FROM candidates
GROUP BY disclosure, cell, actual
