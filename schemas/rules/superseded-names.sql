-- id: superseded-names
-- title_zh: 没有已停用的科目名称
-- title_en: No function bears a name that is no longer used
-- reads: line_items, sections
-- stages: budget, final
-- severity: warning
-- unit: text
-- relation: equal
-- tolerance: none
-- basis: 《政府收支分类科目》：同一科目使用现行名称
-- message_zh: {subject}用旧名称“{actual}”，现行名称为“{expected}”
-- message_en: {subject} bears the former name {actual}, now {expected}
WITH names AS (
    SELECT disclosure, bare(name) AS name, min(cell) AS cell
    FROM (
        SELECT disclosure, name, min(cell) AS cell FROM cells
        WHERE table_name <> 'basic_expenditure' AND NOT starts_with(table_name, 'performance') AND name <> ''
        GROUP BY ALL
    )
    GROUP BY disclosure, bare(name)
),
mentions AS (
    SELECT disclosure, former, cell FROM names JOIN superseded_names ON names.name = bare(former)
    UNION ALL
    -- In the prose a class is meant where it is marked as one, or where an amount follows.
    SELECT disclosure, former, cell
    FROM numbered_sections JOIN superseded_names ON contains(text, former)
    WHERE regexp_matches(text, former || '[（(”\d-]')
),
used AS (SELECT disclosure, former, min(cell) AS cell FROM mentions GROUP BY ALL),
current_names AS (
    SELECT disclosure, current, min(cell) AS cell
    FROM (
        SELECT disclosure, current, cell FROM names JOIN superseded_names ON names.name = bare(current)
        UNION ALL
        SELECT disclosure, current, cell
        FROM numbered_sections
        JOIN (SELECT DISTINCT current FROM superseded_names) named ON contains(text, current)
    )
    GROUP BY ALL
)
SELECT
    batch.disclosure, coalesce(used.cell, current_names.cell) AS cell,
    if(used.cell IS NULL, current, used.former) AS actual, current AS expected, 0 AS steps, [] AS cells
FROM superseded_names
JOIN current_names USING (current)
JOIN batch ON batch.disclosure = current_names.disclosure AND fiscal_year >= CAST(first_year AS INTEGER)
LEFT JOIN used ON used.disclosure = batch.disclosure AND used.former = superseded_names.former
