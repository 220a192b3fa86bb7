-- id: prose-agency-operating
-- title_zh: 文字说明的机关运行经费与表格一致
-- title_en: Agency operating expenses in the prose agree with the table
-- reads: line_items, narrative_amounts
-- stages: budget, final
-- severity: error
-- unit: money
-- relation: equal
-- tolerance: printed
-- basis: 财预〔2016〕143号：文字说明与表格口径一致
-- message_zh: {subject}为{actual}，表中的机关运行经费为{expected}，相差{difference}
-- message_en: {subject} is {actual}, but the table has {expected}, a difference of {difference}
WITH single_row AS (
    SELECT disclosure FROM cells WHERE table_name = 'three_public' GROUP BY ALL HAVING count(DISTINCT place) = 1
),
candidates AS (
    SELECT
        stated.disclosure, stated.cell, stated.amount AS actual, stated.step + item.step AS steps, item.cell AS other,
        as_printed(item.amount, stated.amount, stated.step, item.step) AS expected
    FROM stated
    SEMI JOIN single_row USING (disclosure)
    JOIN cells item ON item.disclosure = stated.disclosure AND item.table_name = 'three_public'
        AND item.measure = 'agency_operating'
    WHERE stated.is_current AND regexp_matches(stated.topic, '机关运行(经费财政拨款)?$')
)
SELECT
    disclosure, cell, actual, nearest(expected, abs(expected - actual), other) AS expected, max(steps) AS steps,
    [nearest(other, abs(expected - actual), other)] AS cells
FROM candidates
GROUP BY disclosure, cell, actual
