-- id: prose-years
-- title_zh: 本年金额没有误写为其他年度
-- title_en: No amount of this year is told of another
-- reads: line_items, narrative_amounts, disclosures
-- stages: budget, final
-- severity: warning
-- unit: text
-- relation: equal
-- tolerance: none
-- basis: 《预算法》第十四条：按预算年度公开
-- message_zh: {subject}印为{actual}年，金额却是表中{expected}年度的合计
-- message_en: {subject} is told of {actual}, yet it is the total that the tables have for {expected}
WITH statements AS (
    SELECT
        disclosure, item, table_name, side, measure, cell, amount, fiscal_year, direction,
        regexp_extract(subject, '20\d{2}') AS year_printed
    FROM stated JOIN items_of('prose-years') USING (item)
),
own AS (
    SELECT DISTINCT disclosure, item FROM statements
    WHERE year_printed = CAST(fiscal_year AS VARCHAR) AND direction IS NULL
)
SELECT
    statements.disclosure, statements.cell, statements.year_printed AS actual,
    CAST(statements.fiscal_year AS VARCHAR) AS expected, 0 AS steps, list(side_totals.cell) AS cells
FROM statements
JOIN side_totals USING (disclosure, table_name, side, measure, amount)
LEFT JOIN own ON own.disclosure = statements.disclosure AND own.item = statements.item
WHERE statements.direction IS NULL AND statements.amount > 0 AND statements.year_printed <> ''
    AND (own.item IS NULL OR statements.year_printed = CAST(statements.fiscal_year AS VARCHAR))
GROUP BY statements.disclosure, statements.cell, statements.year_printed, statements.fiscal_year
