-- id: basic-by-kind
-- title_zh: 基本支出等于人员经费与公用经费之和
-- title_en: Basic expenditure is personnel and operations
-- reads: line_items
-- stages: budget, final
-- severity: error
-- unit: money
-- relation: equal
-- tolerance: printed
-- basis: 《政府收支分类科目》：基本支出由人员经费和公用经费组成
-- message_zh: {subject}为{actual}，同一行人员经费与公用经费之和为{expected}，相差{difference}
-- message_en: {subject} is {actual}, but personnel and operations in its row add up to {expected}, a difference of {difference}
SELECT
    disclosure,
    any_value(cell) FILTER (measure = 'basic') AS cell,
    any_value(amount) FILTER (measure = 'basic') AS actual,
    sum(amount) FILTER (measure <> 'basic') AS expected,
    sum(step) AS steps,
    list(cell) FILTER (measure <> 'basic') AS cells
FROM cells
WHERE table_name IN ('balance', 'expenditure', 'general_public_expenditure')
    AND measure IN ('basic', 'basic_personnel', 'basic_public')
GROUP BY disclosure, table_name, place
HAVING actual IS NOT NULL AND expected IS NOT NULL
