-- id: prose-change-of-amounts
-- title_zh: 增减额等于所述两年金额之差
-- title_en: A change is the difference of the two amounts that are stated
-- reads: narrative_amounts
-- stages: budget, final
-- severity: warning
-- unit: money
-- relation: equal
-- tolerance: printed
-- basis: 财预〔2016〕143号：增减变化情况说明
-- message_zh: {subject}的增减额为{actual}，所述两年金额之差为{expected}，相差{difference}
-- message_en: {subject} changes by {actual}, but the two stated amounts differ by {expected}, a difference of {difference}
SELECT
    stated.disclosure, stated.cell, stated.change_amount AS actual, stated.amount - said.prior_amount AS expected,
    3 * stated.step AS steps, [] AS cells
FROM stated
JOIN numbered_amounts said USING (cell)
WHERE stated.is_own AND stated.change_amount IS NOT NULL AND said.prior_amount IS NOT NULL
    -- Last year's budget and what was spent of it are two amounts: of one of them alone it is certain which is meant.
    AND NOT contains(coalesce(stated.compared_with, ''), '预算') AND NOT regexp_matches(stated.text, '预算.*(执行|决算)')
