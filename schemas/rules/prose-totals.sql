-- id: prose-totals
-- title_zh: 文字说明的收支合计与表格一致
-- title_en: Totals in the prose agree with the tables
-- reads: line_items, narrative_amounts
-- stages: budget, final
-- severity: warning
-- unit: money
-- relation: equal
-- tolerance: printed
-- basis: 财预〔2016〕143号：文字说明与表格口径一致
-- message_zh: {subject}为{found}，表中的合计为{expected}，相差{difference}
-- message_en: {subject} is {found}, but the tables total {expected}, a difference of {difference}
WITH named AS (
    SELECT
        *,
        CASE
            WHEN topic <> '' THEN topic
            WHEN regexp_matches(text, '^(（[一二三四五六]）)?[^，。；：]{0,60}支出预算') THEN '支出'
        END AS about,
        regexp_matches(concat(section, text), '政府性基金|国有资本') AS is_fund
    FROM stated WHERE is_current
),
topics(about, is_general, table_name, side, measure) AS (
    VALUES
        ('收入', true, 'balance', 'revenue', 'total'),
        ('收入', true, 'revenue', NULL, 'total'),
        ('全部为一般公共预算拨款收入', true, 'balance', 'revenue', 'total'),
        ('本年收入', false, 'balance', 'revenue', 'total'),
        ('本年收入', false, 'revenue', NULL, 'total'),
        ('支出', true, 'balance', 'expenditure', 'total'),
        ('支出', true, 'expenditure', NULL, 'total'),
        ('本年', false, 'balance', 'expenditure', 'total'),
        ('本年', false, 'expenditure', NULL, 'total'),
        ('财政拨款收入', true, 'revenue', NULL, 'appropriation'),
        ('财政拨款收入', true, 'appropriation_balance', 'revenue', 'total'),
        ('财政拨款', true, 'appropriation_balance', 'expenditure', 'total'),
        ('财政拨款', true, 'expenditure', NULL, 'appropriation'),
        ('一般公共', true, 'general_public_expenditure', NULL, 'total'),
        ('一般公共预算拨款', true, 'general_public_expenditure', NULL, 'total'),
        ('一般公共预算财政拨款', true, 'general_public_expenditure', NULL, 'total'),
        ('政府性基金', true, 'government_fund_expenditure', NULL, 'total'),
        ('政府性基金拨款', true, 'government_fund_expenditure', NULL, 'total'),
        ('政府性基金预算拨款', true, 'government_fund_expenditure', NULL, 'total'),
        ('政府性基金预算财政拨款', true, 'government_fund_expenditure', NULL, 'total'),
        ('国有资本经营预算拨款', true, 'state_capital_expenditure', NULL, 'total'),
        ('国有资本经营预算财政拨款', true, 'state_capital_expenditure', NULL, 'total'),
        ('事业收入', true, 'revenue', NULL, 'institutional'),
        ('经营收入', true, 'revenue', NULL, 'business'),
        ('事业单位经营收入', true, 'revenue', NULL, 'business'),
        ('上级补助收入', true, 'revenue', NULL, 'superior_subsidy'),
        ('附属单位上缴收入', true, 'revenue', NULL, 'affiliate_remittance'),
        ('其他收入', true, 'revenue', NULL, 'other'),
        ('财政专户管理资金收入', true, 'revenue', NULL, 'special_account'),
        ('基本', false, 'expenditure', NULL, 'basic'),
        ('基本', false, 'general_public_expenditure', NULL, 'basic'),
        ('财政拨款基本', true, 'expenditure', NULL, 'appropriation_basic'),
        ('财政拨款基本', true, 'general_public_expenditure', NULL, 'basic'),
        ('一般公共预算财政拨款基本', true, 'general_public_expenditure', NULL, 'basic'),
        ('项目', false, 'expenditure', NULL, 'project'),
        ('项目', false, 'general_public_expenditure', NULL, 'project'),
        ('财政拨款项目', true, 'expenditure', NULL, 'appropriation_project'),
        ('财政拨款项目', true, 'general_public_expenditure', NULL, 'project'),
        ('非财政拨款', true, 'expenditure', NULL, 'non_appropriation'),
        ('人员', false, 'general_public_expenditure', NULL, 'basic_personnel'),
        ('人员', false, 'expenditure', NULL, 'basic_personnel'),
        ('人员', false, 'basic_expenditure', NULL, 'personnel'),
        ('公用', false, 'general_public_expenditure', NULL, 'basic_public'),
        ('公用', false, 'expenditure', NULL, 'basic_public'),
        ('公用', false, 'basic_expenditure', NULL, 'public')
),
endings AS (
    SELECT disclosure, table_name, side, measure, cell, amount, step FROM ends
    UNION ALL
    SELECT disclosure, table_name, NULL, measure, cell, amount, step FROM totals
    UNION ALL
    SELECT disclosure, table_name, NULL, if(name = '人员经费合计', 'personnel', 'public'), cell, amount, step
    FROM cells
    WHERE table_name = 'basic_expenditure' AND name IN ('人员经费合计', '公用经费合计') AND measure = 'total'
),
candidates AS (
    SELECT
        stated.disclosure, stated.cell, stated.amount AS found, stated.step + endings.step AS steps,
        endings.cell AS other,
        as_printed(endings.amount, stated.amount, stated.step, endings.step) AS expected
    FROM named stated
    JOIN topics USING (about)
    JOIN endings ON endings.disclosure = stated.disclosure AND endings.table_name = topics.table_name
        AND endings.measure = topics.measure AND endings.side IS NOT DISTINCT FROM topics.side
    WHERE is_general OR NOT is_fund
)
SELECT
    disclosure, cell, found, nearest(expected, abs(expected - found), other) AS expected, max(steps) AS steps,
    [nearest(other, abs(expected - found), other)] AS cells
FROM candidates
GROUP BY disclosure, cell, found
