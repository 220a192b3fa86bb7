-- id: empty-table-notes
-- title_zh: 空表的说明与该表的资金相符
-- title_en: The note of an empty table is of its own fund
-- reads: disclosure_tables, sections
-- stages: budget, final
-- severity: warning
-- unit: text
-- relation: equal
-- tolerance: none
-- basis: 财预〔2016〕143号：空表应当说明
-- message_zh: {subject}为空表，其说明却称{actual}
-- message_en: {subject} is empty, but its note is of another fund: {actual}
WITH empty AS (
    SELECT
        disclosure, cell, CASE table_name
            WHEN 'government_fund_expenditure' THEN '政府性基金' WHEN 'state_capital_expenditure' THEN '国有资本'
        END AS fund
    FROM numbered_tables
    WHERE status = 'empty' AND table_name IN ('government_fund_expenditure', 'state_capital_expenditure')
),
notes AS (
    SELECT
        disclosure, unnest(regexp_extract_all(text, '(?:没有|无)[^。；]{2,50}(?:本表|此表)(?:为空表|无数据|为空)')) AS note
    FROM numbered_sections
),
counted AS (
    SELECT
        disclosure, count(*) FILTER (contains(note, '政府性基金') AND NOT contains(note, '国有资本')) AS of_fund,
        count(*) FILTER (contains(note, '国有资本') AND NOT contains(note, '政府性基金')) AS of_capital, count(*) AS count
    FROM notes GROUP BY ALL
)
SELECT
    disclosure, cell,
    if(if(fund = '国有资本', of_capital, of_fund) = 0 AND if(fund = '国有资本', of_fund, of_capital) > 1,
        if(fund = '国有资本', '没有政府性基金', '没有国有资本经营预算'), '没有' || fund) AS actual,
    '没有' || fund AS expected, 0 AS steps, [] AS cells
FROM empty JOIN counted USING (disclosure)
-- Both tables are empty and have a note of one fund each.
SEMI JOIN (SELECT disclosure FROM empty GROUP BY ALL HAVING count(*) = 2) twice USING (disclosure)
WHERE of_fund + of_capital = 2 AND count = 2
