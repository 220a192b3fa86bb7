"""The words of findings: an evidence can be read back to the rules of which it tells."""

import re

import pytest

from flows.check.finding_text import AFTER_TITLE, BETWEEN_PAIRS, rules_in_evidence
from flows.check.reconcile import reconcile
from flows.contract import Rule, rules
from flows.model import Stage
from tests.check.building import built

ROW = """
expenditure 万元
code name total appropriation appropriation_basic appropriation_project non_appropriation
201 一般公共服务支出 30.00 21.00 15.00 5.00 10.00
"""


def test_no_two_rules_bear_one_title_and_no_title_ends_early() -> None:
    titles = [rule.title_zh for rule in rules()]
    assert len(set(titles)) == len(titles)
    assert not [title for title in titles if AFTER_TITLE in title or BETWEEN_PAIRS in title]


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_a_part_names_the_rule_with_whose_title_it_begins_and_no_other(rule: Rule) -> None:
    assert rules_in_evidence(f"{rule.title_zh}{AFTER_TITLE}第1行 支出总表 合计 5元") == {rule.id}
    assert rules_in_evidence(f"甲{rule.title_zh}{AFTER_TITLE}第1行 支出总表 合计 5元") == set()


def test_an_evidence_names_the_rules_that_one_cause_breaks() -> None:
    (finding,) = reconcile(built(ROW)).findings.to_pylist()
    assert BETWEEN_PAIRS + "对照 " in finding["evidence"]
    assert rules_in_evidence(finding["evidence"]) == {"appropriation-by-nature", "expenditure-by-funding"}


def messages(written: str, stage: Stage = "budget") -> list[tuple[str, str]]:
    found = reconcile(built(written, stage=stage)).findings.to_pylist()
    return [(finding["message"], finding["message_en"]) for finding in found]


CHANGED = """
says
2023年当年预算 | 0.00万元 | 2024年预算安排25.00万元，比2023年预算执行数增加100.00%。 | year=2023 {thing}
2024年 | 25.00万元 | 2024年预算安排25.00万元，比2023年预算执行数增加100.00%。 | year=2024 {thing}
"""


@pytest.mark.parametrize(
    ("thing", "in_chinese", "in_english"),
    [
        ("item=function function=教育支出/普通教育", "教育支出/普通教育（2024年）", "of “教育支出/普通教育” bears"),
        ("item=project project=校舍", "校舍（2024年）", "of “校舍” bears"),
        ("item=three_public_reception", "公务接待费（2024年）", "of three public reception bears"),
        ("", "一、收支预算情况说明（2024年）", "“2024年” bears"),
    ],
)
def test_a_statement_of_which_only_the_year_is_told_is_called_by_its_item_and_its_amounts_are_told(
    thing: str, in_chinese: str, in_english: str
) -> None:
    ((chinese, english),) = messages(CHANGED.format(thing=thing))
    assert f"文字说明“{in_chinese}”的百分比" in chinese
    assert "所涉金额：25.00万元、0.00万元" in chinese
    assert in_english in english
    assert "amounts: 250,000.00 yuan, 0.00 yuan" in english


CODES = """
basic_expenditure 万元
code name total
. 合计 30.00
301 工资福利支出 30.00
30101 基本工资 10.00
3012 津贴补贴 20.00
"""


def test_what_is_said_of_a_row_names_no_column_and_english_quotes_what_is_printed() -> None:
    ((chinese, english),) = messages(CODES)
    assert chinese.startswith("一般公共预算基本支出表 3012 津贴补贴的代码3012")
    assert english.startswith("General public budget basic expenditure 3012 “津贴补贴” bears the code 3012, ")


TOTALS = """
balance 万元
side name total
revenue 收入总计 30.00
expenditure 支出总计 31.00
"""


def test_the_total_of_a_total_is_not_called_so_twice() -> None:
    ((chinese, english),) = messages(TOTALS)
    assert re.search(r"^收支总表 [收支][入出]总计为3\d\.00万元", chinese)
    assert not re.search("[\u4e00-\u9fff]", re.sub("“[^”]*”", "", english))
