-- id: total-of-classes
-- title_zh: 合计等于各科目之和
-- title_en: The total row is the sum of the classes
-- reads: line_items
-- stages: budget, final
-- severity: error
-- unit: money
-- relation: equal
-- tolerance: printed
-- basis: 《政府收支分类科目》：合计为各类之和
-- message_zh: {subject}为{actual}，各科目之和为{expected}，相差{difference}
-- message_en: {subject} is {actual}, but the classes add up to {expected}, a difference of {difference}
SELECT
    totals.disclosure, totals.cell, totals.amount AS actual,
    sum(class.amount) AS expected, totals.step + sum(class.step) AS steps, list(class.cell) AS cells
FROM totals
JOIN classified USING (disclosure, table_name)
JOIN cells class USING (disclosure, table_name, measure)
WHERE class.code IS NOT NULL AND class.parent IS NULL
GROUP BY totals.disclosure, totals.cell, totals.amount, totals.step
