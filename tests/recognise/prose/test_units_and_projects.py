"""Units and projects, as the prose lists them."""

from decimal import Decimal

from flows.model import Line, Project, Unit
from flows.recognise.prose.passages import Passage, split_passages
from flows.recognise.prose.units_and_projects import read_projects, read_units


def prose(*lines: str) -> tuple[Passage, ...]:
    return split_passages([Line(text, number) for number, text in enumerate(lines, 1)])


def test_a_project_has_its_budget_and_who_carries_it_out() -> None:
    found = read_projects(
        prose(
            "示例专项经费情况说明", "一、实施主体", "由厦门市示例局负责实施。",
            "二、年度预算安排", "2025年度项目总预算1,720.00万，其中一般公共预算拨款1,700万元，单位自有资金20万元。",
        ),
        2025,
    )  # fmt: skip
    assert found == (
        Project(
            "示例专项", 2025, Decimal(17200000), Decimal(17000000), Decimal(200000), "厦门市示例局", 4
        ),
    )  # fmt: skip


def test_a_project_without_a_name_is_none() -> None:
    assert read_projects(prose("项目经费情况说明", "六、年度预算安排", "第一季度15万元。"), 2025) == ()


def test_units_are_listed_by_their_names_alone() -> None:
    listed = prose("机构设置", "本部门包括：", "1. 厦门市示例局（本级）", "2. 所属事业单位厦门市示例服务中心不单列预算")
    assert read_units((), listed) == (Unit("厦门市示例局（本级）", None, 3), Unit("厦门市示例服务中心", None, 4))
