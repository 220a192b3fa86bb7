-- id: prose-item-budgets-add-up
-- title_zh: 各项预算之和等于所述预算合计
-- title_en: The budgets of the items add up to the stated budget
-- reads: line_items, narrative_amounts
-- stages: final
-- severity: warning
-- unit: money
-- relation: equal
-- tolerance: printed
-- basis: 财预〔2016〕143号：支出决算具体情况按项级科目逐项说明
-- message_zh: {subject}为{actual}，其下各项预算之和为{expected}，相差{difference}
-- message_en: {subject} is {actual}, but the items below it add up to {expected}, a difference of {difference}
WITH budgets AS (
    SELECT
        *, regexp_extract(subject, '(年初|全年)$', 1) AS stretch,
        regexp_matches(text, '^(年初|全年)预算(数)?为') AS is_item
    FROM stated
    WHERE stage = 'final' AND is_current AND regexp_matches(subject, '(年初|全年)$') AND contains(section, '一般公共预算')
),
items AS (
    SELECT disclosure, count(*) AS count
    FROM cells
    WHERE table_name = 'general_public_expenditure' AND measure = 'total' AND digits = 7 AND amount <> 0
    GROUP BY ALL
)
SELECT
    whole.disclosure, whole.cell, whole.amount AS actual,
    sum(part.amount) AS expected, whole.step + sum(part.step) AS steps, list(part.cell) AS cells
FROM budgets whole
JOIN budgets part USING (disclosure, stretch)
JOIN items USING (disclosure)
WHERE NOT whole.is_item AND part.is_item AND part.amount_number > whole.amount_number
    AND whole.text LIKE '一般公共预算财政拨款支出%'
GROUP BY whole.disclosure, whole.cell, whole.amount, whole.step, items.count
HAVING count(*) = items.count
