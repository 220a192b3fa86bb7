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
WITH texts AS (
    SELECT disclosure, cell, bare(name) AS text, true AS is_name FROM cells
    WHERE table_name <> 'basic_expenditure' AND NOT starts_with(table_name, 'performance') AND name <> ''
    UNION ALL
    SELECT disclosure, cell, text, false FROM numbered_sections
),
named AS (
    SELECT
        disclosure, former, current,
        -- In the prose a class is meant where it is marked as one, or where an amount follows.
        min(cell) FILTER (
            text = bare(former)
            OR (NOT is_name AND contains(text, former) AND regexp_matches(text, former || '[（(”\d-]'))
        ) AS used,
        min(cell) FILTER (text = bare(current) OR (NOT is_name AND contains(text, current))) AS right_cell
    FROM texts
    JOIN batch USING (disclosure)
    JOIN superseded_names ON fiscal_year >= CAST(first_year AS INTEGER)
        AND (contains(text, former) OR contains(text, current) OR text = bare(former) OR text = bare(current))
    GROUP BY ALL
)
SELECT
    disclosure, coalesce(used, right_cell) AS cell, if(used IS NULL, current, former) AS actual, current AS expected,
    0 AS steps, [] AS cells
FROM named WHERE right_cell IS NOT NULL
