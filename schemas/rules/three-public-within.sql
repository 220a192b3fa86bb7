-- id: three-public-within
-- title_zh: 基本支出中的“三公”科目不大于“三公”经费
-- title_en: Economic classes of the three public expenses are part of them
-- reads: line_items
-- stages: budget, final
-- severity: warning
-- unit: money
-- relation: within
-- tolerance: printed
-- basis: 《政府收支分类科目》：30212、30217、30231、31013 为“三公”经费在基本支出中的部分
-- message_zh: {subject}为{actual}，“三公”经费表中该项为{expected}，相差{difference}
-- message_en: {subject} is {actual}, but the table of three public expenses has {expected}, a difference of {difference}
WITH parts(code, measure) AS (
    VALUES ('30212', 'abroad'), ('30217', 'reception'), ('30231', 'vehicle_operation'), ('31013', 'vehicle_purchase')
)
SELECT
    basic.disclosure, basic.cell, basic.amount AS actual, least(basic.amount, sum(whole.amount)) AS expected,
    basic.step + sum(whole.step) AS steps, list(whole.cell) AS cells
FROM cells basic
JOIN classified USING (disclosure, table_name)
JOIN parts ON parts.code = basic.code
-- A row that bears the name of another class is that of another class, whatever its code.
ANTI JOIN economic_classes other ON bare(other.name) = bare(basic.name) AND other.code <> basic.code
JOIN cells whole ON whole.disclosure = basic.disclosure AND whole.table_name = 'three_public'
    AND whole.measure = parts.measure
WHERE basic.table_name = 'basic_expenditure' AND basic.measure = 'total'
GROUP BY basic.disclosure, basic.cell, basic.amount, basic.step
