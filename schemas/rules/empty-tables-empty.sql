-- id: empty-tables-empty
-- title_zh: 称为空表的表格没有数据
-- title_en: A table that is said to be empty is
-- reads: line_items, disclosure_tables, sections
-- stages: budget, final
-- severity: warning
-- unit: text
-- relation: equal
-- tolerance: none
-- basis: 财预〔2016〕143号：空表应当说明
-- message_zh: 文件说明该表为{actual}，{subject}却{expected}
-- message_en: {subject} has amounts, although the disclosure says that its table is empty
WITH claims AS (
    SELECT
        disclosure, cell,
        unnest(regexp_extract_all(
            text, '(?:没有|无)[^。；;]{2,40}，故[本此]表(?:为空表|无数据|为空)'
                || '|(?:没有|无|未安排|不涉及)(?:20\d{2}年度?|当年)?(?:使用)?(?:财政拨款)?(?:“三公”经费|政府性基金预算?|国有资本经营预算?)'
                || '(?:财政)?(?:拨款)?(?:安排的?)?(?:收入和支出|收入支出|收支|支出|预算)[。，；]'
        )) AS claim
    FROM numbered_sections
),
about AS (
    SELECT
        *, CAST(CASE
            WHEN contains(claim, '三公') THEN 'three_public'
            WHEN contains(claim, '政府性基金') THEN 'government_fund_expenditure'
            WHEN contains(claim, '国有资本') THEN 'state_capital_expenditure'
        END AS table_names) AS table_name
    FROM claims
),
filled AS (
    -- Operating expenses of agencies are none of the three; what was budgeted is not what accounts tell of.
    SELECT printed.disclosure, printed.table_name, printed.cell, bool_or(measure <> 'agency_operating') AS is_filled
    FROM numbered_tables printed
    JOIN cells USING (disclosure, table_name)
    WHERE amount <> 0 AND NOT starts_with(measure, 'budget_')
    GROUP BY ALL
)
SELECT
    about.disclosure, coalesce(filled.cell, about.cell) AS cell, '空表' AS actual,
    if(filled.cell IS NULL, '空表', '印有金额') AS expected, 0 AS steps, [about.cell] AS cells
FROM about
LEFT JOIN filled ON filled.disclosure = about.disclosure AND filled.table_name = about.table_name
    AND (is_filled OR contains(claim, '机关运行'))
WHERE about.table_name IS NOT NULL
