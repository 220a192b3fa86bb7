-- id: template-residue
-- title_zh: 文字说明中没有模板残留
-- title_en: The prose holds no residue of its template
-- reads: sections
-- stages: budget, final
-- severity: warning
-- unit: text
-- relation: equal
-- tolerance: none
-- basis: 公开文件编制要求：模板选项和占位符应当填写
-- message_zh: {subject}中留有模板文字“{actual}”
-- message_en: {subject} holds words of the template: “{actual}”
SELECT
    disclosure, cell,
    regexp_extract(
        text, '(?:增加|减少|增长|下降|上升)[（(](?:增加|减少|增长|下降|上升)[）)]|(?:增加|减少|增长|下降)/(?:增加|减少|增长|下降)'
            || '|[（(](?:增加|减少|变动)(?:内容|原因)[）)]|主要原因是[。；;]'
            || '|[XＸ×Χ＊*○]{2,}(?:万元|元|年|个|家|人|辆|批|项|局|委|办|中心|单位|部门|[%％])|\*{2,}|[×Ｘ]{2,}'
            || '|在本表下方作下述说明'
    ) AS actual,
    '' AS expected, 0 AS steps, [] AS cells
FROM numbered_sections
WHERE length(text) > 0
