-- id: economic-classes-add-up
-- title_zh: 经济科目类等于款之和
-- title_en: Economic classes add up
-- reads: line_items
-- stages: budget, final
-- severity: error
-- unit: money
-- tolerance: printed
-- basis: 《政府收支分类科目》：支出经济分类的类、款逐级汇总
-- message_zh: {subject}为{found}，其下级科目之和为{expected}，相差{difference}
-- message_en: {subject} is {found}, but its subclasses add up to {expected}, a difference of {difference}
SELECT
    above.disclosure, above.cell, above.amount AS found,
    sum(below.amount) AS expected, above.step + sum(below.step) AS steps, list(below.cell) AS cells
FROM cells above
JOIN classified USING (disclosure, table_name)
JOIN cells below ON below.disclosure = above.disclosure AND below.table_name = above.table_name
    AND below.measure = above.measure AND below.parent = above.code
WHERE above.table_name = 'basic_expenditure'
GROUP BY above.disclosure, above.cell, above.amount, above.step
