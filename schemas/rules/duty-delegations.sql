-- id: duty-delegations
-- title_zh: 公开出国团组、接待批次等“三公”经费实物量
-- title_en: It tells of delegations and receptions in numbers
-- reads: disclosures, sections
-- stages: final
-- severity: info
-- unit: text
-- relation: equal
-- tolerance: none
-- basis: 财预〔2016〕143号《地方预决算公开操作规程》：部门预决算说明（决算）
-- message_zh: {subject}{actual}出国团组、接待批次等“三公”经费实物量
-- message_en: {subject} does not tell of delegations and receptions in numbers ({actual})
SELECT
    disclosure, cell, if(delegations, '列有', '未见') AS actual, '列有' AS expected,
    0 AS steps, [] AS cells
FROM mentions
