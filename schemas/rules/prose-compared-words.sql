-- id: prose-compared-words
-- title_zh: 大于小于等于与所述金额相符
-- title_en: Words of comparison agree with the amounts beside them
-- reads: sections
-- stages: budget, final
-- severity: warning
-- unit: text
-- relation: equal
-- tolerance: none
-- basis: 公开文件编制要求：文字说明前后一致
-- message_zh: {subject}称决算数{actual}预算数，按所述金额为{expected}
-- message_en: {subject} says that accounts are {actual} the budget; the stated amounts make it {expected}
WITH matches AS (
    SELECT disclosure, cell, unnest(regexp_extract_all(
        text, '预算数?为[\d,]+(?:\.\d+)?万?元，(?:支出)?决算数?为[\d,]+(?:\.\d+)?万?元[^。；]{0,40}[，。；]'
            || '(?:支出)?决算数?(?:大于|小于|等于|高于|低于|多于|少于|超过|与(?:年初|全年|调整)?预算数?持平)'
    )) AS words
    FROM numbered_sections WHERE contains(text, '决算')
),
parted AS (
    SELECT
        *, regexp_extract(words, '(大于|小于|等于|高于|低于|多于|少于|超过|持平)$') AS word,
        CAST(replace(regexp_extract(words, '预算数?为([\d,]+(?:\.\d+)?)万?元', 1), ',', '') AS DECIMAL(18, 4)) AS budgeted,
        CAST(replace(regexp_extract(words, '决算数?为([\d,]+(?:\.\d+)?)万?元', 1), ',', '') AS DECIMAL(18, 4)) AS spent
    FROM matches
)
SELECT
    disclosure, cell,
    CASE WHEN word IN ('大于', '高于', '多于', '超过') THEN '大于' WHEN word IN ('等于', '持平') THEN '等于' ELSE '小于' END
        AS actual,
    CASE WHEN spent > budgeted THEN '大于' WHEN spent < budgeted THEN '小于' ELSE '等于' END AS expected,
    0 AS steps, [] AS cells
FROM parted
