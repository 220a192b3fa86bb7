-- id: unchanged-and-changed
-- title_zh: 称持平的没有增减额
-- title_en: What is said to be unchanged does not change
-- reads: sections
-- stages: budget, final
-- severity: warning
-- unit: text
-- relation: equal
-- tolerance: none
-- basis: 公开文件编制要求：文字说明前后一致
-- message_zh: {subject}一句之内既有增减额，又称持平：“{actual}”
-- message_en: {subject} states a change and calls it none: “{actual}”
SELECT
    disclosure, cell, regexp_extract(
        text, '(?:增加|减少|增长|下降)(?:0\.0*)?[1-9][\d,.]*(?:万?元|[%％])(?:，(?:同比)?(?:增长|下降|增加|减少)[\d.]+[%％])?'
            || '[，,](?:与[^，。；\d基]{2,14})?持平'
    ) AS actual,
    '' AS expected, 0 AS steps, [] AS cells
FROM numbered_sections WHERE contains(text, '持平')
