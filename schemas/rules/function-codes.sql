-- id: function-codes
-- title_zh: 功能科目代码属于政府收支分类科目
-- title_en: Function codes are in the classification
-- reads: line_items
-- stages: budget, final
-- severity: warning
-- unit: text
-- relation: equal
-- tolerance: none
-- basis: 《政府收支分类科目》支出功能分类
-- message_zh: {subject}的代码{actual}不在分类科目中，应为{expected}
-- message_en: {subject} bears the code {actual}, which is not in the classification; likely it is {expected}
WITH printed AS (
    SELECT * FROM coded
    WHERE starts_with(code, '2') AND table_name IN (
        'revenue', 'expenditure', 'general_public_expenditure', 'government_fund_expenditure',
        'state_capital_expenditure'
    )
),
judged AS (
    SELECT
        printed.*, known.code IS NOT NULL AS is_known,
        CASE digits
            WHEN 3 THEN printed.code < '231'
            WHEN 5 THEN class.complete = 'true'
            WHEN 7 THEN part.complete = 'true'
            ELSE digits IN (4, 6)
        END AS is_judged
    FROM printed
    LEFT JOIN functions known USING (code)
    LEFT JOIN functions class ON class.code = left(printed.code, 3)
    LEFT JOIN functions part ON part.code = left(printed.code, 5)
)
SELECT
    judged.disclosure, judged.cell, judged.code AS actual,
    if(is_known, judged.code, coalesce(min(likely.code), '该类其他科目')) AS expected, 0 AS steps, [] AS cells
FROM judged
LEFT JOIN functions likely ON NOT is_known AND bare(likely.name) = judged.name
    AND left(likely.code, 2) = left(judged.code, 2)
WHERE is_known OR is_judged
GROUP BY judged.disclosure, judged.cell, judged.code, is_known
