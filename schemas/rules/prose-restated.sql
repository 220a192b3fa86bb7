-- id: prose-restated
-- title_zh: 同一事项两次所述的金额一致
-- title_en: What is stated twice has one amount
-- reads: narrative_amounts
-- stages: budget, final
-- severity: warning
-- unit: money
-- relation: equal
-- tolerance: printed
-- basis: 财预〔2016〕143号：文字说明与表格口径一致
-- message_zh: {subject}为{actual}，此前所述同一事项为{expected}，相差{difference}
-- message_en: {subject} is {actual}, but the same thing is first said to be {expected}, a difference of {difference}
WITH named AS (
    SELECT
        disclosure, cell, amount_number, amount, step, item, kind,
        coalesce(function_code, function, project_name) AS particular,
        -- Basic expenditure of all funds is not that of appropriations: what names no fund is of its heading's.
        if(regexp_matches(item, '^(general_public|government_fund|state_capital|three_public|appropriation)'), '',
            funds_of(string_split(section, ' / ')[-1] || text[1:strpos(text, amount_printed)])) AS funds,
        -- Where all money is told of, what is brought over may be part of it, or not.
        if(regexp_matches(item, '^(total|appropriation)_'), regexp_matches(subject, '本年|当年'), false) AS is_year
    FROM stated
    WHERE direction IS NULL AND kind IS NOT NULL AND NOT starts_with(kind, 'prior')
        AND (item IN ('function', 'project') = (particular IS NOT NULL))
        AND item NOT IN (
            'project_part', 'performance_budget', 'state_asset', 'meeting', 'training', 'personnel', 'public'
        )
        AND NOT starts_with(item, 'procurement_') AND NOT is_of_unit
),
earliest AS (
    SELECT disclosure, item, kind, particular, funds, is_year, nearest(named, amount_number, cell) AS first
    FROM named GROUP BY ALL HAVING count(*) > 1
)
SELECT
    again.disclosure, again.cell, again.amount AS actual,
    as_printed(first.amount, again.amount, again.step, first.step) AS expected,
    again.step + first.step AS steps, [first.cell] AS cells
FROM named again
JOIN earliest ON earliest.disclosure = again.disclosure AND earliest.item = again.item AND earliest.kind = again.kind
    AND earliest.funds = again.funds AND earliest.is_year = again.is_year
    AND earliest.particular IS NOT DISTINCT FROM again.particular AND earliest.first.cell <> again.cell
