-- id: row-with-other-columns
-- title_zh: 合计不少于已知各栏之和，不多于全部各栏之和
-- title_en: A total lies between its known parts and all the columns beside it
-- reads: line_items, other_amounts
-- stages: budget, final
-- severity: error
-- unit: money
-- relation: within
-- tolerance: printed
-- basis: 财预〔2016〕143号：合计为同一行各栏之和
-- message_zh: {subject}为{actual}，按同一行各栏应为{expected}，相差{difference}
-- message_en: {subject} is {actual}, but the columns of its row allow {expected}, a difference of {difference}
-- The total is no less than its parts, and no more than these and all that stands beside them.
SELECT disclosure, cell, actual, greatest(expected, least(actual, expected + beside)) AS expected, steps, cells
FROM (FROM nature_parts() UNION ALL FROM source_parts())
WHERE beside IS NOT NULL
