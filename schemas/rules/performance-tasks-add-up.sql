-- id: performance-tasks-add-up
-- title_zh: 年度工作任务的资金等于项目支出
-- title_en: The tasks of the year spend what the projects do
-- reads: line_items
-- stages: budget, final
-- severity: warning
-- unit: money
-- relation: equal
-- tolerance: printed
-- basis: 财预〔2018〕167号：年度工作任务涉及资金为部门项目支出或资金总额
-- message_zh: {subject}为{actual}，各项年度工作任务涉及资金之和为{expected}，相差{difference}
-- message_en: {subject} is {actual}, but the tasks of the year add up to {expected}, a difference of {difference}
WITH tasks AS (
    SELECT disclosure, sum(amount) AS amount, sum(step) AS steps, list(cell) AS cells
    FROM cells item
    ANTI JOIN (FROM cells WHERE table_name = 'performance_overall' AND measure = 'total') whole
        ON whole.disclosure = item.disclosure AND whole.place = item.place
    WHERE item.table_name = 'performance_overall' AND item.measure = 'appropriation'
    GROUP BY ALL HAVING count(*) > 1
),
wholes AS (
    SELECT disclosure, cell, amount, step FROM totals
    WHERE table_name = 'performance_overall'
        OR (table_name = 'expenditure' AND measure IN ('project', 'appropriation_project'))
        OR (table_name = 'general_public_expenditure' AND measure = 'project')
)
SELECT
    tasks.disclosure,
    nearest(wholes.cell, abs(wholes.amount - tasks.amount), wholes.cell) AS cell,
    nearest(wholes.amount, abs(wholes.amount - tasks.amount), wholes.cell) AS actual,
    tasks.amount AS expected, tasks.steps + max(wholes.step) AS steps, tasks.cells
FROM tasks JOIN wholes USING (disclosure)
GROUP BY tasks.disclosure, tasks.amount, tasks.steps, tasks.cells
