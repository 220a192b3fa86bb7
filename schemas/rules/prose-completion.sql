-- id: prose-completion
-- title_zh: 预算完成百分比与所述金额一致
-- title_en: Completion is the stated accounts over the stated budget
-- reads: narrative_amounts
-- stages: final
-- severity: warning
-- unit: percentage
-- relation: equal
-- tolerance: printed
-- basis: 财预〔2016〕143号：决算与预算差异说明
-- material: 完成(?:年初|全年|调整)?预算的\s*\d[\d.]*\s*[%％]
-- message_zh: {subject}所述的百分比为{actual}，按所述金额重算为{expected}
-- message_en: {subject} bears a percentage of {actual}, where the stated amounts make {expected}
WITH statements AS (
    SELECT
        *, regexp_extract(text, '完成(年初|全年)?预算数?的(\d+(?:\.\d+)?)[%％]', 1) AS base_named,
        regexp_extract(text, '完成(年初|全年)?预算数?的(\d+(?:\.\d+)?)[%％]', 2) AS printed
    FROM stated WHERE stage = 'final' AND is_current
)
SELECT
    spent.disclosure, spent.cell, CAST(spent.printed AS DECIMAL(18, 4)) AS actual,
    rounded_as(100.0 * spent.amount / base.amount, spent.printed) AS expected,
    2 * last_digit(spent.printed) + 100 * spent.step / base.amount * (1 + spent.amount / base.amount) AS steps,
    [base.cell] AS cells
FROM statements spent
JOIN statements base ON base.disclosure = spent.disclosure AND base.text = spent.text
    AND base.amount_number < spent.amount_number
WHERE spent.printed <> '' AND base.amount > 0 AND spent.subject = '支出'
    AND regexp_matches(base.subject, if(spent.base_named = '', '(年初|全年)$', spent.base_named || '$'))
    AND NOT regexp_matches(spent.text, '完成.*完成')
