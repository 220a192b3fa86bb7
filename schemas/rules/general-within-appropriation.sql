-- id: general-within-appropriation
-- title_zh: 一般公共预算的基本支出、项目支出不大于该科目的财政拨款
-- title_en: General public basic and project expenditure is part of what is appropriated
-- reads: line_items
-- stages: budget, final
-- severity: error
-- unit: money
-- relation: within
-- tolerance: printed
-- basis: 财预〔2016〕143号：一般公共预算支出是财政拨款支出的一部分
-- message_zh: {subject}为{actual}，支出总表中该科目的财政拨款为{expected}，多{difference}
-- message_en: {subject} is {actual}, more than the appropriation of its class, {expected}, by {difference}
SELECT
    general.disclosure, general.cell, general.amount AS actual,
    least(general.amount, coalesce(spent.amount, 0)) AS expected,
    general.step + coalesce(spent.step, general.step) AS steps, if(spent.cell IS NULL, [], [spent.cell]) AS cells
FROM cells general
SEMI JOIN classified ON classified.disclosure = general.disclosure AND classified.table_name = general.table_name
SEMI JOIN (
    FROM coded JOIN columns_printed USING (disclosure, table_name)
    WHERE table_name = 'expenditure' AND measure = 'appropriation_basic'
) split ON split.disclosure = general.disclosure AND split.code = general.code
LEFT JOIN cells spent ON spent.disclosure = general.disclosure AND spent.table_name = 'expenditure'
    AND spent.code = general.code
    AND spent.measure = if(general.measure = 'basic', 'appropriation_basic', 'appropriation_project')
WHERE general.table_name = 'general_public_expenditure' AND general.measure IN ('basic', 'project')
