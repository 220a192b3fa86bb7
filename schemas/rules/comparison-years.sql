-- id: comparison-years
-- title_zh: 增减变化与上一年度比较
-- title_en: What changes is compared with the year before
-- reads: sections, other_amounts
-- stages: budget, final
-- severity: warning
-- unit: text
-- relation: equal
-- tolerance: none
-- basis: 《预算法》第三十二条：预算参考上一年预算执行情况编制；增减变化与上年比较
-- message_zh: {subject}与{actual}年比较，应为{expected}年
-- message_en: {subject} compares with {actual}, where it should be {expected}
WITH texts AS (
    SELECT disclosure, cell, replace(text, chr(10), '') AS text FROM numbered_sections
    UNION ALL
    SELECT disclosure, min(cell), heading FROM numbered_others GROUP BY disclosure, table_name, heading
),
sentences AS (
    SELECT disclosure, cell, unnest(regexp_split_to_array(text, '[。；;]')) AS sentence FROM texts
    WHERE contains(text, '20')
),
compared AS (
    SELECT
        *, unnest(regexp_extract_all(
            sentence, '[比较与和同]20\d{2}年(?:度)?(?:年初|全年|当年|部门|单位)?(?:预算|决算|执行)*(?:数|额)?(?:相比|比较)?'
                || '[，,]?[^，。；、\d]{0,12}?(?:增加|减少|增长|下降|上升|降低|增减|持平|相同)'
        )) AS words
    FROM sentences
),
said AS (
    SELECT
        *, CAST(regexp_extract(words, '20\d{2}') AS INTEGER) AS said_year,
        sentence[1:strpos(sentence, words) - 1] AS before_words,
        coalesce(try_cast(regexp_extract(before_words, '.*(20\d{2})年', 1) AS INTEGER), fiscal_year) AS told_year
    FROM compared JOIN batch USING (disclosure)
    -- Accounts are held against the budget of their own year too.
    WHERE stage = 'budget' OR NOT contains(words, '预算')
)
SELECT
    disclosure, cell, CAST(said_year AS VARCHAR) AS actual,
    CAST(CASE
        WHEN told_year > fiscal_year THEN said_year
        WHEN said_year >= fiscal_year THEN fiscal_year - 1
        WHEN contains(words, '预算') AND told_year = fiscal_year THEN fiscal_year - 1
        ELSE said_year END AS VARCHAR) AS expected,
    0 AS steps, [] AS cells
FROM said
