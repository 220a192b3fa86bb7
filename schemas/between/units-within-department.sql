-- id: units-within-department
-- title_zh: 所属单位支出之和不大于部门支出，公开齐全的相等
-- title_en: Units spend no more than their department, and as much where all of them disclose
-- reads: disclosures, line_items, units
-- stages: budget, final
-- severity: warning
-- unit: money
-- relation: within
-- tolerance: printed
-- basis: 《预算法》第八条：部门预算由本部门及其所属各单位预算组成
-- message_zh: {subject}的支出之和为{actual}，部门支出合计为{expected}，相差{difference}
-- message_en: {subject} spend {actual}, but the department spends {expected}, a difference of {difference}
WITH members AS (
    SELECT
        department.disclosure_id, count(*) OVER (PARTITION BY department.disclosure_id) AS listed,
        department.jurisdiction_code, department.fiscal_year, department.stage,
        regexp_replace(units.name, '[（(]?(本级|本部|机关)[）)]?$', '') AS name
    FROM disclosures department JOIN units USING (disclosure_id)
    WHERE department.scope = 'department'
),
spent AS (
    SELECT disclosure_id, any_value(amount) AS amount, any_value(step) AS step, any_value(page) AS page
    FROM endings WHERE table_name = 'expenditure' AND measure = 'total' AND is_total(name)
    GROUP BY ALL HAVING count(*) = 1
),
parts AS (
    SELECT members.disclosure_id, listed, unit.disclosure_id AS unit_id, spent.amount, spent.step, spent.page
    FROM members
    JOIN disclosures unit ON unit.scope = 'unit' AND unit.jurisdiction_code = members.jurisdiction_code
        AND unit.fiscal_year = members.fiscal_year AND unit.stage = members.stage
        AND regexp_replace(unit.organisation, '[（(]?(本级|本部|机关)[）)]?$', '') = members.name
    JOIN spent ON spent.disclosure_id = unit.disclosure_id
)
SELECT
    parts.disclosure_id, min(unit_id) AS other_id, 'expenditure' AS table_name, whole.page,
    count(*) || '个所属单位' AS subject_zh, 'Its ' || count(*) || ' units' AS subject_en,
    sum(parts.amount) AS actual,
    if(count(*) = listed, whole.amount, least(sum(parts.amount), whole.amount)) AS expected,
    sum(parts.step) + whole.step AS steps, min(parts.page) AS other_page
FROM parts JOIN spent whole USING (disclosure_id)
GROUP BY parts.disclosure_id, listed, whole.amount, whole.step, whole.page
