-- id: three-public-changes
-- title_zh: “三公”经费的增减额等于各项之和
-- title_en: The change of the three public expenses is that of its parts
-- reads: narrative_amounts
-- stages: budget
-- severity: warning
-- unit: money
-- relation: equal
-- tolerance: printed
-- basis: 财预〔2016〕143号：增减变化情况说明
-- message_zh: {subject}的增减额为{found}，各项增减额之和为{expected}，相差{difference}
-- message_en: {subject} changed by {found}, but its parts by {expected}, a difference of {difference}
WITH topics(topic, part, whole) AS (
    VALUES
        ('三公', '三公', NULL),
        ('因公出国境费', '出国', '三公'),
        ('公务接待费', '接待', '三公'),
        ('公务用车购置及运行费', '用车', '三公'),
        ('公务用车购置及运行维护费', '用车', '三公'),
        ('公务用车购置费', '购置', '用车'),
        ('公务用车运行费', '运行', '用车'),
        ('公务用车运行维护费', '运行', '用车')
),
changes AS (
    SELECT
        now.disclosure, now.section, part, whole, now.step, coalesce(change.cell, now.cell) AS cell,
        CASE
            WHEN change.direction IS NOT NULL THEN if(change.direction = 'increase', 1, -1) * change.amount
            WHEN contains(now.text, '持平') THEN 0
        END AS amount
    FROM stated now
    JOIN topics USING (topic)
    LEFT JOIN stated change ON change.disclosure = now.disclosure AND change.amount_number = now.amount_number + 1
        AND change.text = now.text AND change.direction IS NOT NULL
    WHERE now.is_current AND contains(now.section, '三公') AND now.stage = 'budget'
)
SELECT
    sum.disclosure, sum.cell, sum.amount AS found,
    sum(item.amount) AS expected, sum.step + sum(item.step) AS steps, list(item.cell) AS cells
FROM changes sum
JOIN changes item ON item.disclosure = sum.disclosure AND item.section = sum.section AND item.whole = sum.part
WHERE sum.amount IS NOT NULL
GROUP BY sum.disclosure, sum.cell, sum.amount, sum.step, sum.part
HAVING count(item.amount) = count(*) AND count(*) = if(sum.part = '三公', 3, 2)
