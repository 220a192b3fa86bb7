-- id: unit-names
-- title_zh: 项目实施主体的名称与单位一致
-- title_en: The implementer of a project bears its unit's name
-- reads: projects, units
-- stages: budget, final
-- severity: info
-- unit: text
-- relation: equal
-- tolerance: none
-- basis: 公开文件编制要求：单位名称前后一致
-- message_zh: {subject}的实施主体“{actual}”与单位名称“{expected}”不一致
-- message_en: {subject} names its implementer {actual}, where the unit is called {expected}
WITH called AS (
    SELECT disclosure, regexp_replace(units.name, '（?(本部|本级|机关)）?$', '') AS name
    FROM units JOIN batch USING (disclosure_id)
),
nearest AS (
    SELECT
        project.disclosure, project.cell, project.implementer,
        nearest(called.name, levenshtein(called.name, project.implementer), called.name) AS name
    FROM numbered_projects project JOIN called USING (disclosure)
    WHERE length(project.implementer) >= 8
    GROUP BY ALL
)
SELECT disclosure, cell, implementer AS actual, name AS expected, 0 AS steps, [] AS cells
FROM nearest
WHERE levenshtein(name, implementer) <= 6 -- bytes: two Chinese characters
    AND (name = implementer OR length(name) <> length(implementer))
    AND regexp_replace(name, '[^一二三四五六七八九十0-9]', '', 'g')
        = regexp_replace(implementer, '[^一二三四五六七八九十0-9]', '', 'g')
