-- id: indicator-targets
-- title_zh: 同一绩效指标的目标值前后一致
-- title_en: An indicator has one target in the performance tables
-- reads: line_items, performance_indicators
-- stages: budget, final
-- severity: info
-- unit: text
-- relation: equal
-- tolerance: none
-- basis: 公开文件编制要求：只列一个项目时，其指标与整体绩效目标表中的同名指标一致
-- message_zh: {subject}的目标值为“{actual}”，整体绩效目标表中为“{expected}”
-- message_en: {subject} has the target {actual}, but {expected} in the table of overall performance
-- Of several projects each may bear a part of the whole: only one that stands alone is held against it. A rate, as of
-- those who are satisfied, is of each its own.
WITH targets AS (
    SELECT
        disclosure, table_name, bare(name) AS name, any_value(cell) AS cell,
        any_value(CASE operator WHEN '>=' THEN '≥' WHEN '<=' THEN '≤' ELSE operator END || target || coalesce(unit, ''))
            AS target
    FROM numbered_indicators
    WHERE operator <> 'text' AND coalesce(unit, '') NOT IN ('%', '％') AND length(bare(name)) > 3
    GROUP BY ALL HAVING count(*) = 1
),
alone AS (
    SELECT disclosure FROM cells
    WHERE table_name = 'performance_project' AND measure = 'total' GROUP BY ALL HAVING count(*) = 1
)
SELECT
    part.disclosure, part.cell, part.target AS actual, whole.target AS expected, 0 AS steps, [whole.cell] AS cells
FROM targets part
JOIN targets whole USING (disclosure, name)
SEMI JOIN alone USING (disclosure)
WHERE part.table_name = 'performance_project' AND whole.table_name = 'performance_overall'
