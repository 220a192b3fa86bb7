-- id: names-agree
-- title_zh: 同一科目在各表中代码相同
-- title_en: A class bears one code in all tables
-- reads: line_items
-- stages: budget, final
-- severity: warning
-- unit: text
-- relation: equal
-- tolerance: none
-- basis: 《政府收支分类科目》：科目代码与名称统一
-- message_zh: {subject}的代码为{actual}，其他表格中为{expected}
-- message_en: {subject} bears the code {actual}, and {expected} in other tables
WITH named AS (
    SELECT paths.disclosure, paths.table_name, paths.path, any_value(paths.code) AS code, min(coded.cell) AS cell
    FROM paths JOIN coded USING (disclosure, table_name, code)
    WHERE paths.name <> '' AND starts_with(paths.code, '2') AND paths.table_name IN (
        'revenue', 'expenditure', 'general_public_expenditure', 'government_fund_expenditure',
        'state_capital_expenditure'
    )
    GROUP BY paths.disclosure, paths.table_name, paths.path HAVING count(*) = 1
),
-- The code that most tables print; of as many the one that is printed first.
usual AS (
    SELECT
        disclosure, path, nearest(code, -tables, first_cell) AS code,
        nearest(first_cell, -tables, first_cell) AS coded_at
    FROM (SELECT disclosure, path, code, count(*) AS tables, min(cell) AS first_cell FROM named GROUP BY ALL)
    GROUP BY ALL HAVING sum(tables) > 1
)
SELECT
    named.disclosure, named.cell, named.code AS actual, usual.code AS expected, 0 AS steps, [usual.coded_at] AS cells
FROM named JOIN usual USING (disclosure, path)
