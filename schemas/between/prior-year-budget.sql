-- id: prior-year-budget
-- title_zh: 按所述增减额倒推的上年预算等于上年的公开
-- title_en: The budget of the year before, as the stated change makes it, is the one that was disclosed
-- reads: disclosures, line_items, narrative_amounts
-- stages: budget
-- severity: warning
-- unit: money
-- relation: equal
-- tolerance: printed
-- basis: 财预〔2016〕143号：增减变化情况说明以上年预算为基数
-- message_zh: {subject}减去所述增减额为{actual}，上年的预算公开为{expected}，相差{difference}
-- message_en: {subject} less the stated change is {actual}, but the budget of the year before has {expected}, a difference of {difference}
WITH topics(topic, table_name, side, measure) AS (
    VALUES
        ('收入', 'balance', 'revenue', 'total'),
        ('支出', 'balance', 'expenditure', 'total'),
        ('财政拨款收入', 'revenue', NULL, 'appropriation'),
        ('财政拨款收入', 'appropriation_balance', 'revenue', 'total'),
        ('财政拨款', 'appropriation_balance', 'expenditure', 'total'),
        ('一般公共预算拨款', 'general_public_expenditure', NULL, 'total'),
        ('政府性基金拨款', 'government_fund_expenditure', NULL, 'total'),
        ('国有资本经营预算拨款', 'state_capital_expenditure', NULL, 'total'),
        ('三公', 'three_public', NULL, 'total'),
        ('因公出国境费', 'three_public', NULL, 'abroad'),
        ('公务接待费', 'three_public', NULL, 'reception'),
        ('公务用车购置及运行费', 'three_public', NULL, 'vehicles'),
        ('公务用车购置及运行维护费', 'three_public', NULL, 'vehicles'),
        ('公务用车购置费', 'three_public', NULL, 'vehicle_purchase'),
        ('公务用车运行费', 'three_public', NULL, 'vehicle_operation'),
        ('公务用车运行维护费', 'three_public', NULL, 'vehicle_operation')
),
compared AS ( -- 比2023年预算减少876.75万元, 比上年预算持平
    SELECT *, regexp_extract(
        replace(text, amount_printed, '§'),
        '§(?:（[^）]*）)?，(?:比|与)(\d{4}年|上年)(?:年初)?预算数?(?:相比)?(增加|减少|持平)', ['base', 'word']
    ) AS change
    FROM stated WHERE direction IS NULL
),
priors AS (
    SELECT
        now.* EXCLUDE (topic, amount, step),
        CASE
            WHEN now.topic <> '' THEN now.topic
            WHEN now.subject LIKE '%支出' AND NOT regexp_matches(now.section || now.text, '基金|国有资本') THEN '支出'
        END AS topic,
        now.amount - if(change.word = '持平', 0, if(change.word = '增加', next.amount, -next.amount)) AS amount,
        now.step + if(change.word = '持平', 0, next.step) AS step
    FROM compared now
    LEFT JOIN stated next ON next.disclosure_id = now.disclosure_id AND next.text = now.text
        AND next.amount_number = now.amount_number + 1
    WHERE (change.base = '上年' OR change.base = (now.fiscal_year - 1) || '年')
        AND if(change.word = '持平', next.amount_printed IS DISTINCT FROM now.amount_printed, next.direction IS NOT NULL)
),
candidates AS (
    SELECT
        now.disclosure_id, now.amount_number, before.disclosure_id AS other_id, before.table_name, now.page,
        now.subject, now.amount AS actual, as_printed(before.amount, now.amount, now.step, before.step) AS expected,
        now.step + before.step AS steps, before.page AS other_page
    FROM neighbours
    JOIN priors now USING (disclosure_id)
    JOIN topics USING (topic)
    JOIN endings before ON before.disclosure_id = neighbours.other_id AND before.table_name = topics.table_name
        AND before.measure = topics.measure AND before.side IS NOT DISTINCT FROM topics.side
    WHERE relation = 'prior_year'
)
SELECT
    disclosure_id, other_id, nearest(table_name, abs(expected - actual), (table_name, other_page)) AS table_name, page,
    '文字说明“' || subject || '”' AS subject_zh, 'The statement “' || subject || '”' AS subject_en,
    actual, nearest(expected, abs(expected - actual), (table_name, other_page)) AS expected,
    max(steps) AS steps, nearest(other_page, abs(expected - actual), (table_name, other_page)) AS other_page
FROM candidates
GROUP BY disclosure_id, other_id, amount_number, page, subject, actual
