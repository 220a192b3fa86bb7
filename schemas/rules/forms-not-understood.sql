-- id: forms-not-understood
-- title_zh: 绩效表的金额已读懂
-- title_en: The amounts of performance forms are understood
-- reads: disclosure_tables
-- stages: budget, final
-- severity: warning
-- unit: text
-- relation: equal
-- tolerance: none
-- basis: 财预〔2018〕167号：绩效目标与预算同步公开
-- message_zh: {subject}的金额{actual}：照录于其他金额，没有核对
-- message_en: {subject} is a form of which no amount was understood: its numbers are kept, and none is checked
SELECT
    disclosure, cell, if(amounts_read = 0 AND amounts_other > 0, '未读懂', '已读懂') AS actual, '已读懂' AS expected,
    0 AS steps, [] AS cells
FROM numbered_tables
WHERE starts_with(table_name, 'performance') AND status = 'present'
