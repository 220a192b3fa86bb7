-- id: year-and-carryover
-- title_zh: 总计等于本年合计加结转结余
-- title_en: The grand total is the year and what is carried over
-- reads: line_items
-- stages: budget, final
-- severity: error
-- unit: money
-- relation: equal
-- tolerance: printed
-- basis: 《政府会计制度》：收入总计＝本年收入＋年初结转结余等，支出总计＝本年支出＋结余分配＋年末结转结余
-- message_zh: {subject}为{actual}，本年合计加结转结余等为{expected}，相差{difference}
-- message_en: {subject} is {actual}, but the year and what is carried over add up to {expected}, a difference of {difference}
WITH carried AS (
    SELECT
        year.disclosure, year.table_name, year.side, year.measure, year, grand, item.cell, item.amount, item.step,
        coalesce(bool_or(regexp_full_match(item.name, '(上年|年初|年末)(结转|结余)[、和]?(结转|结余)?')) OVER ending, false)
            AS has_whole,
        regexp_matches(item.name, '^(其中|一般公共预算|政府性基金|国有资本经营|基本支出结转|项目支出结转)')
            OR (has_whole AND regexp_matches(item.name, '^非?财政拨款(结转|结余)')) AS is_detail,
        regexp_matches(item.name, '^(其中|基本支出结转|项目支出结转)') AS is_kind,
        item.cell IS NULL OR regexp_matches(item.name, '结转|结余|非财政拨款|一般公共预算|政府性基金|国有资本') AS is_known
    FROM side_totals year
    JOIN side_totals grand USING (disclosure, table_name, side, measure)
    LEFT JOIN cells item ON item.disclosure = year.disclosure AND item.table_name = year.table_name
        AND item.side = year.side AND item.measure = year.measure
        AND item.row_number > year.row_number AND item.row_number < grand.row_number
    WHERE year.extent = 'year' AND grand.extent = 'grand'
    -- Below 上年结余、结转 as a whole, that of appropriations and that of other money are its parts.
    WINDOW ending AS (PARTITION BY year.disclosure, year.table_name, year.side, year.measure)
)
SELECT
    disclosure, any_value(grand.cell) AS cell, any_value(grand.amount) AS actual,
    any_value(year.amount) + coalesce(
        sum(amount) FILTER (NOT is_detail), sum(amount) FILTER (is_detail AND NOT is_kind), 0
    ) AS expected,
    any_value(grand.step) + any_value(year.step) + coalesce(sum(step), 0) AS steps,
    list_prepend(any_value(year.cell), coalesce(list(cell), [])) AS cells
FROM carried
GROUP BY disclosure, table_name, side, measure
HAVING bool_and(is_known)
