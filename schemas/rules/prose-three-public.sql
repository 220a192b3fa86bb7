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
-- message_zh: {subject}为{found}，“三公”经费表中为{expected}，相差{difference}
-- message_en: {subject} is {found}, but the table of three public expenses has {expected}, a difference of {difference}
WITH topics(topic, measure) AS (
    VALUES
        ('三公', 'total'),
        ('三公经费财政拨款', 'total'),
        ('因公出国境', 'abroad'),
        ('因公出国境费', 'abroad'),
        ('公务用车购置及运行费', 'vehicles'),
        ('公务用车购置及运行维护费', 'vehicles'),
        ('公务用车购置费', 'vehicle_purchase'),
        ('公务用车运行费', 'vehicle_operation'),
        ('公务用车运行维护费', 'vehicle_operation'),
        ('公务接待费', 'reception'),
        ('三公经费财政拨款支出年初', 'budget_total')
),
items AS (
    SELECT
        disclosure, CAST(measure AS VARCHAR) AS measure, any_value(cell) AS cell, any_value(amount) AS amount,
        any_value(step) AS step
    FROM cells WHERE table_name = 'three_public' GROUP BY ALL
),
single_row AS (
    SELECT disclosure FROM cells WHERE table_name = 'three_public' GROUP BY ALL HAVING count(DISTINCT place) = 1
),
candidates AS (
    SELECT
        stated.disclosure, stated.cell, stated.amount AS found, stated.step + item.step AS steps, item.cell AS other,
        as_printed(item.amount, stated.amount, stated.step, item.step) AS expected
    FROM stated
    JOIN topics ON topics.topic = coalesce(nullif(stated.topic, ''), stated.heading)
    SEMI JOIN single_row USING (disclosure)
    JOIN items own ON own.disclosure = stated.disclosure AND own.measure = topics.measure
    JOIN items item ON item.disclosure = stated.disclosure AND item.measure IN (own.measure, 'budget_' || own.measure)
    WHERE stated.is_current
        AND (stated.stage = 'budget' OR contains(stated.text, '决算') OR topics.measure = 'budget_total')
)
SELECT
    disclosure, cell, found, nearest(expected, abs(expected - found), other) AS expected, max(steps) AS steps,
    [nearest(other, abs(expected - found), other)] AS cells
FROM candidates
GROUP BY disclosure, cell, found
