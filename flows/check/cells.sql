-- The worth in yuan of the last digit of `15,621.11`, printed in a unit that is worth `worth` yuan.
CREATE MACRO step_of(amount_printed, worth) AS
    CAST(worth / power(10, length(regexp_extract(amount_printed, '[.．]\s*([\d\s]*\d)', 1))) AS DECIMAL(18, 4));

-- A finer amount as a coarser cell prints it: 156,211,123 yuan are 15,621.11 in units of ten thousand. Where both of its
-- neighbours are as near, the one that is printed.
CREATE MACRO as_printed(amount, printed, step, finer_step) AS
    CASE WHEN step <= finer_step THEN amount
         WHEN abs(amount - printed) * 2 <= step THEN printed
         ELSE CAST(round(amount / step) * step AS DECIMAL(18, 2)) END;

-- 合计, 收入总计, 本年支出合计, 人员经费合计
CREATE MACRO is_total(name) AS regexp_full_match(name, '.{0,6}(合计|总计)');

CREATE TABLE cells AS
WITH stepped AS (
    SELECT
        row_number() OVER () AS cell, item.* EXCLUDE (name),
        coalesce(item.name, '') AS name,
        item.row_number * 100 + item.column_group AS place,
        step_of(item.amount_printed, worth) AS own_step
    FROM line_items item LEFT JOIN units_of_money USING (unit_printed)
),
-- A whole number in a column that has decimals (15 among 37.91) is as exact as the column.
steps AS (
    SELECT disclosure_id, table_name, measure, min(own_step) AS step, count(*) FILTER (amount <> 0) AS filled
    FROM stepped GROUP BY ALL
),
finest AS (SELECT disclosure_id, table_name, min(step) AS step FROM steps GROUP BY ALL),
codes AS (SELECT DISTINCT disclosure_id, table_name, code FROM stepped WHERE code IS NOT NULL)
SELECT
    stepped.* EXCLUDE (own_step),
    CASE WHEN steps.filled > 1 THEN steps.step ELSE finest.step END AS step,
    length(stepped.code) AS digits,
    coalesce(sevens.code, fives.code, threes.code) AS parent
FROM stepped
JOIN steps USING (disclosure_id, table_name, measure)
JOIN finest USING (disclosure_id, table_name)
LEFT JOIN codes sevens ON sevens.disclosure_id = stepped.disclosure_id AND sevens.table_name = stepped.table_name
    AND length(stepped.code) > 7 AND sevens.code = left(stepped.code, 7)
LEFT JOIN codes fives ON fives.disclosure_id = stepped.disclosure_id AND fives.table_name = stepped.table_name
    AND length(stepped.code) > 5 AND fives.code = left(stepped.code, 5)
LEFT JOIN codes threes ON threes.disclosure_id = stepped.disclosure_id AND threes.table_name = stepped.table_name
    AND length(stepped.code) > 3 AND threes.code = left(stepped.code, 3);

-- Tables whose codes are those of one hierarchy: none stands twice (as in a list by unit or by source), none is misprinted
-- beyond doubt, and no row but totals lacks one.
CREATE TABLE classified AS
SELECT disclosure_id, table_name
FROM (
    SELECT disclosure_id, table_name, measure, code, count(*) AS rows,
        bool_or(CASE WHEN code IS NULL THEN NOT is_total(name) ELSE digits NOT IN (3, 4, 5, 7, 9) END) AS irregular
    FROM cells GROUP BY ALL
)
GROUP BY ALL HAVING max(CASE WHEN code IS NULL THEN 1 ELSE rows END) = 1 AND NOT bool_or(irregular);

-- The one total of a table's column.
CREATE TABLE totals AS
SELECT disclosure_id, table_name, measure, any_value(cell) AS cell, any_value(amount) AS amount, any_value(step) AS step
FROM cells
WHERE code IS NULL AND side IS NULL AND regexp_full_match(name, '(本年)?(收入|支出)?(合计|总计)')
GROUP BY ALL HAVING count(*) = 1;

-- The rows of a two-sided table in which a side ends: `year` (本年收入合计) and `grand` (收入总计).
CREATE TABLE ends AS
SELECT
    disclosure_id, table_name, side, measure, extent, any_value(cell) AS cell, any_value(amount) AS amount,
    any_value(step) AS step, any_value(row_number) AS row_number
FROM (
    SELECT *, CASE WHEN name LIKE '%总计' THEN 'grand' ELSE 'year' END AS extent
    FROM cells WHERE side IS NOT NULL AND regexp_full_match(name, '(本年)?(收入|支出)?(合计|总计)')
)
GROUP BY ALL HAVING count(*) = 1;

CREATE TABLE stated AS
SELECT
    -row_number() OVER () AS cell, amount.*, stage, scope, fiscal_year,
    step_of(amount_printed, worth) AS step
FROM narrative_amounts amount JOIN disclosures USING (disclosure_id) LEFT JOIN units_of_money USING (unit_printed);
