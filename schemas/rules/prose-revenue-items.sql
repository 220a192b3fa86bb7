-- id: prose-revenue-items
-- title_zh: 文字说明的各项收入与总表一致
-- title_en: Kinds of revenue in the prose agree with the balances
-- reads: line_items, narrative_amounts
-- stages: budget, final
-- severity: warning
-- unit: money
-- relation: equal
-- tolerance: printed
-- basis: 财预〔2016〕143号：文字说明与表格口径一致
-- message_zh: {subject}为{actual}，总表中该项为{expected}，相差{difference}
-- message_en: {subject} is {actual}, but the balance has {expected}, a difference of {difference}
SELECT
    stated.disclosure, stated.cell, stated.amount AS actual,
    nearest(
        as_printed(item.amount, stated.amount, stated.step, item.step), abs(item.amount - stated.amount), item.cell
    ) AS expected,
    stated.step + max(item.step) AS steps, [nearest(item.cell, abs(item.amount - stated.amount), item.cell)] AS cells
FROM stated
JOIN (
    SELECT *, bare(name) AS topic FROM cells
    WHERE side = 'revenue' AND measure = 'total' AND name LIKE '%收入' AND name NOT LIKE '%年收入'
) item USING (disclosure, topic)
WHERE stated.is_current AND NOT contains(stated.section, '政府性基金') AND NOT contains(stated.section, '国有资本')
GROUP BY stated.disclosure, stated.cell, stated.amount, stated.step
