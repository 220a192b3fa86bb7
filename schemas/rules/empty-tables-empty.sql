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
        unnest(regexp_extract_all(text, '无[^。；;]{2,40}，故本表(?:为空表|无数据)')) AS claim
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
    SELECT printed.disclosure, printed.table_name, printed.cell
    FROM numbered_tables printed
    SEMI JOIN (FROM cells WHERE amount <> 0) filled
        ON filled.disclosure = printed.disclosure AND filled.table_name = printed.table_name
)
SELECT
    about.disclosure, coalesce(filled.cell, about.cell) AS cell, '空表' AS actual,
    if(filled.cell IS NULL, '空表', '印有金额') AS expected, 0 AS steps, [about.cell] AS cells
FROM about LEFT JOIN filled ON filled.disclosure = about.disclosure AND filled.table_name = about.table_name
WHERE about.table_name IS NOT NULL
