-- id: economic-codes
-- title_zh: 经济科目代码属于政府收支分类科目
-- title_en: Economic codes are in the classification
-- reads: line_items
-- stages: budget, final
-- severity: warning
-- unit: text
-- relation: equal
-- tolerance: none
-- basis: 《政府收支分类科目》部门预算支出经济分类
-- message_zh: {subject}的代码{actual}不在分类科目中，应为{expected}
-- message_en: {subject} bears the code {actual}, which is not in the classification; likely it is {expected}
WITH judged AS (
    SELECT
        printed.*, known.code IS NOT NULL AS is_known,
        CASE digits WHEN 3 THEN true WHEN 5 THEN class.complete = 'true' ELSE digits = 4 END AS is_judged
    FROM coded printed
    LEFT JOIN economic_classes known USING (code)
    LEFT JOIN economic_classes class ON class.code = left(printed.code, 3)
    WHERE printed.table_name = 'basic_expenditure' AND starts_with(printed.code, '3')
)
SELECT
    judged.disclosure, judged.cell, judged.code AS actual,
    if(is_known, judged.code, coalesce(min(likely.code), '该类其他科目')) AS expected, 0 AS steps, [] AS cells
FROM judged
LEFT JOIN economic_classes likely ON NOT is_known AND bare(likely.name) = judged.name
    AND left(likely.code, 1) = left(judged.code, 1)
WHERE is_known OR is_judged
GROUP BY judged.disclosure, judged.cell, judged.code, is_known
