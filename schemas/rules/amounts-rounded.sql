-- id: amounts-rounded
-- title_zh: 金额印到分为止
-- title_en: Amounts are printed to the fen
-- reads: line_items, narrative_amounts
-- stages: budget, final
-- severity: info
-- unit: text
-- relation: equal
-- tolerance: none
-- basis: 《会计基础工作规范》：金额数字一律填写到角分
-- message_zh: {subject}等{actual}处金额印到分以下，已四舍五入到分，印出的数字照录
-- message_en: {subject} and {actual} amounts in all are printed finer than a fen: each is rounded to it, half and more up, and kept as printed
WITH printed AS (
    SELECT cell, disclosure_id, amount_printed, unit_printed FROM numbered_items
    UNION ALL
    SELECT cell, disclosure_id, amount_printed, unit_printed FROM numbered_amounts
),
judged AS (
    SELECT
        disclosure, cell,
        regexp_matches(
            regexp_extract(translate(amount_printed, '．０１２３４５６７８９ ', '.0123456789'), '\.(\d+)', 1),
            '^\d{' || CAST(round(log10(worth)) + 2 AS INTEGER) || '}\d*[1-9]'
        ) AS is_rounded
    FROM printed JOIN batch USING (disclosure_id) JOIN units_of_money USING (unit_printed)
)
SELECT
    disclosure,
    nearest(cell, if(is_rounded, 0, 1), (cell < 0, abs(cell))) AS cell,
    CAST(count(*) FILTER (is_rounded) AS VARCHAR) AS actual,
    '0' AS expected, 0 AS steps,
    coalesce(list(cell) FILTER (is_rounded), []) AS cells
FROM judged
GROUP BY disclosure
