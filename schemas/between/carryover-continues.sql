-- id: carryover-continues
-- title_zh: 本年年初结转结余等于上年年末结转结余
-- title_en: What is brought in is what the year before carried out
-- reads: disclosures, line_items
-- stages: final
-- severity: warning
-- unit: money
-- relation: equal
-- tolerance: printed
-- basis: 《政府会计制度》：年初结转和结余为上年年末结转和结余；年初调整应当说明
-- message_zh: {subject}为{actual}，上年决算的年末数为{expected}，相差{difference}
-- message_en: {subject} is {actual}, but the accounts of the year before carry out {expected}, a difference of {difference}
WITH carried AS (
    SELECT
        endings.*,
        CASE WHEN measure IN ('carryover_in', 'carryover_out') THEN concat(code, name, measure[10:])
             ELSE replace(replace(name, '年初', '_in'), '年末', '_out') END AS way
    FROM endings
    WHERE measure IN ('carryover_in', 'carryover_out')
        OR (measure = 'total' AND regexp_full_match(name, '年[初末](财政拨款)?结转和?结余'))
)
SELECT
    now.disclosure_id, before.disclosure_id AS other_id, now.table_name, now.page,
    concat_ws(' ', table_zh, now.name, if(now.measure <> 'total', measure_zh, NULL)) AS subject_zh,
    concat_ws(' ', table_en, now.name, if(now.measure <> 'total', measure_en, NULL)) AS subject_en,
    any_value(now.amount) AS actual, any_value(before.amount) AS expected,
    any_value(now.step + before.step) AS steps, any_value(before.page) AS other_page
FROM neighbours
JOIN carried now USING (disclosure_id)
JOIN carried before ON before.disclosure_id = neighbours.other_id AND before.table_name = now.table_name
    AND replace(now.way, '_in', '_out') = before.way
JOIN titles ON titles.table_name = now.table_name AND titles.measure = now.measure
WHERE relation = 'prior_year' AND contains(now.way, '_in')
GROUP BY ALL HAVING count(*) = 1
