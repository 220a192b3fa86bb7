"""Stated amounts: every money amount of the prose, once for each time, and nothing that is none."""

from decimal import Decimal

import pytest

from flows.model import Line, StatedAmount
from flows.recognise.prose.amount_mentions import amount_mentions
from flows.recognise.prose.passages import split_passages


def stated(*lines: str) -> tuple[StatedAmount, ...]:
    passages = split_passages([Line(text, number) for number, text in enumerate(lines, 1)])
    return tuple(mention.amount for passage in passages for mention in amount_mentions(passage))


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("收入预算1,234.50万元，支出预算1,234.50万元。", ["12345000.00", "12345000.00"]),
        ("资产总额2.5亿元，其中车辆30千元。", ["250000000.00", "30000.00"]),
        ("预算为 0 元。", ["0.00"]),
        ("采购单价100万元以上设备2台（套）。", []),
        ("单位价值50万元以上通用设备1台，预算60万元。", ["600000.00"]),
        ("单台价值50万元（含）以上设备1台，车辆原值20万元。", ["200000.00"]),
        ("按500元/人的标准安排。", []),
        ("2024年共有车辆3辆。", []),
        ("补助金额10.00 万 元。", ["100000.00"]),
        ("收入预算1234万5678元，支出预算3亿2000.5万元。", ["12345678.00", "320005000.00"]),
        ("投资1亿2345万6789元、5万10万元。", ["123456789.00", "100000.00"]),
        (
            "拨款人民币三百万元整，其中壹佰贰拾万元用于建设，十五万元用于培训。",
            ["3000000.00", "1200000.00", "150000.00"],
        ),
        ("城乡二元结构、多元化、数百万元、几十万元、一百万元以上设备、十元店。", []),
    ],
)
def test_each_amount_is_read_in_yuan_and_a_threshold_is_none(text: str, amounts: list[str]) -> None:
    assert [str(each.amount) for each in stated(text)] == amounts


@pytest.mark.parametrize(
    ("text", "printed", "unit"),
    [
        ("收入1234万5678元。", "1234万5678元", "元"),
        ("收入1亿200万元。", "1亿200万元", "万元"),
        ("收入三百万元。", "三百万元", "万元"),
    ],
)
def test_an_amount_in_several_units_is_kept_as_it_is_printed(text: str, printed: str, unit: str) -> None:
    (found,) = stated(text)
    assert (found.amount_printed, found.unit_printed, found.subject) == (printed, unit, "收入")


def test_an_amount_that_is_broken_over_two_lines_is_whole_and_knows_where_it_begins() -> None:
    found = stated("2024年度收入总计12", "3.45万元。")
    assert [(each.amount, each.page, each.subject) for each in found] == [(Decimal("1234500.00"), 1, "2024年度收入总")]


def test_a_comparison_keeps_change_direction_and_percentage() -> None:
    total, change = stated("2024年支出总计90万元，比上年减少10万元，下降10%。")
    assert (total.direction, total.year) == (None, 2024)
    assert (change.amount, change.direction, change.percentage) == (Decimal("100000.00"), "decrease", Decimal(10))


def test_an_amount_knows_the_headings_under_which_it_stands() -> None:
    (found,) = stated("第三部分 说明", "一、收支总体情况", "收入预算5万元。")
    assert found.section == "第三部分说明 / 一、收支总体情况"


def test_a_year_that_is_only_compared_with_is_not_the_year_of_the_amount() -> None:
    found = stated("2024年预算90万元，比2023年预算数增加10万元，其中项目支出30万元。")
    assert [each.year for each in found] == [2024, 2024, 2024]


def test_a_function_that_heads_an_item_is_a_heading_however_long() -> None:
    item = "2、一般公共服务支出（类）政府办公厅（室）及相关机构事务（款）其他政府办公厅（室）及相关机构事务支出（项）"
    first, second = stated("1、教育支出（类）", "年初预算5万元。", item, "年初预算6万元。")
    assert (first.section, second.section) == ("1、教育支出（类）", item)


def test_a_thousands_comma_parts_no_clause_and_a_bracket_does() -> None:
    found = stated("其中：基本支出2,453.00万元（人员支出2,120.98万元，公用支出332.02万元）。")
    assert [each.subject for each in found] == ["基本支出", "人员支出", "公用支出"]
