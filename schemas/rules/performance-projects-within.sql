-- id: performance-projects-within
-- title_zh: 项目绩效目标表的资金不大于项目支出
-- title_en: A project in its performance table is part of project expenditure
-- reads: line_items
-- stages: budget, final
-- severity: warning
-- unit: money
-- relation: within
-- tolerance: printed
-- basis: 财预〔2018〕167号：项目预算资金为部门项目支出的部分
-- message_zh: {subject}为{actual}，大于部门的项目支出{expected}，多{difference}
-- message_en: {subject} is {actual}, more than all project expenditure, {expected}, by {difference}
SELECT
    project.disclosure, project.cell, project.amount AS actual,
    least(project.amount, max(totals.amount)) AS expected, project.step + max(totals.step) AS steps,
    list(totals.cell) AS cells
FROM cells project
JOIN totals USING (disclosure)
WHERE project.table_name = 'performance_project' AND totals.table_name = 'expenditure'
    AND totals.measure IN ('project', 'appropriation_project')
GROUP BY project.disclosure, project.cell, project.amount, project.step
