-- id: prose-shares
-- title_zh: 所占百分比与所述金额一致
-- title_en: A share is the part over the whole
-- reads: narrative_amounts
-- stages: budget, final
-- severity: warning
-- unit: percentage
-- relation: equal
-- tolerance: printed
-- basis: 财预〔2016〕143号：支出结构说明
-- material: 占[^。；，]{0,30}?\d[\d.]*\s*[%％]
-- message_zh: {subject}所述的百分比为{actual}，按所述金额重算为{expected}
-- message_en: {subject} bears a percentage of {actual}, where the stated amounts make {expected}
WITH shares AS (
    SELECT
        *, regexp_extract(
            substr(text, strpos(text, amount_printed || '，占') + length(amount_printed) + 2), '^(\d+(?:\.\d+)?)[%％]', 1
        ) AS printed
    FROM stated WHERE contains(text, amount_printed || '，占')
),
-- A share is one of a whole, which bears none itself: of 收入, 支出合计, 一般公共预算拨款, not of another function.
wholes AS (
    SELECT * FROM stated
    WHERE direction IS NULL AND amount > 0 AND NOT contains(text, amount_printed || '，占') AND CASE
        WHEN item IS NULL THEN regexp_matches(subject, '合计|总|^(\d{4}年度?)?(本?年)?(收入|支出)$|拨款$|拨款支出$')
        ELSE item <> 'function' END
),
recomputed AS (
    SELECT
        part.*, whole.cell AS whole_cell, part.step + whole.step AS both_steps, whole.amount AS whole,
        100.0 * part.amount / whole.amount AS share
    FROM shares part
    JOIN wholes whole ON whole.disclosure = part.disclosure AND whole.amount_number < part.amount_number
        AND (whole.section = part.section OR starts_with(part.section, whole.section || ' / '))
    WHERE part.printed <> '' AND whole.amount >= part.amount
)
SELECT
    disclosure, cell, CAST(printed AS DECIMAL(18, 4)) AS actual,
    rounded_as(nearest(share, abs(share - CAST(printed AS DOUBLE)), whole_cell), printed) AS expected,
    2 * last_digit(printed) + 100 * max(both_steps) / min(whole) AS steps,
    [nearest(whole_cell, abs(share - CAST(printed AS DOUBLE)), whole_cell)] AS cells
FROM recomputed
GROUP BY disclosure, cell, printed
