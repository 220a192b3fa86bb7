-- id: agency-operating-within-public
-- title_zh: 机关运行经费不大于公用经费
-- title_en: Agency operating expenses are part of operations
-- reads: line_items, narrative_amounts
-- stages: budget, final
-- severity: warning
-- unit: money
-- relation: within
-- tolerance: printed
-- basis: 财预〔2016〕143号：机关运行经费为行政单位和参公单位一般公共预算基本支出中的公用经费
-- message_zh: {subject}为{actual}，大于一般公共预算的公用经费{expected}，多{difference}
-- message_en: {subject} is {actual}, more than all operations of the general public budget, {expected}, by {difference}
WITH operating AS (
    SELECT disclosure, cell, amount, step
    FROM stated WHERE is_current AND regexp_matches(topic, '机关运行(经费财政拨款)?$')
    UNION ALL
    SELECT disclosure, cell, amount, step
    FROM cells WHERE table_name = 'three_public' AND measure = 'agency_operating'
),
public AS (
    SELECT disclosure, cell, amount, step FROM totals
    WHERE (table_name = 'general_public_expenditure' AND measure = 'basic_public')
        OR (table_name = 'basic_expenditure' AND measure = 'public')
    UNION ALL
    SELECT disclosure, cell, amount, step FROM cells WHERE table_name = 'basic_expenditure' AND name = '公用经费合计'
)
SELECT
    operating.disclosure, operating.cell, operating.amount AS actual,
    least(operating.amount, max(as_printed(public.amount, operating.amount, operating.step, public.step))) AS expected,
    operating.step + max(public.step) AS steps, list(public.cell) AS cells
FROM operating JOIN public USING (disclosure)
GROUP BY operating.disclosure, operating.cell, operating.amount, operating.step
