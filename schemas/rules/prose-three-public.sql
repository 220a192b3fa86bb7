-- id: prose-three-public
-- title_zh: 文字说明的“三公”经费与表格一致
-- title_en: Three public expenses in the prose agree with the table
-- reads: line_items, narrative_amounts
-- stages: budget, final
-- severity: error
-- unit: money
-- relation: equal
-- tolerance: printed
-- basis: 财预〔2016〕143号：文字说明与表格口径一致
-- message_zh: {subject}为{actual}，“三公”经费表中为{expected}，相差{difference}
-- message_en: {subject} is {actual}, but the table of three public expenses has {expected}, a difference of {difference}
WITH kinds(stage, kind, prefix) AS (
    VALUES ('budget', 'budget', ''), ('final', 'final', ''), ('final', 'budget', 'budget_')
),
single_row AS (
    SELECT disclosure FROM cells WHERE table_name = 'three_public' GROUP BY ALL HAVING count(DISTINCT place) = 1
)
SELECT
    stated.disclosure, stated.cell, stated.amount AS actual,
    as_printed(item.amount, stated.amount, stated.step, item.step) AS expected,
    stated.step + item.step AS steps, [item.cell] AS cells
FROM stated
JOIN items_of('prose-three-public') items USING (item)
JOIN kinds ON kinds.stage = stated.stage AND kinds.kind = stated.kind
SEMI JOIN single_row USING (disclosure)
JOIN cells item ON item.disclosure = stated.disclosure AND item.table_name = 'three_public'
    AND item.measure = kinds.prefix || items.measure
WHERE stated.direction IS NULL
