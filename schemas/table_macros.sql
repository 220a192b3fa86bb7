-- Tables that rules of a disclosure alone (rules/) share the making of: they read what flows/check/cells.sql makes.

-- The rows of some tables in which `whole` is printed beside its `parts`, or beside anything where no parts are named:
-- every row is a pair, `actual` as printed and `expected` as its parts add up. Where a row prints `subtotal` among the
-- parts, the `details` that this sums are left out. `on_side` keeps to one side of a table that has two. `beside` is what
-- the row prints in columns that are no measure, some of which may be parts of the whole too.
CREATE TEMP MACRO row_parts(tables, whole, parts := NULL, subtotal := NULL, details := NULL, on_side := NULL) AS TABLE
SELECT
    disclosure, table_name, place, any_value(beside.amount) AS beside,
    any_value(cells.cell) FILTER (measure = whole) AS cell,
    any_value(cells.amount) FILTER (measure = whole) AS actual,
    sum(cells.amount) FILTER (measure <> whole) AS expected,
    sum(step) AS steps,
    list(cells.cell) FILTER (measure <> whole) AS cells
FROM cells
ANTI JOIN (
    SELECT disclosure, table_name, place, unnest(details) AS measure
    FROM cells WHERE table_name IN tables AND measure = subtotal
) summed USING (disclosure, table_name, place, measure)
LEFT JOIN beside USING (disclosure, table_name, place)
WHERE table_name IN tables
    AND (parts IS NULL OR measure = whole OR measure IN parts)
    AND (on_side IS NULL OR side = on_side)
GROUP BY disclosure, table_name, place
HAVING actual IS NOT NULL AND expected IS NOT NULL;

-- Those of them of which all parts are measures: they add up to the whole.
CREATE TEMP MACRO row_sums(tables, whole, parts := NULL, subtotal := NULL, details := NULL, on_side := NULL) AS TABLE
SELECT disclosure, table_name, place, cell, actual, expected, steps, cells
FROM row_parts(tables, whole, parts := parts, subtotal := subtotal, details := details, on_side := on_side)
WHERE beside IS NULL;

-- The rows that print expenditure beside its kinds, and those that print revenue beside its sources.
CREATE TEMP MACRO nature_parts() AS TABLE
FROM row_parts(
    [
        'balance', 'expenditure', 'general_public_expenditure', 'government_fund_expenditure',
        'state_capital_expenditure'
    ],
    'total',
    parts := [
        'basic', 'basic_personnel', 'basic_public', 'project', 'superior_remittance', 'business', 'affiliate_subsidy'
    ],
    subtotal := 'basic', details := ['basic_personnel', 'basic_public']
);
CREATE TEMP MACRO source_parts() AS TABLE
FROM row_parts(
    ['revenue'], 'total',
    subtotal := 'appropriation', details := ['general_public_budget', 'government_fund', 'state_capital']
);

-- Where the amounts of items of the prose stand in the tables, as far as a rule looks at them (codelists/items.csv).
CREATE TEMP MACRO items_of(rule) AS TABLE
SELECT item, table_name, side, measure FROM items WHERE list_contains(string_split(rules, ' '), rule);
