"""The words of findings: an evidence can be read back to the rules of which it tells."""

import pytest

from flows.check.finding_text import AFTER_TITLE, BETWEEN_PAIRS, rules_in_evidence
from flows.check.reconcile import reconcile
from flows.contract import Rule, rules
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
