-- id: changes-of-nothing
-- title_zh: 增减额不为零
-- title_en: A change is of something
-- reads: sections
-- stages: budget, final
-- severity: info
-- unit: text
-- relation: equal
-- tolerance: none
-- basis: 公开文件编制要求：没有变化的写明持平
-- message_zh: {subject}写有“{actual}”，应写明持平
-- message_en: {subject} states a change of nothing: “{actual}”
SELECT
    disclosure, cell, regexp_extract(text, '(?:增加|减少|增长|下降)了?0(?:\.0+)?(?:万元|元|[%％])') AS actual,
    '' AS expected, 0 AS steps, [] AS cells
FROM numbered_sections WHERE regexp_matches(text, '(?:增加|减少|增长|下降)了?\d')
