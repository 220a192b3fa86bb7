"""What the runner makes of the pairs that rules yield: outcomes, findings, and one finding for one cause."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

import pyarrow as pa
import pytest

from flows.check.conform import conform
from flows.check.reconcile import reconcile
from flows.contract import Rule, rules
from flows.errors import ContractError
from tests.check.building import built

TABLE = """
expenditure 万元
code name total basic project
. 合计 60.00 40.00 20.00
201 一般公共服务支出 60.00 40.00 20.00
20106 财政事务 50.00 40.00 10.00
2010601 行政运行 40.00 40.00 .
2010602 一般行政管理事务 10.00 . 10.00
20113 商贸事务 10.00 . 10.00
2011399 其他商贸事务支出 10.00 . 10.00
"""


def rule(name: str) -> Rule:
    return next(rule for rule in rules() if rule.id == name)


def outcome(coverage: pa.Table, name: str) -> str:
    (row,) = (row for row in coverage.to_pylist() if row["rule"] == name)
    return str(row["outcome"])


def outcome_of(name: str, text: str) -> str:
    """What becomes of one rule for one disclosure."""
    return outcome(reconcile(built(text), [rule(name)]).check_coverage, name)


def judged(tables: Mapping[str, pa.Table], rules: Sequence[Rule] | None = None) -> tuple[pa.Table, pa.Table]:
    reconciled = reconcile(tables, rules)
    return reconciled.findings, reconciled.check_coverage


def test_what_holds_is_passed_and_tells_nothing() -> None:
    findings, coverage = judged(built(TABLE))
    assert findings.num_rows == 0
    assert outcome(coverage, "functions-add-up") == "passed"


def test_every_rule_is_covered_for_every_disclosure() -> None:
    tables = built(TABLE, TABLE)
    findings, coverage = judged(tables)
    assert coverage.num_rows == 2 * len(rules())
    conform({"disclosures": tables["disclosures"], "findings": findings, "check_coverage": coverage})


def test_no_disclosure_gives_no_rows() -> None:
    findings, coverage = judged(built())
    assert (findings.num_rows, coverage.num_rows) == (0, 0)


def test_half_a_printed_unit_for_each_operand_is_rounding_and_one_finding() -> None:
    text = TABLE.replace("财政事务 50.00", "财政事务 50.01")
    findings, coverage = judged(built(text), [rule("functions-add-up")])
    (finding,) = findings.to_pylist()
    assert outcome(coverage, "functions-add-up") == "rounding"
    assert finding["severity"] == "info"
    assert "另有" in finding["message"]


def test_more_than_half_a_printed_unit_for_each_operand_fails() -> None:
    text = TABLE.replace("财政事务 50.00", "财政事务 50.02")
    (finding,) = reconcile(built(text), [rule("functions-add-up")]).findings.to_pylist()
    assert finding["severity"] == "error"
    assert (finding["actual"], finding["expected"]) == (Decimal("500200.00"), Decimal("500000.00"))
    assert finding["difference"] == Decimal("200.00")
    assert (
        finding["message"]
        == "支出总表 20106 财政事务 合计为50.02万元，其下级科目之和为50.00万元，相差0.02万元，另有1处因此不符。"
    )


def test_whole_numbers_among_decimals_are_as_exact_as_their_column() -> None:
    text = TABLE.replace("财政事务 50.00 40.00", "财政事务 51 40.00")
    assert outcome_of("functions-add-up", text) == "failed"


def test_one_wrong_cell_that_breaks_several_sums_is_one_finding() -> None:
    text = TABLE.replace("财政事务 50.00", "财政事务 57.00")
    findings, coverage = judged(built(text))
    (finding,) = findings.to_pylist()
    failed = {row["rule"] for row in coverage.to_pylist() if row["outcome"] == "failed"}
    assert failed == {"functions-add-up", "expenditure-by-nature"}
    assert "20106" in finding["message"]
    assert "功能科目上级等于下级之和" in finding["evidence"]
    assert "支出合计等于各类支出之和" in finding["evidence"]


def test_what_is_listed_and_absent_and_owed_is_one_finding() -> None:
    others = "\n\n".join(f"{name} 万元 empty" for name in ("balance", "expenditure", "appropriation_balance"))
    taken = [rule("listed-tables-present"), rule("duty-revenue")]
    findings, coverage = judged(built(f"{others}\n\nrevenue 万元 missing"), taken)
    (finding,) = findings.to_pylist()
    assert (finding["rule"], finding["severity"]) == ("listed-tables-present", "warning")
    assert "公开部门收入总体情况表" in finding["evidence"]
    assert [outcome(coverage, each.id) for each in taken] == ["failed", "failed"]


def test_each_fault_in_the_words_of_one_section_is_a_finding_and_those_of_one_rule_are_one() -> None:
    text = """
    sections
    一、收支 | 收入比2024年增加5.00万元，增长12.3，比2024年减少1.00万元，增长20.00%。。
    """
    taken = [rule(name) for name in ("comparison-years", "rates-without-percent", "doubled-punctuation")]
    findings, _ = judged(built(text), taken)
    assert sorted(findings.column("rule").to_pylist()) == sorted(each.id for each in taken)


def test_two_causes_are_two_findings_numbered_in_order() -> None:
    text = (
        TABLE.replace("2010601 行政运行 40.00", "2010601 行政运行 43.00")
        + "\nsays\n支出 | 61.00万元 | 支出预算61.00万元。 | item=total_expenditure kind=budget"
    )
    findings = reconcile(built(text)).findings.to_pylist()
    assert [(each["finding_number"], each["severity"]) for each in findings] == [(1, "error"), (2, "warning")]


@pytest.mark.parametrize("wrong", [1, 2, 4, 7])
def test_however_many_rows_are_wrong_each_is_told(wrong: int) -> None:
    rows = [f"{201 + place} 科目 10.00 4.00 {'7.00' if place < wrong else '6.00'}" for place in range(7)]
    text = "expenditure 万元\ncode name total basic project\n" + "\n".join(rows)
    findings, coverage = judged(built(text), [rule("expenditure-by-nature")])
    assert findings.column("severity").to_pylist() == ["error"] * wrong
    assert outcome(coverage, "expenditure-by-nature") == "failed"


def test_a_column_that_is_no_measure_accuses_nobody_and_excuses_no_other_row() -> None:
    text = """
    expenditure 万元
    code name total basic project ~变动性项目支出:unknown
    . 合计 60.00 40.00 18.00 2.00
    201 一般公共服务支出 50.00 40.00 8.00 2.00
    205 教育支出 10.00 . 9.00 .
    """
    taken = [rule("expenditure-by-nature"), rule("row-with-other-columns")]
    findings, coverage = judged(built(text), taken)
    (finding,) = findings.to_pylist()
    assert "205 教育支出" in finding["message"]
    assert [outcome(coverage, each.id) for each in taken] == ["failed", "passed"]


CUT = """
expenditure 万元
code name total basic project
. 合计 60.00 40.00 20.00
201 甲 10.02 5.00 5.00
202 乙 10.02 5.00 5.00
203 丙 10.02 5.00 5.00
"""


def test_who_cuts_amounts_off_throughout_is_told_once_and_what_differs_by_more_is_told_by_itself() -> None:
    findings, coverage = judged(built(CUT + "204 丁 11.00 5.00 5.00"), [rule("expenditure-by-nature")])
    error, info = findings.to_pylist()
    assert (error["severity"], "204 丁" in error["message"]) == ("error", True)
    assert (info["severity"], "全文截位" in info["message"], "另有2处" in info["message"]) == ("info", True, True)
    assert outcome(coverage, "expenditure-by-nature") == "failed"
    assert outcome(judged(built(CUT), [rule("expenditure-by-nature")])[1], "expenditure-by-nature") == "rounding"


def test_two_amounts_that_cutting_off_explains_are_no_habit() -> None:
    text = CUT.replace("203 丙 10.02", "203 丙 10.00")
    findings, _ = judged(built(text), [rule("expenditure-by-nature")])
    assert findings.column("severity").to_pylist() == ["error", "error"]


def test_codes_that_stand_twice_are_no_hierarchy() -> None:
    assert outcome_of("functions-add-up", TABLE + "2010601 行政运行 7.00 7.00 .") == "not_applicable"


MISPRINTED = """
revenue 万元
code name total appropriation
. 合计 50.00 50.00
205 教育支出 30.00 30.00
20502 普通教育 30.00 30.00
2050202 小学教育 30.00 30.00
210 卫生健康支出 20.00 20.00
21011 行政事业单位医疗 20.00 20.00
2101101 行政单位医疗 15.00 15.00
2101102 事业单位医疗 5.00 5.00

expenditure 万元
code name total basic project
. 合计 50.00 50.00 .
205 教育支出 30.00 30.00 .
20502 普通教育 30.00 30.00 .
2050202 小学教育 30.00 30.00 .
210 卫生健康支出 20.00 20.00 .
21011 行政事业单位医疗 20.00 20.00 .
2101101 行政单位医疗 15.00 15.00 .
{code} 事业单位医疗 5.00 5.00 .
"""


@pytest.mark.parametrize("code", ["71102", "7101102", "2201102"])
def test_a_misprinted_code_is_one_finding_and_no_amount_is_in_doubt(code: str) -> None:
    reconciled = reconcile(built(MISPRINTED.format(code=code)))
    (finding,) = reconciled.findings.to_pylist()
    assert (finding["rule"], finding["severity"]) == ("code-hierarchy", "error")
    assert (code in finding["message"], "2101102" in finding["message"]) == (True, True)
    assert "disputed" not in reconciled.line_items.column("standing").to_pylist()


def test_a_class_without_printed_parent_counts_for_the_next_above() -> None:
    assert outcome_of("functions-add-up", TABLE.replace("20113 商贸事务 10.00 . 10.00\n", "")) == "passed"


def test_the_same_tables_give_the_same_findings() -> None:
    wrong = TABLE.replace("财政事务 50.00", "财政事务 57.00")
    tables = built(*[TABLE, wrong] * 20)
    first, second = reconcile(tables), reconcile(tables)
    assert first.findings.num_rows == 20
    assert first == second


def test_a_null_is_never_passed() -> None:
    blind = replace(
        rule("functions-add-up"),
        sql="SELECT disclosure, cell, amount AS actual, NULL AS expected, 0 AS steps, [cell] AS cells FROM cells",
    )
    findings, coverage = judged(built(TABLE), [blind])
    assert findings.num_rows == 0
    assert outcome(coverage, "functions-add-up") == "not_run"


def test_a_rule_that_does_not_run_is_our_fault() -> None:
    broken = replace(rule("functions-add-up"), sql="SELECT 1 FROM nowhere")
    with pytest.raises(ContractError, match="nowhere") as refused:
        reconcile(built(TABLE), [broken])
    assert refused.value.where == "schemas/rules/functions-add-up.sql"


def test_a_finding_says_both_values_as_they_are_printed_and_where() -> None:
    text = TABLE.replace("财政事务 50.00", "财政事务 51.5")
    (finding,) = reconcile(built(text), [rule("expenditure-by-nature")]).findings.to_pylist()
    assert (finding["actual_printed"], finding["expected_printed"]) == ("51.5万元", "50.00万元")
    assert finding["place"] == "第3行"
    assert finding["boxes"] is None


def test_a_rule_that_finds_nothing_of_what_the_prose_says_is_blind() -> None:
    rules_of_prose = [rule("prose-functions")]
    sections = "\n\nsections\n二、支出 | 公共安全支出（204类）司法（06款）行政运行（01项）7.00万元，主要用于人员。"
    assert outcome(reconcile(built(TABLE + sections), rules_of_prose).check_coverage, "prose-functions") == "blind"
    says_nothing = "\n\nsections\n二、支出 | 支出主要用于人员。"
    coverage = reconcile(built(TABLE + says_nothing), rules_of_prose).check_coverage
    assert outcome(coverage, "prose-functions") == "not_applicable"
