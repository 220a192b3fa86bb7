-- id: economic-kinds
-- title_zh: 工资福利和对个人的补助属人员经费，商品服务和资本性支出属公用经费
-- title_en: Pay and subsidies are personnel, goods and capital are operations
-- reads: line_items
-- stages: budget, final
-- severity: warning
-- unit: money
-- relation: equal
-- tolerance: printed
-- basis: 《政府收支分类科目》：人员经费包括工资福利支出、对个人和家庭的补助
-- message_zh: {subject}为{actual}，该类合计为{expected}，相差{difference}
-- message_en: {subject} is {actual}, but its class has {expected} in all, a difference of {difference}
WITH split AS (
    SELECT disclosure FROM columns_printed WHERE table_name = 'basic_expenditure' AND measure IN ('personnel', 'public')
    GROUP BY ALL HAVING count(*) = 2
),
classes AS (
    SELECT
        disclosure, place, any_value(code) AS code,
        any_value(cell) FILTER (measure = 'total') AS total_cell, any_value(amount) FILTER (measure = 'total') AS total,
        any_value(step) FILTER (measure = 'total') AS step,
        list(cell) FILTER (measure = if(code IN ('301', '303'), 'personnel', 'public')) AS cells,
        coalesce(any_value(amount) FILTER (measure = if(code IN ('301', '303'), 'personnel', 'public')), 0) AS part
    FROM cells SEMI JOIN split USING (disclosure)
    WHERE table_name = 'basic_expenditure' AND code IN ('301', '302', '303', '310')
    GROUP BY disclosure, place
)
SELECT
    disclosure, coalesce(cells[1], total_cell) AS cell, CAST(part AS DECIMAL(18, 2)) AS actual, total AS expected,
    step * 2 AS steps, [total_cell] AS cells
FROM classes WHERE total IS NOT NULL
