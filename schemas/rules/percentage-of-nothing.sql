-- id: percentage-of-nothing
-- title_zh: 以零为基数不应有百分比
-- title_en: Nothing has no percentage
-- reads: narrative_amounts
-- stages: budget, final
-- severity: info
-- unit: percentage
-- relation: equal
-- tolerance: none
-- basis: 统计口径：基数为零时增减率、完成率无意义
-- message_zh: {subject}的百分比以零为基数，却印出{actual}
-- message_en: {subject} bears a percentage of {actual}, on a base of nothing
WITH changes AS (
    SELECT
        now.disclosure, change.cell, change.percentage AS printed, now.cell AS base_cell,
        now.amount - change.amount AS base
    FROM stated change
    JOIN stated now ON now.disclosure = change.disclosure AND now.amount_number = change.amount_number - 1
    WHERE change.percentage IS NOT NULL AND change.direction = 'increase' AND now.is_current AND change.amount > 0
        AND (now.text = change.text OR (now.topic <> '' AND starts_with(change.subject, now.topic)))
),
priors AS (
    SELECT
        now.disclosure, now.cell,
        try_cast(regexp_extract(
            now.text, '比\d{4}年[^，。；]{0,16}?(?:增加|增长)了?(\d+(?:\.\d+)?)[%％]', 1
        ) AS DECIMAL(18, 4)),
        before.cell, before.amount
    FROM stated before
    JOIN stated now ON now.disclosure = before.disclosure AND now.amount_number = before.amount_number + 1
        AND now.text = before.text
    WHERE before.year = before.fiscal_year - 1 AND before.direction IS NULL
        AND now.is_current AND now.year = now.fiscal_year AND now.amount > 0
),
completions AS (
    SELECT
        spent.disclosure, spent.cell,
        try_cast(regexp_extract(spent.text, '完成年初预算数?的(\d+(?:\.\d+)?)[%％]', 1) AS DECIMAL(18, 4)),
        base.cell, base.amount
    FROM stated spent
    JOIN stated base ON base.disclosure = spent.disclosure AND base.text = spent.text
    WHERE spent.subject = '支出' AND base.subject LIKE '%年初' AND spent.amount > 0
)
SELECT
    disclosure, cell, printed AS actual, if(base = 0, 0, printed) AS expected, 0 AS steps, [base_cell] AS cells
FROM (FROM changes UNION ALL FROM priors UNION ALL FROM completions)
WHERE printed IS NOT NULL
