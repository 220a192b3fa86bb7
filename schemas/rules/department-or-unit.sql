-- id: department-or-unit
-- title_zh: 部门与单位的称谓一致
-- title_en: A department calls itself so, a unit itself a unit
-- reads: sections, disclosures
-- stages: budget, final
-- severity: info
-- unit: text
-- relation: equal
-- tolerance: none
-- basis: 财预〔2016〕143号：部门公开与单位公开分别编制
-- message_zh: {subject}称“{actual}”，文件为{expected}
-- message_en: {subject} says “{actual}”, but the disclosure is that of {expected}
WITH own AS (
    SELECT
        disclosure, cell, scope,
        regexp_extract(text, '(本部门|本单位)(?:20\d{2}年|的?[预决]算|收入|支出|没有|无|“三公”|政府采购)', 1) AS own_word
    FROM numbered_sections JOIN batch USING (disclosure)
    -- What explains a term speaks of any unit.
    WHERE (contains(text, '本部门') OR contains(text, '本单位')) AND NOT regexp_matches(title, '名词|解释|反映|是?指')
    UNION ALL
    -- 2026年部门预算编制说明; the budget that bears the organisation's own name.
    SELECT
        disclosure, cell, scope, '本' || coalesce(
            nullif(regexp_extract(text, '20\d{2}年度?(部门|单位)[预决]算(?:编制|情况)?(?:的)?(?:说明|公开|信息)', 1), ''),
            regexp_extract(
                substr(text, strpos(text, organisation) + length(organisation)), '^20\d{2}年度?(部门|单位)[预决]算', 1
            )
        )
    FROM numbered_sections JOIN batch USING (disclosure)
    WHERE contains(text, '部门预算') OR contains(text, '单位预算') OR contains(text, '部门决算') OR contains(text, '单位决算')
)
SELECT
    disclosure, cell, own_word AS actual, if(scope = 'unit', '本单位', '本部门') AS expected, 0 AS steps, [] AS cells
FROM own WHERE own_word NOT IN ('', '本')
