"""Where the unit of a table may be printed, and what a table of one row tells when it is set upright."""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.recognise.reading import disclosure_of

COVER = "厦门市示例局\n\n2024年度部门预算\n\n"
REVENUE = "| 科目编码 | 科目名称 | 合计 |\n|---|---|---|\n| 201 | 一般公共服务支出 | 3.00 |\n| | 合计 | 3.00 |\n"


@pytest.mark.parametrize("title", ["部门支出总表（单位：万元）", "部门支出总表（万元）", "部门支出总表\n\n单位：万元"])
def test_the_unit_may_stand_in_the_title(title: str, tmp_path: Path) -> None:
    path = tmp_path / "disclosure.md"
    path.write_text(f"{COVER}{title}\n\n{REVENUE}", encoding="utf-8")
    (table,) = disclosure_of(path).tables
    assert table.unit_printed == "万元"
    assert {item.amount for item in table.items} == {Decimal("30000.00")}


@pytest.mark.parametrize(
    ("row", "measure"),
    [("合计", "total"), ("1、因公出国（境）费用", "abroad"), ("（2）公务用车购置费", "vehicle_purchase")],
)
def test_an_upright_table_with_one_amount_is_no_total(row: str, measure: str, tmp_path: Path) -> None:
    path = tmp_path / "disclosure.md"
    table = (
        f"“三公”经费预算表\n\n单位：元\n\n| 项目 | 2023年预算数 | 2024年预算数 |\n|---|---|---|\n| {row} | | 3.00 |\n"
    )
    path.write_text(f"{COVER}{table}| 公务接待费 | | |\n", encoding="utf-8")
    (found,) = disclosure_of(path).tables
    assert [(item.name, item.measure, item.amount) for item in found.items] == [("", measure, Decimal("3.00"))]
