-- id: own-name
-- title_zh: 文字说明中的单位名称与文件一致
-- title_en: Sentences name the organisation of the disclosure
-- reads: sections, units, disclosures
-- stages: budget, final
-- severity: warning
-- unit: text
-- relation: equal
-- tolerance: none
-- basis: 财预〔2016〕143号：各部门、单位公开本部门、本单位的信息
-- message_zh: {subject}中的名称为“{actual}”，文件为“{expected}”
-- message_en: {subject} names {actual}, but the disclosure is that of {expected}
WITH own AS (
    SELECT disclosure, organisation, regexp_replace(organisation, '（[^（]*）$', '') AS own FROM batch
),
named AS (
    SELECT
        disclosure, cell, unnest(list_distinct(regexp_extract_all(
            text, '(?:^|[。；\n，])(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．])?'
                || '([\p{Han}]{4,30}?[局委会部办厅院所处队站校学园馆室心社团])(?:（[^（）]{2,4}）)?20\d{2}年度?(?:部门|单位)?(?:综合)?'
                || '(?:收入|支出|收支|[预决]算|一般公共|财政拨款|政府性基金|“三公”|政府采购|机关运行|主要|国有资本|政策和项目)', 1
        ))) AS name
    FROM numbered_sections WHERE contains(text, '年') AND length(text) > 10
),
-- Units of the department, and what has a heading of its own, may be spoken of.
known AS (
    SELECT disclosure, 0 AS cell, name AS known FROM units JOIN batch USING (disclosure_id)
    UNION ALL
    SELECT disclosure, 0, string_split(title, ' / ')[-1] FROM numbered_sections
    UNION ALL
    SELECT disclosure, cell, text FROM numbered_sections WHERE regexp_matches(text, '单位构成|预算单位|所属|下属|内设')
),
counted AS (SELECT disclosure, name, min(cell) AS cell, count(*) AS times FROM named GROUP BY ALL)
SELECT
    counted.disclosure, counted.cell, counted.name AS actual,
    if(own = name OR ends_with(own, name) OR ends_with(name, own) OR starts_with(own, name),
        name, organisation) AS expected,
    0 AS steps, [] AS cells
FROM counted
JOIN own USING (disclosure)
ANTI JOIN known ON known.disclosure = counted.disclosure AND known.cell <> counted.cell
    AND contains(known.known, counted.name)
WHERE length(own) >= 5 AND times <= 2 AND NOT regexp_matches(name, '部门|单位|本级|所属|我[局委部办院]|其中|根据|按照|以及')
