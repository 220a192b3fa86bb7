-- id: personnel-and-operations-add-up
-- title_zh: 人员经费合计与公用经费合计等于各类之和
-- title_en: Personnel and operations are the sums of their classes
-- reads: line_items
-- stages: budget, final
-- severity: error
-- unit: money
-- relation: equal
-- tolerance: printed
-- basis: 《政府收支分类科目》：人员经费为301、303，公用经费为302、307、309、310、311、312、399等
-- message_zh: {subject}为{actual}，所属经济分类类级科目之和为{expected}，相差{difference}
-- message_en: {subject} is {actual}, but its economic classes add up to {expected}, a difference of {difference}
SELECT
    kind.disclosure, kind.cell, kind.amount AS actual,
    sum(class.amount) AS expected, kind.step + sum(class.step) AS steps, list(class.cell) AS cells
FROM cells kind
JOIN classified USING (disclosure, table_name)
JOIN cells class USING (disclosure, table_name, measure)
WHERE table_name = 'basic_expenditure' AND class.digits = 3
    AND kind.name = CASE WHEN class.code IN ('301', '303') THEN '人员经费合计' ELSE '公用经费合计' END
GROUP BY kind.disclosure, kind.cell, kind.amount, kind.step
