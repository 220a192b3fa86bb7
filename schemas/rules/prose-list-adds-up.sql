-- id: prose-list-adds-up
-- title_zh: “其中”所列各项之和等于总额
-- title_en: What a sentence lists adds up to its total
-- reads: narrative_amounts
-- stages: budget, final
-- severity: error
-- unit: money
-- relation: equal
-- tolerance: printed
-- basis: 文字说明：其中各项之和为总额
-- message_zh: {subject}为{actual}，所列各项之和为{expected}，相差{difference}
-- message_en: {subject} is {actual}, but what the sentence lists adds up to {expected}, a difference of {difference}
WITH lists AS (
    SELECT *, min(amount_number) OVER sentence AS head, max(amount_number) OVER sentence AS tail
    FROM stated
    WHERE contains(text, '合计') AND regexp_matches(
        text, '^[^，。；]*总(预算|额|计)?[^，。；]*，其中[^。；]*，合计[^，。；]*。?$')
    WINDOW sentence AS (PARTITION BY disclosure, section, text)
)
SELECT
    whole.disclosure, whole.cell, whole.amount AS actual,
    sum(part.amount) AS expected, whole.step + sum(part.step) AS steps, list(part.cell) AS cells
FROM lists whole
JOIN lists part USING (disclosure, section, text)
WHERE whole.amount_number IN (whole.head, whole.tail)
    AND part.amount_number > part.head AND part.amount_number < part.tail
GROUP BY whole.disclosure, whole.cell, whole.amount, whole.step
