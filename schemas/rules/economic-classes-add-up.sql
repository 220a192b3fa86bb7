-- id: economic-classes-add-up
-- title_zh: 经济科目类等于款之和
-- title_en: Economic classes add up
-- reads: line_items
-- stages: budget, final
-- severity: error
-- unit: money
-- relation: equal
-- tolerance: printed
-- basis: 《政府收支分类科目》：支出经济分类的类、款逐级汇总
-- message_zh: {subject}为{actual}，其下级科目之和为{expected}，相差{difference}
-- message_en: {subject} is {actual}, but its subclasses add up to {expected}, a difference of {difference}
WITH below AS (
    SELECT
        disclosure, table_name, measure, parent AS code,
        sum(amount) AS amount, sum(step) AS steps, list(cell) AS cells
    FROM cells JOIN classified USING (disclosure, table_name)
    WHERE parent IS NOT NULL AND table_name = 'basic_expenditure'
    GROUP BY ALL
)
SELECT
    above.disclosure, above.cell, above.amount AS actual, below.amount AS expected,
    above.step + below.steps AS steps, cells
FROM below JOIN cells above USING (disclosure, table_name, measure, code)
