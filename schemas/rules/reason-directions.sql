-- id: reason-directions
-- title_zh: 增减原因与增减方向相符
-- title_en: The reason of a change tells of the same direction
-- reads: narrative_amounts
-- stages: budget, final
-- severity: info
-- unit: text
-- relation: equal
-- tolerance: none
-- basis: 公开文件编制要求：文字说明前后一致
-- message_zh: {subject}所述为{actual}，其主要原因却是{expected}
-- message_en: {subject} states a change ({actual}) whose reason is the opposite ({expected})
WITH told AS (
    SELECT
        disclosure, cell, CASE direction WHEN 'increase' THEN '增加' ELSE '减少' END AS word,
        regexp_replace(reason, '\d[\d,.]*(万?元|[%％]|人|个|辆|名)?$', '') AS reason
    FROM numbered_amounts JOIN batch USING (disclosure_id)
    WHERE direction IN ('increase', 'decrease') AND amount <> 0
)
SELECT
    disclosure, cell, word AS actual,
    if(regexp_matches(reason, '(增加|增长|增多|上涨)$'), '增加', '减少') AS expected, 0 AS steps, [] AS cells
FROM told
-- One thing, that goes up or down; a reason of several parts, or of another year, tells of more than one.
WHERE regexp_full_match(reason, '[^，。；、：]{2,24}(增加|增长|增多|上涨|减少|下降|降低)')
    AND length(regexp_replace(reason, '[增减]', '', 'g')) = length(reason) - 1
    AND NOT regexp_matches(reason, '上年|去年|上一年|20\d{2}|一次性|结[转余]|调整|退休|离职|基数|收入|缴|抵|厉行|控制|压|节|其中|但')
