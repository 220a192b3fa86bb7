-- Within a batch, disclosures, tables and measures go by number: rules join millions of rows on them.
CREATE TABLE batch AS
SELECT
    CAST(row_number() OVER (ORDER BY disclosure_id) AS INTEGER) AS disclosure,
    disclosure_id, organisation, fiscal_year, stage, scope
FROM disclosures;
CREATE TYPE table_names AS ENUM (SELECT DISTINCT table_name FROM titles ORDER BY ALL);
CREATE TYPE measures AS ENUM (SELECT DISTINCT measure FROM titles ORDER BY ALL);

-- Whether places are told by page or, where a format has no pages, by line.
CREATE TABLE paged AS
SELECT disclosure, coalesce(bool_or(box IS NULL AND reference IS NULL), false) AS lined
FROM batch LEFT JOIN line_items USING (disclosure_id) GROUP BY disclosure;

-- A cell's number is its place in its resource; those of the prose are negative, those of other resources far above.
CREATE VIEW numbered_items AS SELECT row_number() OVER () AS cell, * FROM line_items;
CREATE VIEW numbered_amounts AS SELECT -row_number() OVER () AS cell, * FROM narrative_amounts;

CREATE VIEW numbered_tables AS
SELECT (1::BIGINT << 40) + row_number() OVER () AS cell, disclosure, disclosure_tables.*
FROM disclosure_tables JOIN batch USING (disclosure_id);
CREATE TABLE numbered_sections AS
SELECT (2::BIGINT << 40) + row_number() OVER () AS cell, disclosure, sections.* EXCLUDE (disclosure_id)
FROM sections JOIN batch USING (disclosure_id);
CREATE VIEW numbered_projects AS
SELECT (3::BIGINT << 40) + row_number() OVER () AS cell, disclosure, projects.*
FROM projects JOIN batch USING (disclosure_id);
CREATE VIEW numbered_indicators AS
SELECT (5::BIGINT << 40) + row_number() OVER () AS cell, disclosure, performance_indicators.*
FROM performance_indicators JOIN batch USING (disclosure_id);
CREATE VIEW numbered_others AS
SELECT (6::BIGINT << 40) + row_number() OVER () AS cell, disclosure, other_amounts.*
FROM other_amounts JOIN batch USING (disclosure_id);
CREATE VIEW numbered_other_tables AS
SELECT (7::BIGINT << 40) + row_number() OVER () AS cell, disclosure, other_tables.*
FROM other_tables JOIN batch USING (disclosure_id);
CREATE VIEW numbered_disclosures AS
SELECT (4::BIGINT << 40) + disclosure AS cell, disclosures.*, disclosure
FROM disclosures JOIN batch USING (disclosure_id);

-- What a disclosure may owe to the public and whether it has it: each standard table, be it empty, and what the prose tells
-- of. The cell is the whole disclosure, or the table where that is only listed. Nothing of what holds a table or two and is
-- no whole disclosure, nor of a prose that is none to speak of.
CREATE TABLE published AS
WITH whole AS (SELECT disclosure FROM numbered_tables GROUP BY disclosure HAVING count(*) > 2),
mentions AS (
    SELECT
        disclosure,
        bool_or(contains(text, '职责') OR contains(text, '职能')) AS duties,
        bool_or(regexp_matches(text, '机构设置|单位构成|单位基本情况|编制范围')) AS units,
        bool_or(regexp_matches(text, '增加|减少|增长|下降|持平')) AS changes,
        bool_or(contains(text, '“三公”')) AS three_public,
        bool_or(contains(text, '机关运行经费')) AS agency_operating,
        bool_or(contains(text, '政府采购')) AS procurement,
        bool_or(contains(text, '国有资产') OR contains(text, '车辆')) AS assets,
        bool_or(contains(text, '绩效')) AS performance,
        bool_or(contains(title, '名词解释') OR contains(text, '名词解释')) AS terms,
        bool_or(contains(text, '团组') OR contains(text, '接待') AND contains(text, '批')) AS delegations
    FROM numbered_sections
    GROUP BY disclosure HAVING sum(length(text)) > 300
)
SELECT
    disclosure, 'disclosure_tables' AS resource, table_name AS part,
    if(status = 'missing', cell, (4::BIGINT << 40) + disclosure) AS cell,
    coalesce(status <> 'missing', false) AS is_published
FROM whole CROSS JOIN (SELECT DISTINCT table_name FROM titles) LEFT JOIN numbered_tables USING (disclosure, table_name)
UNION ALL
SELECT disclosure, 'sections', part, (4::BIGINT << 40) + disclosure, is_published
FROM mentions UNPIVOT INCLUDE NULLS (is_published FOR part IN (COLUMNS(* EXCLUDE disclosure)));

CREATE TABLE cells AS
WITH stepped AS (
    SELECT
        cell, disclosure,
        CAST(table_name AS table_names) AS table_name, row_number, row_number * 100 + column_group AS place,
        side, code, coalesce(name, '') AS name, CAST(measure AS measures) AS measure,
        amount, step_of(amount_printed, worth) AS own_step
    FROM numbered_items JOIN batch USING (disclosure_id) LEFT JOIN units_of_money USING (unit_printed)
),
-- A whole number in a column that has decimals (15 among 37.91万元) is as exact as the column; of yuan it may be rounded.
steps AS (
    SELECT disclosure, table_name, measure, min(own_step) AS step, count(*) FILTER (amount <> 0) AS filled
    FROM stepped GROUP BY ALL
),
finest AS (SELECT disclosure, table_name, min(step) AS step FROM steps GROUP BY ALL),
codes AS (SELECT DISTINCT disclosure, table_name, code FROM stepped WHERE code IS NOT NULL),
parents AS (
    SELECT code.*, coalesce(seven.code, five.code, three.code) AS parent
    FROM codes code
    LEFT JOIN codes seven ON seven.disclosure = code.disclosure AND seven.table_name = code.table_name
        AND length(code.code) > 7 AND seven.code = left(code.code, 7)
    LEFT JOIN codes five ON five.disclosure = code.disclosure AND five.table_name = code.table_name
        AND length(code.code) > 5 AND five.code = left(code.code, 5)
    LEFT JOIN codes three ON three.disclosure = code.disclosure AND three.table_name = code.table_name
        AND length(code.code) > 3 AND three.code = left(code.code, 3)
)
SELECT
    stepped.* EXCLUDE (own_step),
    greatest(CASE WHEN steps.filled > 1 THEN steps.step ELSE finest.step END, least(own_step, 1)) AS step,
    length(stepped.code) AS digits,
    parent
FROM stepped
JOIN steps USING (disclosure, table_name, measure)
JOIN finest USING (disclosure, table_name)
LEFT JOIN parents USING (disclosure, table_name, code);

-- The measures of the columns of each standard table, those of blank columns too.
CREATE TABLE columns_printed AS
SELECT disclosure, CAST(table_name AS table_names) AS table_name, CAST(unnest(string_split(measures, ' ')) AS measures) AS measure
FROM numbered_tables WHERE measures IS NOT NULL;

-- The rows of standard tables in which amounts stand that may be parts of the row's total, and that no measure names.
CREATE TABLE beside AS
SELECT
    disclosure, CAST(table_name AS table_names) AS table_name, row_number * 100 + column_group AS place,
    CAST(sum(abs(amount)) AS DECIMAL(18, 2)) AS amount
FROM numbered_others
WHERE kind IN ('part', 'unknown') AND amount <> 0 AND row_number > 0
GROUP BY ALL;

-- Tables in which the classes above are printed, with the digit with which their codes begin: most of those that have a
-- class above print it. A list by unit names the same codes more than once.
CREATE TABLE hierarchies AS
WITH numbered AS (
    SELECT disclosure, table_name, code, digits, parent, count(*) AS rows FROM cells
    WHERE code IS NOT NULL AND side IS NULL AND NOT starts_with(table_name, 'performance') AND table_name <> 'transfers'
    GROUP BY disclosure, table_name, code, digits, parent, measure
)
SELECT disclosure, table_name, mode(left(code, 1) ORDER BY code) AS digit
FROM (SELECT disclosure, table_name, code, digits, parent, max(rows) AS rows FROM numbered GROUP BY ALL)
GROUP BY ALL
HAVING max(rows) = 1 AND count(parent) >= 2
    AND count(*) FILTER (digits > 3) - count(parent) <= greatest(1, 0.2 * count(*) FILTER (digits > 3));

-- The codes that do not go on from a code above: those of another digit, those of a class that is not printed, and those of
-- a group that is not, printed among the rows of another class.
CREATE TABLE misnumbered AS
WITH rows AS (
    SELECT disclosure, table_name, code, digits, parent, min(row_number) AS row_number, min(cell) AS cell
    FROM cells SEMI JOIN hierarchies USING (disclosure, table_name) WHERE code IS NOT NULL GROUP BY ALL
),
ordered AS (
    SELECT *, lag(code) OVER (PARTITION BY disclosure, table_name ORDER BY row_number) AS above FROM rows
)
SELECT lower.disclosure, lower.table_name, lower.code, lower.cell
FROM ordered lower
JOIN hierarchies USING (disclosure, table_name)
ANTI JOIN rows below
    ON below.disclosure = lower.disclosure AND below.table_name = lower.table_name AND below.parent = lower.code
WHERE left(code, 1) <> digit OR (digits > 3 AND parent IS NULL)
    OR (digits > 5 AND length(parent) < digits - 2 AND left(above, 3) <> left(code, 3));

-- Tables whose codes are those of one hierarchy: none stands twice (as in a list by unit or by source), none is
-- misprinted beyond doubt, and no row but totals lacks one.
CREATE TABLE classified AS
SELECT disclosure, table_name
FROM (
    SELECT disclosure, table_name, measure, code, count(*) AS rows,
        bool_or(CASE WHEN code IS NULL THEN NOT is_total(name) ELSE digits NOT IN (3, 4, 5, 7, 9) END) AS irregular
    FROM cells GROUP BY ALL
)
ANTI JOIN misnumbered USING (disclosure, table_name)
GROUP BY ALL HAVING max(CASE WHEN code IS NULL THEN 1 ELSE rows END) = 1 AND NOT bool_or(irregular);

-- The one total of a table's column.
CREATE TABLE totals AS
SELECT disclosure, table_name, measure, any_value(cell) AS cell, any_value(amount) AS amount, any_value(step) AS step
FROM cells
WHERE code IS NULL AND side IS NULL AND regexp_full_match(name, '(本年)?(收入|支出)?(合计|总计)')
GROUP BY ALL HAVING count(*) = 1;

-- What the table of basic expenditure adds up to: all of it, personnel and operations, be these columns or rows; `measure`
-- is what other tables call each.
CREATE VIEW basic_totals AS
WITH kinds(measure, kind, name) AS (
    VALUES ('basic', 'total', NULL), ('basic_personnel', 'personnel', '人员经费合计'), ('basic_public', 'public', '公用经费合计')
)
SELECT disclosure, kinds.measure, cell, amount, step
FROM totals JOIN kinds ON kinds.kind = totals.measure WHERE table_name = 'basic_expenditure'
UNION ALL
SELECT disclosure, kinds.measure, cell, amount, step
FROM cells JOIN kinds ON kinds.name = cells.name WHERE table_name = 'basic_expenditure' AND cells.measure = 'total';

-- The rows of a two-sided table in which a side ends: `year` (本年收入合计) and `grand` (收入总计).
CREATE TABLE side_totals AS
SELECT
    disclosure, table_name, side, measure, extent, any_value(cell) AS cell, any_value(amount) AS amount,
    any_value(step) AS step, any_value(row_number) AS row_number
FROM (
    SELECT *, CASE WHEN name LIKE '%总计' THEN 'grand' ELSE 'year' END AS extent
    FROM cells WHERE side IS NOT NULL AND regexp_full_match(name, '(本年)?(收入|支出)?(合计|总计)')
)
GROUP BY ALL HAVING count(*) = 1;

-- What the prose states, and what each amount is of: `item`, `kind`, `function_code` and `project_name` are as in
-- narrative_amounts, `is_own` tells the amounts that are budgets of a budget, accounts of accounts. `topic` is the subject
-- without the organisation's name, the year and words that say nothing. A whole number among decimals (15 among 37.91) is
-- as exact as the others of its section.
CREATE TABLE stated AS
WITH measured AS (
    SELECT
        numbered_amounts.* EXCLUDE (section), coalesce(section, '') AS section, hash(section, unit_printed) AS place,
        disclosure, organisation, stage, fiscal_year, step_of(amount_printed, worth) AS own_step
    FROM numbered_amounts
    JOIN batch USING (disclosure_id)
    LEFT JOIN units_of_money USING (unit_printed)
),
steps AS (SELECT disclosure, place, min(own_step) AS step FROM measured GROUP BY ALL)
SELECT
    cell, disclosure, amount_number, section, subject, text, amount, amount_printed, year, direction, percentage, stage,
    fiscal_year, step, item, kind, function, function_code, project_name, change_amount, compared_with,
    -- Below the name of one of several units: what is told is of that unit.
    regexp_matches(
        section,
        '(^| / )[（(]?[一二三四五六七八九十\d]+[、.．）)][^，。：/]{4,}[局委会部办厅院所处队站校园馆心社团](（[^（）]{2,12}）)?( / |$)'
    ) AS is_of_unit,
    coalesce(kind = stage, false) AND direction IS NULL AND NOT is_of_unit AS is_own,
    path_of(subject) AS path,
    topic_of(subject, organisation) AS topic,
    direction IS NULL
        AND NOT (contains(subject, '上年') OR contains(subject, '去年') OR contains(subject, '上一年'))
        AND CASE
            WHEN year IS NULL OR year = fiscal_year THEN true
            ELSE year_said(text, amount_printed) = fiscal_year
        END AS is_current
FROM measured JOIN steps USING (disclosure, place);

-- What a disclosure states of an item of its own year, where it says no two amounts: the first time that it says it.
CREATE TABLE stated_items AS
SELECT
    disclosure, item, kind, nearest(cell, amount_number, cell) AS cell, any_value(amount) AS amount, min(step) AS step
FROM stated
WHERE item IS NOT NULL AND item <> 'function' AND project_name IS NULL AND kind IN ('budget', 'adjusted', 'executed', 'final')
GROUP BY ALL HAVING count(DISTINCT amount) = 1;

-- By how much items changed against the year before: `base` is that year and what of it (2023年预算).
CREATE TABLE stated_changes AS
SELECT
    now.disclosure, now.item, now.amount AS current, coalesce(change.cell, now.cell) AS cell, now.step,
    regexp_replace(now.compared_with, '(年度?|数)$', '') AS base,
    CASE change.direction WHEN 'increase' THEN change.amount WHEN 'decrease' THEN -change.amount ELSE now.change_amount END
        AS amount
FROM stated now
LEFT JOIN stated change ON change.disclosure = now.disclosure AND change.amount_number = now.amount_number + 1
    AND change.kind = 'change' AND change.item = now.item
WHERE now.is_own AND now.change_amount IS NOT NULL AND now.item <> 'function';

-- The codes of a table, each with its name and the first cell of its row.
CREATE TABLE coded AS
SELECT disclosure, table_name, code, digits, bare(name) AS name, min(cell) AS cell
FROM cells WHERE code IS NOT NULL GROUP BY ALL;

-- The classes of a table, each with its name and those above it: 一般公共服务支出|财政事务|行政运行
CREATE TABLE paths AS
WITH named AS (FROM coded WHERE digits IN (3, 5, 7))
SELECT item.disclosure, item.table_name, item.code, item.name, concat_ws('|', class.name, part.name, item.name) AS path
FROM named item
JOIN classified USING (disclosure, table_name)
LEFT JOIN named part ON part.disclosure = item.disclosure AND part.table_name = item.table_name
    AND length(item.code) = 7 AND part.code = left(item.code, 5)
LEFT JOIN named class ON class.disclosure = item.disclosure AND class.table_name = item.table_name
    AND length(item.code) > 3 AND class.code = left(item.code, 3);

-- The equations that held, with the cells that take part: what two rules say of the same cells is one identity, and bears
-- one signature whatever the order of its cells.
CREATE TABLE identities (signature BIGINT, cell BIGINT, cells BIGINT[]);
CREATE MACRO share_of(cell) AS if(cell IS NULL, 0, CAST(hash(cell) >> 16 AS BIGINT));
CREATE MACRO signature_of(cell, cells) AS
    CAST(share_of(cell) + list_sum(list_transform(cells, lambda operand: share_of(operand))) AS BIGINT);
