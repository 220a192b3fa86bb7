-- each: duties
-- id: {{id}}
-- title_zh: 公开{{name_zh}}
-- title_en: It {{duty_en}}
-- reads: disclosures, {{resource}}
-- stages: {{stages}}
-- severity: info
-- unit: text
-- relation: equal
-- tolerance: none
-- basis: {{basis}}
-- message_zh: {subject}{actual}{{name_zh}}
-- message_en: {subject} {{breach_en}}
SELECT
    disclosure, cell, if(is_published, '列有', '未见') AS actual, '列有' AS expected, 0 AS steps, [] AS cells
FROM published
WHERE resource = '{{resource}}' AND part = '{{part}}'
