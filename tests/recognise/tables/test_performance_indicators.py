"""Performance indicators: operator, target and unit, and targets that are in words."""

from decimal import Decimal

import pytest

from flows.model import Cell
from flows.recognise.tables.joined_table import JoinedTable, Row
from flows.recognise.tables.performance_forms import performance_items
from flows.recognise.tables.performance_indicators import read_indicators

LEVELS = ("一级指标", "二级指标", "三级指标", "目标值")
NATIONAL = ("一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "权重")
OVERALL = ("年度工作任务", "绩效指标", "指标方向", "目标值", "计量单位", "涉及财政资金")


def sheet(*rows: tuple[str, ...]) -> JoinedTable:
    """Rows of cells, one column each; an empty text is a blank cell."""
    return JoinedTable((), tuple(_row(number, texts) for number, texts in enumerate(rows)), max(map(len, rows)), 1, 1)


def _row(number: int, texts: tuple[str, ...]) -> Row:
    cells = tuple(
        Cell(number, column, text, number + 1, reference=f"R{number}C{column}") for column, text in enumerate(texts)
    )
    return Row(cells, frozenset(range(len(texts))), number + 1)


def told(table_name: str, *rows: tuple[str, ...]) -> list[tuple[str, str, str, str, str | None]]:
    found = read_indicators(table_name, sheet(*rows))
    return [(each.parent, each.name, each.operator, each.target, each.unit) for each in found]


@pytest.mark.parametrize(
    ("printed", "operator", "target", "unit"),
    [
        ("≥95%", ">=", "95", "%"),
        ("不少于3场", ">=", "3", "场"),
        ("大于等于1,000人", ">=", "1,000", "人"),
        ("=1个", "=", "1", "个"),
        ("100%", "=", "100", "%"),
        ("明显提升", "text", "明显提升", None),
        ("2024年12月底前完成", "text", "2024年12月底前完成", None),
        ("按时完成", "text", "按时完成", None),
        ("较上年有所提高", "text", "较上年有所提高", None),
    ],
)
def test_a_target_in_words_is_kept_beside_those_in_numbers(
    printed: str, operator: str, target: str, unit: str | None
) -> None:
    row = ("效益指标", "社会效益指标", "满意程度", printed)
    assert [each[2:] for each in told("performance_project", LEVELS, row)] == [(operator, target, unit)]


def test_levels_left_blank_are_those_of_the_row_above_for_words_too() -> None:
    found = told(
        "performance_project",
        LEVELS,
        ("产出指标", "质量指标", "验收合格率", "≥98%"),
        ("", "时效指标", "完成及时性", "及时"),
        ("", "", "资金拨付", "按合同支付"),
    )
    assert [each[0] for each in found] == ["产出指标/质量指标", "产出指标/时效指标", "产出指标/时效指标"]
    assert [each[1:4] for each in found][1:] == [("完成及时性", "text", "及时"), ("资金拨付", "text", "按合同支付")]


def test_a_row_that_stands_further_left_keeps_its_target_in_words() -> None:
    """In a text the cells of merged labels are lost, and the rest of the row moves to the left."""
    rows = (("绩效指标", *LEVELS), ("产出指标", "质量指标", "文件质量", "符合要求"))
    assert told("performance_project", *rows) == [("产出指标/质量指标", "文件质量", "text", "符合要求", None)]


def test_the_national_form_has_its_operator_target_and_unit_in_columns() -> None:
    found = told(
        "performance_project",
        NATIONAL,
        ("产出指标", "数量指标", "培训人次", "≥", "300", "人次", "20"),
        ("效益指标", "社会效益指标", "办事效率", "定性", "提高", "", "30"),
        ("成本指标", "经济成本指标", "人均成本", "＝", "400", "元", "20"),
    )
    assert [each[1:] for each in found] == [
        ("培训人次", ">=", "300", "人次"),
        ("办事效率", "text", "提高", None),
        ("人均成本", "=", "400", "元"),
    ]


@pytest.mark.parametrize(
    "row",
    [
        ("项目名称", "城市更新专项", "", ""),
        ("年度总体目标", "", "", "完成更新任务，明显改善环境"),
        ("预算资金", "621.70万元", "其中：财政拨款", "621.70万元"),
        ("", "", "", "只有目标而无名称"),
        ("产出指标", "质量指标", "无目标的指标", ""),
        ("产出指标", "质量指标", "未涉及", "—"),
        ("注：指标以批复为准", "", "", ""),
    ],
)
def test_what_is_no_indicator_is_none(row: tuple[str, ...]) -> None:
    assert told("performance_project", LEVELS, row) == []


def test_an_overall_target_in_words_is_kept_and_a_blank_is_not() -> None:
    found = told(
        "performance_overall",
        OVERALL,
        ("提升服务", "服务水平", "定性", "持续提升", "", "10.00"),
        ("", "网站更新", "大于等于", "200", "篇", ""),
        ("", "档案完整", "", "", "", ""),
    )
    assert found == [
        ("提升服务", "服务水平", "text", "持续提升", None),
        ("提升服务", "网站更新", ">=", "200", "篇"),
    ]


def test_amounts_of_performance_say_in_which_cell_they_stand() -> None:
    ((money, _),) = performance_items(
        "performance_overall", sheet(OVERALL, ("提升服务", "服务水平", "定性", "好", "", "10.00")), "万元"
    )
    assert (money.amount, money.reference) == (Decimal(100000), "R1C5")
    ((project, _),) = performance_items(
        "performance_project", sheet(("项目名称", "城市更新"), ("预算资金", "5万元")), "元"
    )
    assert (project.name, project.reference) == ("城市更新", "R1C1")
