-- Words that all rules use, those of a disclosure alone (rules/) and those between disclosures (between/).

-- The worth in yuan of the last digit of `15,621.11`, printed in a unit that is worth `worth` yuan.
CREATE TEMP MACRO decimals_of(amount_printed) AS
    CASE
        WHEN instr(amount_printed, '.') > 0 AND instr(amount_printed, '.') = strlen(amount_printed) - 2
            AND NOT contains(amount_printed, ' ') THEN 2
        WHEN NOT contains(amount_printed, '.') AND NOT contains(amount_printed, '．') THEN 0
        ELSE length(regexp_extract(amount_printed, '[.．]\s*([\d\s]*\d)', 1))
    END;
CREATE TEMP MACRO step_of(amount_printed, worth) AS
    CAST(worth / power(10, decimals_of(amount_printed)) AS DECIMAL(18, 4));

-- A finer amount as a coarser cell prints it: 156,211,123 yuan are 15,621.11 in units of ten thousand.
CREATE TEMP MACRO as_printed(amount, printed, step, finer_step) AS
    CASE WHEN step > finer_step AND abs(amount - printed) * 2 <= step THEN printed ELSE amount END;

-- A rate with as many decimals as the one that is printed, and the worth of the last of them.
CREATE TEMP MACRO decimals(printed) AS CAST(length(regexp_extract(printed, '\.(\d+)', 1)) AS INTEGER);
CREATE TEMP MACRO rounded_as(rate, printed) AS CAST(round(CAST(rate AS DOUBLE), decimals(printed)) AS DECIMAL(18, 4));
CREATE TEMP MACRO last_digit(printed) AS power(10, -decimals(printed));

-- The rate that follows a change of this amount, as it is printed; else as many digits as the rate has.
CREATE TEMP MACRO rate_printed(text, amount_printed, percentage) AS coalesce(
    nullif(regexp_extract(
        substr(text, strpos(text, amount_printed) + length(amount_printed)),
        '^[，,（(]?(?:同比)?(?:增长|增加|上升|下降|减少|降低|降幅|增幅)(?:了|为|约)?(-?\d+(?:\.\d+)?)[%％]', 1
    ), ''),
    regexp_replace(CAST(percentage AS VARCHAR), '\.?0+$', '')
);

-- The funds that the words of an amount or of its heading speak of; nothing where they speak of all.
CREATE TEMP MACRO funds_of(words) AS CASE
    WHEN contains(words, '一般公共预算') THEN '一般公共预算'
    WHEN contains(words, '政府性基金') THEN '政府性基金'
    WHEN contains(words, '国有资本') THEN '国有资本'
    WHEN contains(words, '财政拨款') THEN '财政拨款'
    ELSE '' END;

-- Of many things the one at the least distance; of those at the same distance the first in this order.
CREATE TEMP MACRO nearest(thing, distance, place) AS
    arg_min(thing, (distance, place)) FILTER (distance IS NOT NULL AND thing IS NOT NULL);

-- 合计, 收入总计, 本年支出合计, 人员经费合计
CREATE TEMP MACRO is_total(name) AS regexp_full_match(name, '.{0,6}(合计|总计)');

-- Names without brackets, quotation marks and other punctuation, which prose and tables print differently.
CREATE TEMP MACRO bare(name) AS regexp_replace(name, '[^\p{Han}A-Za-z0-9|]', '', 'g');

CREATE TEMP MACRO path_by_hyphens(subject) AS
    CASE WHEN contains(subject, '-') AND regexp_matches(subject, '^[“"]?[^-]+-[^-]+-[^-]+$')
         THEN replace(subject, '-', '|') END;

-- 一般公共服务支出（类）财政事务（款）行政运行（项）, the same with digits （201类）, and 一般公共服务支出-财政事务-行政运行 as 一般公共服务支出|财政事务|行政运行
CREATE TEMP MACRO path_of(subject) AS regexp_replace(regexp_replace(bare(
    CASE WHEN contains(subject, '类') OR contains(subject, '款') OR contains(subject, '项')
         THEN if(regexp_matches(subject, '[（(]\d{0,3}(类|款|项)[）)]'),
             regexp_replace(subject, '[（(]\d{0,3}(类|款|项)[）)]', '|', 'g'), path_by_hyphens(subject))
         ELSE path_by_hyphens(subject) END
), '(科目|预算)+$', ''), '\|+$', '');

-- The year that a sentence speaks of before an amount, other than one that it only compares with.
CREATE TEMP MACRO year_said(text, amount_printed) AS try_cast(regexp_extract(
    regexp_replace(text[1:strpos(text, amount_printed)], '[比较与同]\d{4}年', '', 'g'), '.*(\d{4})年', 1
) AS INTEGER);

-- What an amount is about: its subject without the organisation's name, the year and words that say nothing.
CREATE TEMP MACRO topic_of(subject, organisation) AS regexp_replace(regexp_replace(
    bare(replace(subject, organisation, '')), '^(\d{4}年度?)?(本?部门|本?单位)?(\d{4}年度?)?', ''
), '(支出|预算|安排|总额|经费|合)+$', '');
