-- id: performance-budget-holds-projects
-- title_zh: 绩效目标涉及的预算不小于所公开项目绩效目标表的资金
-- title_en: The budget that has performance targets holds the projects whose targets are published
-- reads: line_items, narrative_amounts
-- stages: budget
-- severity: warning
-- unit: money
-- relation: within
-- tolerance: printed
-- basis: 财预〔2016〕143号：公开的项目绩效目标是所编报绩效目标的一部分
-- message_zh: {subject}为{actual}，小于项目绩效目标表的财政拨款{expected}，少{difference}
-- message_en: {subject} is {actual}, less than the projects whose targets are published have, {expected}, by {difference}
WITH published AS (
    SELECT disclosure, sum(amount) AS amount, sum(step) AS steps, list(cell) AS cells
    FROM cells
    ANTI JOIN (
        FROM cells WHERE table_name = 'government_fund_expenditure' AND amount <> 0
    ) funds ON funds.disclosure = cells.disclosure
    WHERE table_name = 'performance_project' AND measure = 'appropriation'
    GROUP BY ALL
)
SELECT
    stated.disclosure, stated.cell, stated.amount AS actual, greatest(stated.amount, published.amount) AS expected,
    stated.step + published.steps AS steps, published.cells
FROM stated JOIN published USING (disclosure)
WHERE (is_own AND item = 'performance_budget')
    OR (item IS NULL AND is_current AND regexp_full_match(topic, '涉及一般公共预算拨款') AND contains(text, '绩效'))
