-- id: tables-not-understood
-- title_zh: 像标准表格的表都已读懂
-- title_en: Every table that resembles a standard one is understood
-- reads: other_tables
-- stages: budget, final
-- severity: warning
-- unit: text
-- relation: equal
-- tolerance: none
-- basis: 财预〔2016〕143号：应当公开的表格
-- message_zh: {subject}像标准表格而{actual}：其单元格照录，金额没有核对
-- message_en: {subject} resembles a standard table and was not understood: its cells are kept, and no amount is checked
SELECT
    disclosure, cell, if(kind = 'not_understood', '未读懂', '其他表格') AS actual, '其他表格' AS expected,
    0 AS steps, [] AS cells
FROM numbered_other_tables
