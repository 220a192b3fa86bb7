-- id: codes-agree
-- title_zh: 同一代码在各表中名称相同
-- title_en: A code bears one name in all tables
-- reads: line_items
-- stages: budget, final
-- severity: warning
-- unit: text
-- relation: equal
-- tolerance: none
-- basis: 《政府收支分类科目》：科目代码与名称统一
-- message_zh: {subject}印为“{actual}”，支出表中同一代码为“{expected}”
-- message_en: {subject} is called {actual}, where the tables of expenditure call the same code {expected}
WITH tables_of_functions AS (
    SELECT * FROM coded
    ANTI JOIN misnumbered USING (cell)
    WHERE starts_with(code, '2') AND digits IN (3, 5, 7) AND name <> '' AND table_name IN (
        'revenue', 'expenditure', 'general_public_expenditure', 'government_fund_expenditure',
        'state_capital_expenditure'
    )
),
-- The name that most tables print; of two tables that of the table of expenditure.
usual AS (
    SELECT
        disclosure, code, nearest(name, -tables, first_cell) AS name,
        nearest(first_cell, -tables, first_cell) AS named_at
    FROM (
        SELECT disclosure, code, name, count(*) AS tables, min(cell) AS first_cell FROM tables_of_functions GROUP BY ALL
    )
    GROUP BY ALL HAVING sum(tables) > 1
)
SELECT
    printed.disclosure, printed.cell, printed.name AS actual,
    -- A cell may cut a long name off.
    if(starts_with(usual.name, printed.name) OR starts_with(printed.name, usual.name)
        OR ends_with(usual.name, printed.name) OR ends_with(printed.name, usual.name),
        printed.name, usual.name) AS expected,
    0 AS steps, [usual.named_at] AS cells
FROM tables_of_functions printed JOIN usual USING (disclosure, code)
