"""Tables that are none of the standard ones: told, and never in the way of those that are."""

from dataclasses import replace
from decimal import Decimal

import pytest

from flows.errors import UnrecognisedError
from flows.model import Cell, Grid, Identity, Line, OtherTable
from flows.recognise.tables.finder import FoundTables, find_tables
from flows.recognise.tables.other_tables import other_tables

WHO = Identity("510100", "四川省成都市", "成都市示例局", None, 2024, "final", "department")
HEAD = ("科目编码", "科目名称", "合计", "基本支出", "项目支出")
ITEM = ("201", "一般公共服务支出", "3.00", "1.00", "2.00")
PLAIN, DETAIL = "一般公共预算财政拨款支出决算表", "财政拨款支出决算明细表"
ECONOMIC = ("科目编码", "科目名称", "工资福利支出", "商品和服务支出", "资本性支出")


def grid(page: int, *rows: tuple[str, ...]) -> Grid:
    cells = tuple(Cell(y, x, text, page) for y, row in enumerate(rows) for x, text in enumerate(row))
    return Grid(cells, len(rows), len(rows[0]), page)


def found(*blocks: Line | Grid) -> FoundTables:
    return find_tables(blocks, WHO, "document")


def titled(title: str, page: int, *rows: tuple[str, ...]) -> tuple[Line | Grid, ...]:
    return Line(title, page), Line("单位：万元", page), grid(page, *rows)


def test_another_table_is_told_with_its_title_its_pages_and_what_it_holds() -> None:
    bought = (("采购项目", "金额"), ("电脑", "3.00"), ("服务", "4.00"))
    blocks = (*titled(PLAIN, 1, HEAD, ITEM), *titled("政府采购预算表", 2, *bought), grid(3, ("车辆", "5.00")))
    (table,) = other_tables(found(*blocks))
    assert replace(table, cells=()) == OtherTable("政府采购预算表", "万元", 2, 3, 4, 3)
    assert [(cell.row_number, cell.column_number, cell.text, cell.amount) for cell in table.cells] == [
        (1, 1, "采购项目", None), (1, 2, "金额", None),
        (2, 1, "电脑", None), (2, 2, "3.00", Decimal(30_000)),
        (3, 1, "服务", None), (3, 2, "4.00", Decimal(40_000)),
        (4, 1, "车辆", None), (4, 2, "5.00", None),
    ]  # fmt: skip


def test_a_grid_without_a_title_is_told_and_one_without_amounts_is_none() -> None:
    blocks = (*titled(PLAIN, 1, HEAD, ITEM), Line("三、其他情况说明。", 2), grid(2, ("单位", "性质")))
    held = (Line("车辆情况如下。", 3), grid(3, ("车辆", "数量"), ("轿车", "2")))
    (table,) = other_tables(found(*blocks, *held))
    assert replace(table, cells=()) == OtherTable(None, None, 3, 3, 2, 1)
    assert [cell.amount for cell in table.cells] == [None] * 4


@pytest.mark.parametrize("order", [(DETAIL, PLAIN), (PLAIN, DETAIL)])
def test_a_table_of_details_gives_way_to_the_one_that_it_details(order: tuple[str, str]) -> None:
    blocks = [block for page, title in enumerate(order, 1) for block in titled(title, page, HEAD, ITEM)]
    (draft,) = found(*blocks).drafts
    assert (draft.title, draft.sheet.first_page) == (PLAIN, 1 + order.index(PLAIN))


def test_a_table_of_details_alone_is_the_table() -> None:
    (draft,) = found(*titled(DETAIL, 1, HEAD, ITEM)).drafts
    assert (draft.table_name, draft.title) == ("general_public_expenditure", DETAIL)


def test_details_of_another_layout_are_passed_over_with_their_next_page_where_the_table_is_there() -> None:
    blocks = (*titled(PLAIN, 1, HEAD, ITEM), *titled(DETAIL, 2, ECONOMIC, ITEM), grid(3, ITEM))
    assert [draft.title for draft in found(*blocks).drafts] == [PLAIN]
    (table,) = other_tables(found(*blocks))
    assert replace(table, cells=()) == OtherTable(DETAIL, "万元", 2, 3, 3, 8)


def test_details_of_another_layout_alone_refuse_the_document() -> None:
    with pytest.raises(UnrecognisedError, match=DETAIL):
        found(*titled(DETAIL, 1, ECONOMIC, ITEM))


def test_two_tables_of_one_name_refuse_the_document() -> None:
    with pytest.raises(UnrecognisedError, match="two tables may be"):
        found(*titled(PLAIN, 1, HEAD, ITEM), *titled("财政拨款支出决算表", 2, HEAD, ITEM))
