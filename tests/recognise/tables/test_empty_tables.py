"""A table may be printed with nothing in it: as a note alone, as a grid of slashes, or as numbers of columns."""

from pathlib import Path

import pytest

from flows.model import Disclosure
from tests.recognise.reading import disclosure_of

HEAD = "厦门市示例局\n\n2024年度部门预算\n\n"
COLUMNS = "| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |\n|---|---|---|---|---|\n"
SPENT = f"部门支出总表\n\n单位：万元\n\n{COLUMNS}| 201 | 一般公共服务支出 | 9.00 | 5.00 | 4.00 |\n\n"
FUND = "政府性基金预算支出表\n\n单位：万元\n\n"
OTHER = "政府采购预算表\n\n单位：万元\n\n| 科目编码 | 科目名称 | 合计 |\n|---|---|---|\n| 201 | 办公家具 | 7.00 |\n"


def read(printed: str, folder: Path) -> Disclosure:
    path = folder / "disclosure.md"
    path.write_text(HEAD + SPENT + printed, encoding="utf-8")
    return disclosure_of(path)


@pytest.mark.parametrize(
    "below",
    [
        "本部门2024年无政府性基金预算支出，故本表为空表。\n\n",
        "| 此表无数据 | |\n|---|---|\n| | |\n\n",
        f"{COLUMNS}| / | / | / | / | / |\n| 合计 | | / | / | / |\n\n",
        f"{COLUMNS}| 无 | 无 | 无 | 无 | 无 |\n\n",
        f"{COLUMNS}| 栏次 | | 1 | 2 | 3 |\n| | | | | |\n\n",
    ],
    ids=["a note alone", "a note in a grid", "slashes", "a word in every cell", "numbers of columns"],
)
@pytest.mark.parametrize("after", ["", OTHER], ids=["the last table", "another table below"])
def test_a_table_that_says_nothing_is_empty(below: str, after: str, tmp_path: Path) -> None:
    found = read(FUND + below + after, tmp_path)
    assert {table.table_name: table.status for table in found.tables} == {
        "expenditure": "present",
        "government_fund_expenditure": "empty",
    }


def test_the_grid_of_another_table_is_not_that_of_the_title_above_it(tmp_path: Path) -> None:
    found = read(FUND + OTHER, tmp_path)
    assert [table.table_name for table in found.tables] == ["expenditure"]


@pytest.mark.parametrize("step", [1, -1], ids=["total first", "total last"])
def test_amounts_that_count_up_are_no_numbers_of_columns(step: int, tmp_path: Path) -> None:
    rows = ["| 合计 | | 1 | 2 | 3 |", "| 212 | 城乡社区支出 | 1 | 2 | 3 |"]
    printed = "\n".join(rows[::step])
    found = read(f"{FUND}{COLUMNS}{printed}\n", tmp_path)
    (table,) = (table for table in found.tables if table.table_name == "government_fund_expenditure")
    assert [item.amount_printed for item in table.items] == ["1", "2", "3", "1", "2", "3"]
