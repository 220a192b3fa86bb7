-- id: rates-without-percent
-- title_zh: 百分比印有百分号
-- title_en: A rate bears its sign
-- reads: sections
-- stages: budget, final
-- severity: warning
-- unit: text
-- relation: equal
-- tolerance: none
-- basis: 公开文件编制要求：百分比应有百分号
-- message_zh: {subject}中“{actual}”没有百分号
-- message_en: {subject} holds a rate without its sign: “{actual}”
SELECT
    disclosure, cell,
    regexp_extract(text, '((?:增长|下降|上升|降低|增幅|降幅|占比|，占|完成(?:年初|全年|调整)?预算数?的)(?:了|为)?\d+\.\d+)[，。；、）\n]', 1)
        AS actual,
    '' AS expected, 0 AS steps, [] AS cells
FROM numbered_sections WHERE regexp_matches(text, '(?:增长|下降|上升|降低|占|完成).{0,10}\d')
