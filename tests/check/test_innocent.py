"""What real documents print and no rule may accuse, though it looks like a fault."""

from collections.abc import Mapping

import pytest

from flows.check.reconcile import reconcile
from flows.model import Stage
from tests.check.building import built

INNOCENT: Mapping[str, tuple[str, Stage, str]] = {
    "a rate of one decimal": (
        "prose-change-rate",
        "budget",
        """
        says
        收入 | 404.52万元 | 收入404.52万元，比上年增加16.18万元，增长4.2%。 | kind=budget
        比上年增加 | 16.18万元 | 收入404.52万元，比上年增加16.18万元，增长4.2%。 | direction=increase percentage=4.2
        """,
    ),
    "parts of what was carried over": (
        "year-and-carryover",
        "budget",
        """
        balance 万元
        side name total
        revenue 本年收入合计 170.00
        revenue 上年结余、结转 30.00
        revenue 财政拨款结余、结转 20.00
        revenue 非财政拨款结余、结转 10.00
        revenue 收入总计 200.00
        """,
    ),
    "shares of the whole that the heading above tells of": (
        "prose-shares",
        "budget",
        """
        says
        支出 | 400.00万元 | 支出预算400.00万元。 | section=支出预算 item=total_expenditure kind=budget
        公共安全支出 | 325.00万元 | 包括公共安全支出325.00万元。 | section=支出预算 item=function kind=budget
        人员支出 | 250.00万元 | 包括人员支出250.00万元，占62.5%。 | section=支出预算
        """,
    ),
    "a fund's table that holds what was carried in": (
        "appropriation-and-funds",
        "budget",
        """
        appropriation_balance 万元
        side name total
        revenue 一般公共预算拨款 30.00
        revenue 上年结转 2.00
        revenue 收入总计 32.00

        general_public_expenditure 万元
        code name total
        . 合计 32.00
        """,
    ),
    "one item of all funds and of appropriations": (
        "prose-restated",
        "budget",
        """
        says
        基本支出 | 30.00万元 | 支出预算中，基本支出30.00万元。 | section=支出预算情况 item=basic kind=budget
        基本支出 | 25.00万元 | 支出中，基本支出25.00万元。 | section=财政拨款支出情况 item=basic kind=budget
        """,
    ),
    "this year's revenue beside a total that holds the carry-over": (
        "prose-totals",
        "budget",
        """
        revenue 万元
        code name total appropriation carryover
        . 合计 32.00 30.00 2.00

        says
        本年收入 | 30.00万元 | 其中：本年收入30.00万元。 | item=total_revenue kind=budget
        """,
    ),
    "projects of all appropriations where a fund has its own": (
        "prose-totals",
        "budget",
        """
        general_public_expenditure 万元
        code name total basic project
        . 合计 30.00 20.00 10.00

        government_fund_expenditure 万元
        code name total project
        . 合计 5.00 5.00

        says
        财政拨款项目支出 | 15.00万元 | 财政拨款项目支出15.00万元。 | item=appropriation_project kind=budget
        """,
    ),
    "operations of one function": (
        "prose-totals",
        "budget",
        """
        basic_expenditure 元
        code name total public
        . 合计 587,890 587,890

        says
        公用经费 | 58万元 | 2.“农林水支出”科目83万元，主要用于公用经费58万元、项目支出7万元。 | item=public kind=budget
        """,
    ),
    "the total of appropriations below their heading": (
        "prose-grand-totals",
        "budget",
        """
        balance 万元
        side name total
        revenue 收入总计 40.00

        appropriation_balance 万元
        side name total
        revenue 收入总计 30.00

        says
        收、支总 | 30.00万元 | 收、支总预算30.00万元。 | section=财政拨款收支情况 item=total_both kind=budget
        """,
    ),
    "this year's revenue of all funds beside that of appropriations": (
        "prose-revenue-items",
        "budget",
        """
        appropriation_balance 万元
        side name total
        revenue 本年收入 30.00

        says
        本年收入 | 40.00万元 | 包括本年收入40.00万元。
        """,
    ),
    "code 30212 of another thing": (
        "three-public-within",
        "budget",
        """
        basic_expenditure 万元
        code name total
        30212 维修（护）费 9.00

        three_public 万元
        name total abroad
        . 1.00 1.00
        """,
    ),
    "a name that no year's classification has": (
        "code-names",
        "budget",
        """
        basic_expenditure 万元
        code name total
        30102 津贴和补贴 20.00
        """,
    ),
    "a cell of yuan without decimals": (
        "total-of-classes",
        "budget",
        """
        expenditure 元
        code name total
        . 合计 30.34
        205 教育支出 20
        208 社会保障和就业支出 10.00
        """,
    ),
    "what one of several units spends": (
        "prose-restated",
        "budget",
        """
        says
        项目支出 | 9.00万元 | 9.00万元。 | section=支出/一、某市财政局 item=project_expenditure kind=budget
        项目支出 | 3.00万元 | 3.00万元。 | section=支出/二、某市财政局评审中心 item=project_expenditure kind=budget
        """,
    ),
}


@pytest.mark.parametrize(("rule", "stage", "text"), INNOCENT.values(), ids=INNOCENT)
def test_nothing_is_accused(rule: str, stage: Stage, text: str) -> None:
    coverage = reconcile(built(text, stage=stage)).check_coverage.to_pylist()
    assert {row["outcome"] for row in coverage if row["rule"] == rule} <= {"passed", "rounding", "not_applicable"}
