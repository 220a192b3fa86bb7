-- id: prose-change-on-prior
-- title_zh: 比上年的增减百分比与两年金额一致
-- title_en: The change on the prior year is that of the two amounts
-- reads: narrative_amounts
-- stages: budget, final
-- severity: warning
-- unit: percentage
-- relation: equal
-- tolerance: printed
-- basis: 财预〔2016〕143号：增减变化情况说明
-- message_zh: {subject}所述的百分比为{actual}，按所述金额重算为{expected}
-- message_en: {subject} bears a percentage of {actual}, where the stated amounts make {expected}
WITH compared AS (
    SELECT
        now.disclosure, now.cell, before.cell AS before_cell, before.amount AS prior, now.amount AS current,
        before.step + now.step AS steps, now.text,
        regexp_extract(now.text, '比\d{4}年[^，。；]{0,16}?(增加|增长|减少|下降|持平)了?(\d+(?:\.\d+)?)?[%％]?', 1) AS word,
        regexp_extract(now.text, '比\d{4}年[^，。；]{0,16}?(增加|增长|减少|下降)了?(\d+(?:\.\d+)?)[%％]', 2) AS printed
    FROM stated before
    JOIN stated now ON now.disclosure = before.disclosure AND now.amount_number = before.amount_number + 1
        AND now.text = before.text
    WHERE before.year = before.fiscal_year - 1 AND before.direction IS NULL AND before.amount > 0
        AND now.is_current AND now.year = now.fiscal_year
        AND contains(now.text, '执行数为') = regexp_matches(now.text, '比\d{4}年[^，。；]*执行数')
)
SELECT
    disclosure, cell,
    CAST(CASE WHEN word IN ('减少', '下降') THEN -1 WHEN word = '持平' THEN 0 ELSE 1 END
        * coalesce(try_cast(printed AS DOUBLE), 0) AS DECIMAL(18, 4)) AS actual,
    rounded_as(100.0 * (current - prior) / prior, printed) AS expected,
    2 * last_digit(printed) + 50 * steps / prior * (1 + current / prior) AS steps,
    [before_cell] AS cells
FROM compared
WHERE word = '持平' OR length(printed) > 0
