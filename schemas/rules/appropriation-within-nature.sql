-- id: appropriation-within-nature
-- title_zh: 财政拨款的基本支出、项目支出不大于全部基本支出、项目支出
-- title_en: Appropriated basic and project expenditure is part of all
-- reads: line_items
-- stages: budget, final
-- severity: error
-- unit: money
-- relation: within
-- tolerance: printed
-- basis: 财预〔2016〕143号：财政拨款支出是全部支出的一部分
-- message_zh: {subject}为{actual}，同一行全部为{expected}，多{difference}
-- message_en: {subject} is {actual}, more than all of its row, {expected}, by {difference}
SELECT
    part.disclosure, part.cell, part.amount AS actual,
    least(part.amount, coalesce(whole.amount, 0)) AS expected, part.step + coalesce(whole.step, part.step) AS steps,
    if(whole.cell IS NULL, [], [whole.cell]) AS cells
FROM cells part
SEMI JOIN (FROM columns_printed WHERE measure = 'basic') split USING (disclosure, table_name)
LEFT JOIN cells whole ON whole.disclosure = part.disclosure AND whole.table_name = part.table_name
    AND whole.place = part.place
    AND whole.measure = if(part.measure = 'appropriation_basic', 'basic', 'project')
WHERE part.table_name = 'expenditure' AND part.measure IN ('appropriation_basic', 'appropriation_project')
