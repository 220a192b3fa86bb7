-- id: change-and-rate-directions
-- title_zh: 增减额与增减百分比方向一致
-- title_en: A change and its rate go the same way
-- reads: sections
-- stages: budget, final
-- severity: warning
-- unit: text
-- relation: equal
-- tolerance: none
-- basis: 公开文件编制要求：文字说明前后一致
-- message_zh: {subject}中增减额为{expected}，百分比却为{actual}
-- message_en: {subject} states a change ({expected}) whose rate goes the other way ({actual})
WITH changes AS (
    SELECT disclosure, cell, unnest(regexp_extract_all(
        text, '(?:增加|增长|上升|减少|下降|降低)了?(?:0\.0*)?[1-9][\d,.]*万?元[，,（(](?:同比)?'
            || '(?:增长|增加|上升|下降|减少|降低)(?:了|约)?(?:0\.0*)?[1-9][\d.]*[%％]'
    )) AS words
    FROM numbered_sections WHERE regexp_matches(text, '[%％]')
),
parted AS (
    SELECT
        disclosure, cell, regexp_extract(words, '^(增加|增长|上升|减少|下降|降低)') AS of_amount,
        regexp_extract(words, '.*(增加|增长|上升|减少|下降|降低)', 1) AS of_rate
    FROM changes
)
SELECT
    disclosure, cell, if(of_rate IN ('增加', '增长', '上升'), '增加', '减少') AS actual,
    if(of_amount IN ('增加', '增长', '上升'), '增加', '减少') AS expected, 0 AS steps, [] AS cells
FROM parted
