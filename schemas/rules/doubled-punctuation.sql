-- id: doubled-punctuation
-- title_zh: 文字说明中没有重复的标点
-- title_en: The prose doubles no punctuation
-- reads: sections
-- stages: budget, final
-- severity: info
-- unit: text
-- relation: equal
-- tolerance: none
-- basis: 公开文件编制要求：标点使用规范
-- message_zh: {subject}中有重复的标点“{actual}”
-- message_en: {subject} holds doubled punctuation: “{actual}”
SELECT
    disclosure, cell, regexp_extract(text, '[，、；：。][，、；：。]+') AS actual,
    '' AS expected, 0 AS steps, [] AS cells
FROM numbered_sections
WHERE length(text) > 0
