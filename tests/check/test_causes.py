"""One wrong cell is one finding, also where rounding makes the differences differ a little."""

from flows.check.reconcile import reconcile
from tests.check.building import built

ROUNDED = """
general_public_expenditure 万元
code name total basic basic_personnel basic_public project
. 合计 1277.72 1277.72 1277.70 0.03 0.00
201 一般公共服务支出 1277.72 {basic} 1277.70 0.03 0.00
"""


def messages(basic: str) -> list[str]:
    found = reconcile(built(ROUNDED.format(basic=basic))).findings.to_pylist()
    return [finding["message"] for finding in found if finding["severity"] == "error"]


def test_differences_that_rounding_sets_apart_are_of_one_cause() -> None:
    """Basic expenditure is 7.00 more than the total leaves, and 6.99 more than its parts."""
    assert messages("1277.72") == []
    assert len(messages("1284.72")) == 1


def test_differences_that_are_not_alike_are_of_two_causes() -> None:
    written = ROUNDED.format(basic="1284.72").replace("1277.70 0.03", "1270.00 0.00")
    found = reconcile(built(written)).findings.to_pylist()
    assert len([finding for finding in found if finding["severity"] == "error"]) > 1
