-- id: prose-final-items
-- title_zh: 文字说明的各项支出决算与表格一致
-- title_en: The accounts of each item in the prose agree with the table
-- reads: line_items, narrative_amounts
-- stages: final
-- severity: warning
-- unit: money
-- relation: equal
-- tolerance: printed
-- basis: 财预〔2016〕143号：支出决算具体情况按项级科目逐项说明
-- message_zh: {subject}为{actual}，表中依次对应的科目为{expected}，相差{difference}
-- message_en: {subject} is {actual}, but the item that stands there in the table is {expected}, a difference of {difference}
WITH spent AS (
    SELECT *, row_number() OVER (PARTITION BY disclosure ORDER BY amount_number) AS turn
    FROM stated
    WHERE stage = 'final' AND is_current AND subject = '支出' AND contains(text, '支出决算为')
        AND regexp_matches(text, '^(年初|全年)预算(数)?为') AND contains(section, '一般公共预算')
),
items AS (
    SELECT *, row_number() OVER (PARTITION BY disclosure ORDER BY row_number) AS turn
    FROM cells
    WHERE table_name = 'general_public_expenditure' AND measure = 'total' AND digits = 7 AND amount <> 0
),
complete AS (
    SELECT disclosure
    FROM (SELECT disclosure, count(*) AS count FROM spent GROUP BY ALL) statements
    JOIN (SELECT disclosure, count(*) AS count FROM items GROUP BY ALL) printed USING (disclosure, count)
)
SELECT
    spent.disclosure, spent.cell, spent.amount AS actual,
    as_printed(items.amount, spent.amount, spent.step, items.step) AS expected,
    spent.step + items.step AS steps, [items.cell] AS cells
FROM spent JOIN items USING (disclosure, turn) SEMI JOIN complete USING (disclosure)
