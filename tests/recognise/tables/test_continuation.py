"""A table that a page parts goes on below a stray line, and never below the head of another table."""

from dataclasses import replace

import pytest

from flows.errors import UnrecognisedError
from flows.model import Cell, Grid, Identity, Line
from flows.recognise.tables.finder import FoundTables, find_tables

WHO = Identity("350200", "厦门市", "厦门市示例局", None, 2024, "budget", "department")
HEAD = ("科目编码", "科目名称", "合计", "基本支出", "项目支出")
EDGES = (50.0, 150.0, 350.0, 450.0, 550.0, 650.0)


def grid(page: int, *rows: tuple[str, ...], shift: float = 0.0) -> Grid:
    cells = tuple(Cell(y, x, text, page) for y, row in enumerate(rows) for x, text in enumerate(row))
    return Grid(cells, len(rows), len(HEAD), page, edges=tuple(edge + shift for edge in EDGES))


def found(between: str, page: int = 2, shift: float = 0.0) -> FoundTables:
    first = grid(1, HEAD, ("201", "一般公共服务支出", "3.00", "1.00", "2.00"))
    second = grid(page, ("206", "科学技术支出", "5.00", "5.00", ""), shift=shift)
    lines = (Line("部门支出总表", 1), Line("单位：万元", 1))
    return find_tables((*lines, first, Line(between, page), second), WHO, "document")


@pytest.mark.parametrize("between", ["7,654,321.00", "（盖章）", "注：数字经四舍五入。"])
def test_a_stray_line_does_not_end_a_table(between: str) -> None:
    (draft,) = found(between).drafts
    assert [row.text(0) for row in draft.sheet.body] == ["201", "206"]


@pytest.mark.parametrize("between", ["政府采购预算表", "三、项目支出", "附表说明"])
def test_the_head_of_another_table_ends_it(between: str) -> None:
    (draft,) = found(between).drafts
    assert [row.text(0) for row in draft.sheet.body] == ["201"]


@pytest.mark.parametrize(
    ("page", "row"),
    [(3, ("206", "科学技术支出", "5.00", "5.00", "")), (2, ("5.00", "206", "5.00", "科学技术支出", ""))],
    ids=["a page further on", "words where numbers stood"],
)
def test_amounts_of_which_nothing_says_what_they_are_refuse_the_document(page: int, row: tuple[str, ...]) -> None:
    first = grid(1, HEAD, ("201", "一般公共服务支出", "3.00", "1.00", "2.00"))
    lines = (Line("部门支出总表", 1), Line("单位：万元", 1))
    with pytest.raises(UnrecognisedError, match="neither continues it nor has a title"):
        find_tables((*lines, first, Line("（盖章）", page), grid(page, row, shift=9.0)), WHO, "document")


def test_a_table_goes_on_below_its_title_printed_again_though_a_note_stood_between() -> None:
    first = grid(1, HEAD, ("201", "一般公共服务支出", "3.00", "1.00", "2.00"))
    second = grid(2, HEAD, ("206", "科学技术支出", "5.00", "5.00", ""))
    lines = (Line("部门支出总表", 1), Line("单位：万元", 1))
    again = (Line("注：本表反映支出。", 1), Line("部门支出总表（续）", 2), Line("单位：万元", 2))
    (draft,) = find_tables((*lines, first, *again, second), WHO, "document").drafts
    assert [row.text(0) for row in draft.sheet.body] == ["201", "206"]


def test_headings_printed_again_say_that_a_table_goes_on() -> None:
    first = grid(1, HEAD, ("201", "一般公共服务支出", "3.00", "1.00", "2.00"))
    second = grid(2, HEAD, ("206", "科学技术支出", "5.00", "5.00", ""), shift=9.0)
    lines = (Line("部门支出总表", 1), Line("单位：万元", 1))
    (draft,) = find_tables((*lines, first, Line("注：本表反映支出。", 1), second), WHO, "document").drafts
    assert [row.text(0) for row in draft.sheet.body] == ["201", "206"]


@pytest.mark.parametrize("between", ["续表", "（续表二）", "（盖章）"])
def test_a_table_without_geometry_goes_on_where_its_columns_hold_alike(between: str) -> None:
    first = replace(grid(1, HEAD, ("201", "一般公共服务支出", "3.00", "1.00", "2.00")), edges=())
    second = replace(grid(8, ("合计", "", "3.00", "1.00", "2.00")), edges=())
    lines = (Line("部门支出总表", 1), Line("单位：万元", 1))
    (draft,) = find_tables((*lines, first, Line(between, 7), second), WHO, "document").drafts
    assert [row.text(0) for row in draft.sheet.body] == ["201", "合计"]


@pytest.mark.parametrize("above", [(), ("公开05表",), ("附表5", "公开05表")])
def test_a_grid_that_runs_on_into_the_next_table_ends_above_its_head(above: tuple[str, ...]) -> None:
    heads = tuple((text, "", "", "", "") for text in (*above, "一般公共预算支出表"))
    first, second = ("201", "一般公共服务支出", "3.00", "1.00", "2.00"), ("206", "科学技术支出", "5.00", "5.00", "")
    both = grid(1, HEAD, first, *heads, HEAD, second)
    drafts = find_tables((Line("部门支出总表", 1), Line("单位：万元", 1), both), WHO, "document").drafts
    assert [(draft.table_name, [row.text(0) for row in draft.sheet.body]) for draft in drafts] == [
        ("expenditure", ["201"]),
        ("general_public_expenditure", ["206"]),
    ]


def titled(title: str, page: int, *rows: tuple[str, ...]) -> tuple[Line | Grid, ...]:
    return Line(title, page), Line("单位：万元", page), grid(page, *rows)


def test_titles_that_differ_in_a_bracket_are_of_two_tables() -> None:
    rows = (HEAD, ("201", "一般公共服务支出", "3.00", "1.00", "2.00"))
    economic = (("科目编码", "科目名称", "合计", "人员经费", "公用经费"), ("301", "工资福利支出", "3.00", "3.00", ""))
    first = titled("一般公共预算基本支出表（按经济分类）", 1, *economic)
    second = titled("一般公共预算基本支出表（按功能分类）", 2, *rows)
    with pytest.raises(UnrecognisedError, match=r"two tables may be the basic_expenditure|not understood"):
        find_tables((*first, *second), WHO, "document")


def test_a_grid_with_headings_of_its_own_does_not_go_on_with_the_table_above_it() -> None:
    first = titled("部门支出总表", 1, HEAD, ("201", "一般公共服务支出", "3.00", "1.00", "2.00"))
    other = grid(2, ("项目编码", "项目", "预算", "上年", "增减"), ("301", "示例项目", "3.00", "1.00", "2.00"))
    found = find_tables((*first, other), WHO, "document")
    assert [len(draft.sheet.body) for draft in found.drafts] == [1]
    assert found.rest == (other,)


def test_a_grid_with_some_headings_of_the_table_above_it_is_neither_that_table_nor_another() -> None:
    first = titled("部门支出总表", 1, HEAD, ("201", "一般公共服务支出", "3.00", "1.00", "2.00"))
    other = grid(2, ("科目编码", "科目名称", "合计", "人员经费", "公用经费"), ("301", "工资", "3.00", "1.00", "2.00"))
    with pytest.raises(UnrecognisedError, match="neither continues it nor has a title"):
        find_tables((*first, other), WHO, "document")


def test_a_row_that_a_page_cuts_is_one_row() -> None:
    cut = ("206", "科学技术", "12,437.3", "12,437.3", "")
    rows = (HEAD, ("201", "一般公共服务支出", "3.00", "1.00", "2.00"), cut)
    first = titled("部门支出总表", 1, *rows)
    rest = grid(2, ("", "支出", "6", "6", ""), ("合计", "", "12,440.36", "12,438.36", "2.00"))
    (draft,) = find_tables((*first, rest), WHO, "document").drafts
    assert [[row.text(column).replace("\n", "") for column in range(5)] for row in draft.sheet.body] == [
        ["201", "一般公共服务支出", "3.00", "1.00", "2.00"],
        ["206", "科学技术支出", "12,437.36", "12,437.36", ""],
        ["合计", "", "12,440.36", "12,438.36", "2.00"],
    ]


def test_a_row_of_its_own_below_a_page_break_stays_one() -> None:
    first = titled("部门支出总表", 1, HEAD, ("201", "一般公共服务支出", "3.00", "1.00", "2.00"))
    rest = grid(2, ("206", "科学技术支出", "6", "6", ""))
    (draft,) = find_tables((*first, rest), WHO, "document").drafts
    assert [row.text(2) for row in draft.sheet.body] == ["3.00", "6"]


def test_a_table_whose_headings_stand_in_another_order_below_its_title_printed_again_does_not_continue() -> None:
    first = grid(1, HEAD, ("201", "一般公共服务支出", "3.00", "1.00", "2.00"))
    other_order = grid(2, (*HEAD[:3], "项目支出", "基本支出"), ("206", "科学技术支出", "5.00", "4.00", "1.00"))
    lines = (Line("部门支出总表", 1), Line("单位：万元", 1))
    with pytest.raises(UnrecognisedError, match="two tables may be the expenditure"):
        find_tables((*lines, first, Line("部门支出总表（续）", 2), other_order), WHO, "document")
