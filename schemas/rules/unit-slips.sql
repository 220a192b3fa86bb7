-- id: unit-slips
-- title_zh: 文字说明的金额没有错用单位
-- title_en: No stated amount is off by the unit it is told in
-- reads: line_items, narrative_amounts
-- stages: budget, final
-- severity: warning
-- unit: text
-- relation: equal
-- tolerance: none
-- basis: 公开文件编制要求：元与万元不得混用
-- message_zh: {subject}印为{actual}，表中为{expected}：相差一万倍
-- message_en: {subject} is {actual}, but the table has {expected}: ten thousand times as much or as little
WITH printed AS (
    SELECT disclosure, table_name, side, measure, cell, amount FROM side_totals
    UNION ALL
    SELECT disclosure, table_name, NULL, measure, cell, amount FROM totals
    UNION ALL
    SELECT disclosure, table_name, NULL, measure, cell, amount FROM cells WHERE table_name = 'three_public'
)
SELECT
    stated.disclosure, stated.cell, stated.amount_printed AS actual,
    if(min(abs(stated.amount - printed.amount)) * 10 < abs(stated.amount), stated.amount_printed,
        min(format('{:.2f}元', printed.amount))) AS expected,
    0 AS steps, list(printed.cell) AS cells
FROM stated
JOIN items_of('unit-slips') items USING (item)
JOIN printed ON printed.disclosure = stated.disclosure AND printed.table_name = items.table_name
    AND printed.measure = items.measure AND printed.side IS NOT DISTINCT FROM items.side
WHERE stated.is_own AND stated.amount <> 0 AND printed.amount <> 0 AND (
    abs(stated.amount - printed.amount) < stated.step
    OR abs(stated.amount * 10000 - printed.amount) < stated.step * 10000
    OR abs(stated.amount - printed.amount * 10000) < stated.step
)
GROUP BY stated.disclosure, stated.cell, stated.amount, stated.amount_printed
