"""Stated counts: of what, how many, as of when; and numbers that count nothing of this kind."""

from decimal import Decimal

import pytest

from flows.model import Box, Count, Line
from flows.recognise.prose.counts import stated_counts
from flows.recognise.prose.passages import split_passages


def counts(*lines: str) -> tuple[Count, ...]:
    return stated_counts(split_passages([Line(text, number) for number, text in enumerate(lines, 1)]))


def told(text: str) -> list[tuple[str | None, str | None, int, str]]:
    return [(each.counted, each.category, each.number, each.measure_word) for each in counts(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "截至2024年12月31日，本部门共有车辆7辆，其中：部级领导干部用车0辆、执法执勤用车3辆、其他用车4辆。",
            [("vehicles", None, 7, "辆"), ("vehicles", "部级领导干部用车", 0, "辆"),
             ("vehicles", "执法执勤用车", 3, "辆"), ("vehicles", "其他用车", 4, "辆")],
        ),
        (
            "2025年部门预算安排购置车辆2辆，其中：应急保障用车1辆、其他用车1辆；单价100万元（含）以上设备（不含车辆）3台（套）。",
            [("vehicles_purchased", None, 2, "辆"), ("vehicles_purchased", "应急保障用车", 1, "辆"),
             ("vehicles_purchased", "其他用车", 1, "辆"), (None, None, 3, "台（套）")],
        ),
        (
            "部门预算安排购置单价50万元以上通用设备1台（套），单价100万元以上专用设备2台（套）。",
            [("equipment_purchased", "通用设备", 1, "台（套）"), ("equipment_purchased", "专用设备", 2, "台（套）")],
        ),
        (
            "公务用车购置数0辆，公务用车保有量为12辆。",
            [("vehicles_purchased", None, 0, "辆"), ("vehicles", None, 12, "辆")],
        ),
        (
            "全年使用财政拨款安排因公出国（境）团组2个，累计5人次。",
            [("abroad_delegations", None, 2, "个"), ("abroad_person_times", None, 5, "人次")],
        ),
        (
            "2024年参加3个团组出国访问。2024年因公出国（境）共计1个团组、4人次。",
            [(None, None, 3, "个团组"), ("abroad_delegations", None, 1, "个团组"),
             ("abroad_person_times", None, 4, "人次")],
        ),
        (
            "国内公务接待支出2.50万元，国内公务接待15批次，共计接待1,024人次；外事接待2批次、30人次。",
            [("reception_batches", "国内公务接待", 15, "批次"),
             ("reception_person_times", "国内公务接待", 1024, "人次"),
             ("reception_batches", "外事接待", 2, "批次"), ("reception_person_times", "外事接待", 30, "人次")],
        ),
        ("公务接待批次12个，接待人数98人。",
         [("reception_batches", None, 12, "个"), ("reception_person_times", None, 98, "人")]),
        ("行政编制20名，事业编制5名，实有在职人员23人，退休人员11人。",
         [("establishment", "行政编制", 20, "名"), ("establishment", "事业编制", 5, "名"),
          ("staff", None, 23, "人"), ("retirees", "退休人员", 11, "人")]),
        ("本部门中，行政单位1家，参照公务员法管理的事业单位2家，具体包括下属3家预算单位。",
         [("units", "行政单位", 1, "家"),
          ("units", "参照公务员法管理的事业单位", 2, "家"), ("units", "预算单位", 3, "家")]),
        ("纳入2024年部门预算编制范围的二级预算单位共4个。", [("units", "二级预算单位", 4, "个")]),
        ("本部门设9个内设机构，下设十二个职能科室，内设机构9个。",
         [("institutions", None, 9, "个"), ("institutions", None, 12, "个"), ("institutions", None, 9, "个")]),
        ("编报绩效目标的项目共25个，实行绩效管理的一级项目2个。",
         [("performance_projects", None, 25, "个"), ("performance_projects", None, 2, "个")]),
    ],
)  # fmt: skip
def test_counts_of_every_kind_are_read(text: str, found: list[tuple[str | None, str | None, int, str]]) -> None:
    assert told(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "走访企业200家，举办活动30次。",
        "帮扶3家单位，服务居民5,000人。",
        "全区共有居委会25个，常住人口12.5万人。",
        "接待费比上年减少5个百分点。",
        "第3批资金已下达，为期6个月。",
        "一个中心、两个基地。",
        "人均支出3万元，5人民币。",
        "单价100万元以上设备。",
        "有三四个科室，第二个处室。",
        "共有车辆99999999999999999999辆。",
        "退休人员经费增加主要是1人去世。",
    ],
)
def test_numbers_that_count_nothing_of_this_kind_are_none(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("报废公务用车2辆。", None),
        ("租用公务用车3辆。", None),
        ("培训基层干部300人次。", None),
        ("本部门公务用车3辆。", "vehicles"),
    ],
)
def test_what_is_counted_is_not_guessed(text: str, item: str | None) -> None:
    assert [each.counted for each in counts(text)] == [item]


def test_a_day_holds_for_what_is_held_and_not_for_what_is_to_be_bought() -> None:
    held, equipment, bought = counts(
        "截至2024年8月31日，本部门共有车辆8辆；单价100万元以上设备1台（套）。2025年部门预算安排购置车辆1辆。"
    )
    assert (held.as_of, held.year) == ("2024-08-31", 2024)
    assert (equipment.as_of, equipment.threshold) == (None, Decimal(1000000))
    assert (bought.counted, bought.as_of, bought.year) == ("vehicles_purchased", None, 2025)


@pytest.mark.parametrize(
    ("price", "threshold"),
    [("100万元", "1000000"), ("1,000,000元", "1000000"), ("50万元（含）", "500000"), ("9" * 30 + "万元", None)],
)
def test_the_price_above_which_equipment_counts_is_in_yuan(price: str, threshold: str | None) -> None:
    (found,) = counts(f"单价{price}以上设备2台（套）。")
    assert found.threshold == (None if threshold is None else Decimal(threshold))


def test_a_day_that_no_calendar_has_is_none() -> None:
    assert [each.as_of for each in counts("截至2024年2月31日，共有车辆2辆。")] == [None]


def test_the_end_of_december_is_a_day_and_that_of_june_is_not_guessed() -> None:
    assert [each.as_of for each in counts("截至2024年12月底，共有车辆2辆。截至2024年6月底，共有车辆3辆。")] == [
        "2024-12-31",
        None,
    ]


def test_a_count_keeps_its_evidence() -> None:
    box = Box(1, 2, 3, 4)
    lines = [Line("三、国有资产占有使用情况", 7), Line("本部门共有车辆1", 8, box), Line(",234辆，运转正常。", 8)]
    (found,) = stated_counts(split_passages(lines))
    assert (found.section, found.counted_printed) == ("三、国有资产占有使用情况", "本部门共有车辆")
    assert (found.number, found.number_printed, found.measure_word) == (1234, "1,234", "辆")
    assert (found.page, found.box, found.text) == (8, box, "本部门共有车辆1,234辆，运转正常。")
