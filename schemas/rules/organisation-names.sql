-- id: organisation-names
-- title_zh: 标题中的单位名称与文件一致
-- title_en: Headings name the organisation of the disclosure
-- reads: sections, disclosures
-- stages: budget, final
-- severity: warning
-- unit: text
-- relation: equal
-- tolerance: none
-- basis: 财预〔2016〕143号：各部门、单位公开本部门、本单位的信息
-- message_zh: {subject}中的名称为“{actual}”，文件为“{expected}”
-- message_en: {subject} names {actual}, but the disclosure is that of {expected}
WITH named AS (
    SELECT
        disclosure, cell, organisation, regexp_replace(organisation, '（.*）$', '') AS own,
        regexp_extract(
            string_split(title, ' / ')[-1],
            '^(?:第.部分)?([\p{Han}]{2,30}?[局委会部办厅院所处队站校学园馆室心社团])(?:（[^（）]{2,4}）)?'
                || '(?:20\d{2}年度?)?(?:概况|主要职能|主要职责|机构设置|(?:部门|单位)[预决]算)', 1
        ) AS name
    FROM numbered_sections JOIN batch USING (disclosure)
    WHERE length(title) < 80
)
SELECT
    disclosure, cell, name AS actual,
    if(ends_with(own, name) OR ends_with(name, own) OR starts_with(own, name), name, organisation) AS expected,
    0 AS steps, [] AS cells
FROM named
WHERE length(name) >= 5 AND length(own) >= 5
    AND NOT regexp_matches(name, '部门|单位|内设|所属|年度|预算|决算|情况|主要|基本|信息公开')
