-- id: paragraphs-end
-- title_zh: 说明以句号结束
-- title_en: What is told ends with a full stop
-- reads: sections
-- stages: budget, final
-- severity: info
-- unit: text
-- relation: equal
-- tolerance: none
-- basis: 公开文件编制要求：标点使用规范，文字完整
-- message_zh: {subject}以“{actual}”结束，没有句号
-- message_en: {subject} breaks off at “{actual}” without a full stop
SELECT
    disclosure, cell, regexp_extract(text, '[^，。；：]{0,16}(?:\d(?:万?元|[%％])|，|、)\s*$') AS actual,
    '' AS expected, 0 AS steps, [] AS cells
FROM numbered_sections
-- A list may have its own marks: what is judged are texts of several sentences.
WHERE len(regexp_extract_all(text, '。')) >= 2 AND NOT regexp_matches(text, '[；;\d]\s*$')
