-- id: prose-projects-within
-- title_zh: 所述项目的资金不大于项目支出
-- title_en: Funds of projects are no more than project expenditure
-- reads: line_items, narrative_amounts
-- stages: budget
-- severity: warning
-- unit: money
-- relation: within
-- tolerance: printed
-- basis: 财预〔2016〕143号：项目支出为各项目之和
-- message_zh: {subject}为{actual}，大于表中的{expected}，多{difference}
-- message_en: {subject} is {actual}, more than the tables have, {expected}, by {difference}
WITH wholes AS (
    SELECT disclosure, false AS is_special, cell, amount, step
    FROM totals
    WHERE (table_name = 'expenditure' AND measure IN ('project', 'appropriation_project'))
        OR (table_name = 'general_public_expenditure' AND measure = 'project')
    UNION ALL
    SELECT disclosure, true, cell, amount, step
    FROM cells WHERE table_name = 'performance_overall' AND name = '部门专项' AND measure = 'total'
),
projects AS (
    SELECT disclosure, false AS is_special, cell, amount, step, [cell] AS cells
    FROM stated
    WHERE kind = 'budget' AND item IN ('project', 'project_part', 'project_general_public', 'performance_budget')
    UNION ALL
    -- All that is told of as a 专项 together: what each is granted of the general public budget.
    SELECT disclosure, true, nearest(cell, amount_number, cell), sum(amount), sum(step), list(cell)
    FROM stated
    WHERE kind = 'budget' AND ends_with(project_name, '专项') AND regexp_matches(subject, '一般公共(预算)?$')
    GROUP BY disclosure HAVING count(DISTINCT project_name) = count(*)
)
SELECT
    projects.disclosure, projects.cell, projects.amount AS actual,
    least(projects.amount, max(wholes.amount)) AS expected,
    projects.step + max(wholes.step) AS steps, list_concat(any_value(cells), list(wholes.cell)) AS cells
FROM projects JOIN wholes USING (disclosure, is_special)
GROUP BY projects.disclosure, projects.cell, projects.amount, projects.step, is_special
