-- id: as-of-years
-- title_zh: “截至”的年度与文件相符
-- title_en: What is told as of a day is of the right year
-- reads: sections
-- stages: budget, final
-- severity: warning
-- unit: text
-- relation: equal
-- tolerance: none
-- basis: 《地方预决算公开操作规程》：国有资产占有使用情况截至上年末（决算为本年末）
-- message_zh: {subject}写截至{actual}年底，应为{expected}年
-- message_en: {subject} tells how things stand at the end of {actual}, where it should be {expected}
WITH days AS (
    SELECT
        disclosure, cell, unnest(regexp_extract_all(
            text, '截[至止]20\d{2}年(?:12月(?:31日|底|末)?|年?[底末])[^。；]{0,60}'
        )) AS words
    FROM numbered_sections WHERE contains(text, '截')
),
said AS (
    SELECT
        *, CAST(regexp_extract(words, '20\d{2}') AS INTEGER) AS said_year,
        regexp_matches(words, '车辆|用车|资产|设备|房屋|占有') AS is_of_assets
    FROM days JOIN batch USING (disclosure)
)
SELECT
    disclosure, cell, CAST(said_year AS VARCHAR) AS actual,
    CAST(CASE
        WHEN stage = 'final' THEN fiscal_year
        WHEN said_year >= fiscal_year OR (is_of_assets AND said_year < fiscal_year - 2) THEN fiscal_year - 1
        ELSE said_year END AS VARCHAR) AS expected,
    0 AS steps, [] AS cells
FROM said WHERE stage = 'budget' OR is_of_assets
