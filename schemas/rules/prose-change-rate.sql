-- id: prose-change-rate
-- title_zh: 增减百分比与增减金额一致
-- title_en: The rate of a change is that of its amount
-- reads: narrative_amounts
-- stages: budget, final
-- severity: warning
-- unit: percentage
-- relation: equal
-- tolerance: printed
-- basis: 财预〔2016〕143号：增减变化情况说明
-- material: 比[^。]{0,40}(?:增长|下降|增加|减少)[^。]{0,30}?\d[\d,.]*\s*[万亿]?元[^。]{0,12}?(?:增长|下降)\s*\d[\d.]*\s*[%％]
-- message_zh: {subject}所述的百分比为{actual}，按所述金额重算为{expected}
-- message_en: {subject} bears a percentage of {actual}, where the stated amounts make {expected}
WITH candidates AS (
    SELECT
        change.disclosure, change.cell, change.percentage,
        rate_printed(change.text, change.amount_printed, change.percentage) AS printed,
        change.amount AS change, change.step, now.cell AS now_cell,
        now.amount - if(change.direction = 'increase', 1, -1) * change.amount AS prior
    FROM stated change
    JOIN stated now ON now.disclosure = change.disclosure AND now.amount_number < change.amount_number
        AND (now.text = change.text OR (
            now.amount_number = change.amount_number - 1 AND now.topic <> '' AND starts_with(change.subject, now.topic)
        ))
    WHERE change.percentage IS NOT NULL AND change.direction IS NOT NULL AND now.is_current
),
recomputed AS (
    -- From nothing an increase is 100 % by convention: percentage-of-nothing tells of it.
    SELECT *, CAST(if(prior = 0, 100.0, 100.0 * change / nullif(prior, 0)) AS DECIMAL(18, 4)) AS rate
    FROM candidates WHERE prior > 0 OR (prior = 0 AND change > 0)
)
SELECT
    disclosure, cell, percentage AS actual,
    rounded_as(nearest(rate, abs(rate - percentage), now_cell), printed) AS expected,
    -- Who cuts a rate off does so by less than its last digit; a whole percent is too much to be cut off.
    if(contains(printed, '.'), 2 * last_digit(printed), 0)
        + coalesce(100 * max(step) / min(nullif(prior, 0)), 0) AS steps,
    [nearest(now_cell, abs(rate - percentage), now_cell)] AS cells
FROM recomputed
GROUP BY disclosure, cell, percentage, printed
