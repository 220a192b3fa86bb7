"""Keys of findings: what they are made of, and what they are not."""

from typing import Any

import pytest

from flows.reports.checklist.dismissals import finding_keys

FINDING: dict[str, Any] = {
    "disclosure_id": "350200-2024-budget-department-某局",
    "rule": "balance-closes",
    "table_name": "balance",
    "finding_number": 1,
    "page": 2,
    "place": "第2页",
    "evidence": "收入总计等于支出总计：第2页 收支总表 收入总计 5.00元；对照 第2页 收支总表 支出总计 6.00元",
    "actual_printed": "5.00元",
    "expected_printed": "6.00元",
}


def key(**changed: Any) -> str:
    (found,) = finding_keys([FINDING | changed])
    return found


def test_a_key_begins_with_its_rule_and_stays_on_another_page_and_with_another_number() -> None:
    moved = {
        "finding_number": 7, "page": 3, "place": "第3页", "evidence": FINDING["evidence"].replace("第2页", "第3页"),
    }  # fmt: skip
    assert key().startswith("balance-closes-")
    assert key(**moved) == key()


@pytest.mark.parametrize(
    "changed",
    [
        {"disclosure_id": "350200-2025-budget-department-某局"},
        {"rule": "balance-and-revenue"},
        {"table_name": "appropriation_balance"},
        {"actual_printed": "5.50元"},
        {"expected_printed": "5.50元"},
        {"evidence": FINDING["evidence"].replace("收入总计 5", "本年收入合计 5")},
    ],
)
def test_it_changes_with_what_is_judged(changed: dict[str, Any]) -> None:
    assert key(**changed) != key()


def test_of_findings_that_are_alike_each_has_its_own() -> None:
    first, second, third = finding_keys([FINDING, FINDING, FINDING])
    assert (second, third) == (f"{first}-2", f"{first}-3")
