-- id: prose-parts-add-up
-- title_zh: 文字说明中各部分之和等于所述总额
-- title_en: The parts that a sentence names add up
-- reads: narrative_amounts
-- stages: budget, final
-- severity: warning
-- unit: money
-- relation: equal
-- tolerance: printed
-- basis: 财预〔2016〕143号：文字说明的总额等于其构成部分之和
-- message_zh: {subject}为{actual}，同一句所列各部分之和为{expected}，相差{difference}
-- message_en: {subject} is {actual}, but the parts in its sentence add up to {expected}, a difference of {difference}
WITH lists AS (
    SELECT *, min(amount_number) OVER (PARTITION BY disclosure, section, text) AS head
    FROM stated
    WHERE contains(text, '部分构成：') AND regexp_matches(text, '^[^，。；]*，由[二两三四]部分构成：[^。；]*。?$')
)
SELECT
    whole.disclosure, whole.cell, whole.amount AS actual,
    sum(part.amount) AS expected, whole.step + sum(part.step) AS steps, list(part.cell) AS cells
FROM lists whole
JOIN lists part USING (disclosure, section, text)
WHERE whole.amount_number = whole.head AND part.amount_number > part.head
GROUP BY whole.disclosure, whole.cell, whole.amount, whole.step, whole.text
HAVING count(*) = CASE regexp_extract(whole.text, '由([二两三四])部分', 1) WHEN '三' THEN 3 WHEN '四' THEN 4 ELSE 2 END
