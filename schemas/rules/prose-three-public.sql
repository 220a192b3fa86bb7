-- id: prose-three-public
-- title_zh: 文字说明的“三公”经费与表格一致
-- title_en: Three public expenses in the prose agree with the table
-- reads: line_items, narrative_amounts
-- stages: budget, final
-- severity: error
-- unit: money
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
single_row AS (
    SELECT disclosure FROM cells WHERE table_name = 'three_public' GROUP BY ALL HAVING count(DISTINCT place) = 1
)
SELECT
    stated.disclosure, stated.cell, stated.amount AS found,
    arg_min(as_printed(item.amount, stated.amount, stated.step, item.step), abs(as_printed(item.amount, stated.amount, stated.step, item.step) - stated.amount)) AS expected,
    stated.step + max(item.step) AS steps, [arg_min(item.cell, abs(as_printed(item.amount, stated.amount, stated.step, item.step) - stated.amount))] AS cells
FROM stated
JOIN topics ON topics.topic = coalesce(nullif(stated.topic, ''), stated.heading)
SEMI JOIN single_row USING (disclosure)
JOIN cells item ON item.disclosure = stated.disclosure AND item.table_name = 'three_public'
    AND item.measure IN (topics.measure, 'budget_' || topics.measure)
WHERE stated.is_current AND (stated.stage = 'budget' OR contains(stated.text, '决算') OR topics.measure = 'budget_total')
GROUP BY stated.disclosure, stated.cell, stated.amount, stated.step
HAVING bool_or(item.measure = topics.measure)
