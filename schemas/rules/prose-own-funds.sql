-- id: prose-own-funds
-- title_zh: 项目的自有资金不大于财政拨款以外的收入
-- title_en: Own funds of projects are no more than what is not appropriated
-- reads: line_items, narrative_amounts
-- stages: budget
-- severity: warning
-- unit: money
-- relation: within
-- tolerance: printed
-- basis: 《部门预算管理办法》：单位资金为财政拨款以外的收入
-- message_zh: {subject}为{actual}，收支总表中财政拨款以外的收入为{expected}，多{difference}
-- message_en: {subject} is {actual}, more than all revenue that is not appropriated, {expected}, by {difference}
WITH others AS (
    SELECT every.disclosure, every.cell, every.amount - granted.amount AS amount, every.step + granted.step AS steps
    FROM side_totals every JOIN side_totals granted USING (disclosure, side, measure, extent)
    WHERE every.table_name = 'balance' AND granted.table_name = 'appropriation_balance'
        AND side = 'revenue' AND measure = 'total' AND extent = 'grand'
)
SELECT
    own.disclosure, own.cell, own.amount AS actual, least(own.amount, others.amount) AS expected,
    own.step + others.steps AS steps, [others.cell] AS cells
FROM stated own JOIN others USING (disclosure)
WHERE own.item = 'project_own_funds' AND own.kind = 'budget' AND others.amount >= 0
