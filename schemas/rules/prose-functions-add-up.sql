-- id: prose-functions-add-up
-- title_zh: 文字说明逐项列出的科目之和等于财政拨款支出
-- title_en: The functions that the prose lists are the appropriation
-- reads: line_items, narrative_amounts
-- stages: budget
-- severity: warning
-- unit: money
-- relation: within
-- tolerance: printed
-- basis: 财预〔2016〕143号：财政拨款支出按功能科目逐项说明
-- message_zh: {subject}为{actual}，所列各科目之和为{expected}，相差{difference}
-- message_en: {subject} is {actual}, but the functions that are listed add up to {expected}, a difference of {difference}
WITH listed AS (
    -- One amount of each function, all of one level, told in one section.
    SELECT
        disclosure, section, length(function_code) AS digits, count(*) AS count, min(amount_number) AS first_number,
        sum(amount) AS amount, sum(step) AS steps, list(cell) AS cells
    FROM stated WHERE is_own AND item = 'function'
    GROUP BY ALL HAVING count(*) > 1 AND count(function_code) = count(*) AND count(DISTINCT function_code) = count(*)
),
complete AS (
    SELECT disclosure, digits, count(DISTINCT code) AS count
    FROM cells
    WHERE measure = 'total' AND amount <> 0 AND table_name IN (
        'general_public_expenditure', 'government_fund_expenditure', 'state_capital_expenditure'
    )
    GROUP BY ALL
),
one_level AS (SELECT disclosure, section FROM listed GROUP BY ALL HAVING count(*) = 1),
wholes AS (
    SELECT disclosure, section, nearest(stated, amount_number, cell) AS whole
    FROM stated WHERE is_own AND item = 'appropriation_expenditure' GROUP BY ALL HAVING count(DISTINCT amount) = 1
)
SELECT
    listed.disclosure, whole.cell, whole.amount AS actual,
    if(listed.count = complete.count, listed.amount, greatest(whole.amount, listed.amount)) AS expected,
    whole.step + listed.steps AS steps, listed.cells
FROM listed
SEMI JOIN one_level USING (disclosure, section)
JOIN wholes USING (disclosure, section)
LEFT JOIN complete ON complete.disclosure = listed.disclosure AND complete.digits = listed.digits
WHERE whole.amount_number < listed.first_number
