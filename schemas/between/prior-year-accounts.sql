-- id: prior-year-accounts
-- title_zh: 按所述增减额倒推的上年决算等于上年的公开
-- title_en: The accounts of the year before, as the stated change makes them, are those that were disclosed
-- reads: disclosures, line_items, narrative_amounts
-- stages: final
-- severity: warning
-- unit: money
-- relation: equal
-- tolerance: printed
-- basis: 财预〔2016〕143号：决算总体情况与上年决算对比
-- message_zh: {subject}减去所述增减额为{actual}，上年的决算公开为{expected}，相差{difference}
-- message_en: {subject} less the stated change is {actual}, but the accounts of the year before have {expected}, a difference of {difference}
WITH topics(topic, table_name, extent) AS (
    VALUES
        ('收入支出总计', 'balance', 'grand'),
        ('收入总计支出总计', 'balance', 'grand'),
        ('财政拨款收入支出总计', 'appropriation_balance', 'grand'),
        ('一般公共预算财政拨款支出', 'general_public_expenditure', 'year')
),
changes AS ( -- 与2023年度相比，收入支出总计减少56.95万元
    SELECT
        *, regexp_replace(topic, '(增加|减少|增长|下降)$', '') AS about,
        if(direction = 'increase', amount, -amount) AS change
    FROM stated
    WHERE direction IN ('increase', 'decrease')
        AND contains(text, '与' || (fiscal_year - 1) || '年度相比') AND regexp_matches(topic, '(增加|减少|增长|下降)$')
)
SELECT
    now.disclosure_id, before.disclosure_id AS other_id, now.table_name, now.page,
    titles.table_zh || ' ' || now.name AS subject_zh, titles.table_en || ' ' || now.name AS subject_en,
    min(now.amount - change) AS actual, min(before.amount) AS expected,
    min(now.step + before.step + changes.step) AS steps, min(before.page) AS other_page
FROM neighbours
JOIN changes USING (disclosure_id)
JOIN topics ON topics.topic = changes.about
JOIN endings now ON now.disclosure_id = changes.disclosure_id AND now.table_name = topics.table_name
    AND now.extent = topics.extent AND now.measure = 'total'
JOIN endings before ON before.disclosure_id = neighbours.other_id AND before.table_name = now.table_name
    AND before.extent = now.extent AND before.measure = 'total' AND before.side IS NOT DISTINCT FROM now.side
JOIN titles ON titles.table_name = now.table_name AND titles.measure = 'total'
WHERE relation = 'prior_year' AND now.side IS DISTINCT FROM 'expenditure'
    AND is_total(now.name) AND is_total(before.name)
GROUP BY ALL HAVING count(*) = 1
