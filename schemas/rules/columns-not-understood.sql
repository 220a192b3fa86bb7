-- id: columns-not-understood
-- title_zh: 标准表格的各栏都已读懂
-- title_en: Every column of a standard table is understood
-- reads: other_amounts
-- stages: budget, final
-- severity: info
-- unit: text
-- relation: equal
-- tolerance: none
-- basis: 财预〔2016〕143号：公开表格的栏目
-- message_zh: {subject}这一栏{actual}，其数字照录，不作为该表的金额
-- message_en: {subject} is a column that was not understood: its numbers are kept, and are no amounts of the table
SELECT
    disclosure, min(cell) AS cell, if(kind = 'unknown', '未读懂', '已读懂') AS actual, '已读懂' AS expected,
    0 AS steps, [] AS cells
FROM numbered_others
WHERE NOT starts_with(table_name, 'performance') AND row_number > 0 AND heading <> ''
GROUP BY disclosure, table_name, column_group, heading, kind
