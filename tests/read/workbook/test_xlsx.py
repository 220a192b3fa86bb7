"""XLSX: where tables begin and end, what is shown, what is hidden, and what is refused."""

import datetime as dt
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Color, Font, PatternFill

from flows.errors import UnreadableError
from flows.model import Line
from tests.read.disclosed import ITEMS, TABLES, blocks, document, grids, items, lines, rows, spans
from tests.read.office import RULES, put_table, saved, workbook


def sheet_of(values: Sequence[Sequence[Any]], *, ruled: tuple[int, int] | None = None) -> Any:
    """A sheet with these rows; `ruled` names the first and the last row between rules, from 1."""
    sheet = openpyxl.Workbook().active
    assert sheet is not None
    sheet.title = "表"
    for row, texts in enumerate(values, 1):
        for column, value in enumerate(texts, 1):
            cell = sheet.cell(row, column, value)
            if ruled and ruled[0] <= row <= ruled[1]:
                cell.border = RULES
    return sheet


@pytest.mark.parametrize("ruled", [True, False])
def test_a_disclosure_is_recognised(tmp_path: Path, *, ruled: bool) -> None:
    assert sorted(items(document(tmp_path, workbook(ruled=ruled))), key=str) == sorted(ITEMS, key=str)


def test_every_sheet_is_a_page_and_every_cell_has_an_address(tmp_path: Path) -> None:
    found = document(tmp_path, workbook())
    assert [page.number for page in found.pages] == [1, 2, 3, 4, 5]
    grid = grids(found)[0]
    assert (grid.page, {cell.page for cell in grid.cells}) == (2, {2})
    assert next(cell.reference for cell in grid.cells if cell.text == "34.00") == "收支预算总表!B6"
    assert blocks(found)[11] == Line("2025年收支预算总表", 2, reference="收支预算总表!A1")


def test_merged_cells_are_spans(tmp_path: Path) -> None:
    found = spans(grids(document(tmp_path, workbook()))[1])
    assert found["基本支出"] == (0, 3, 1, 3)
    assert found["项目支出"] == (0, 6, 2, 1)


def test_rules_bound_the_table(tmp_path: Path) -> None:
    values: list[list[Any]] = [
        ["附表", None, None],
        ["编制部门：测试局", None, "单位：元"],
        ["编码", "名称", "金额"],
        ["201", "支出", 1],
        ["备注：完", None, None],
    ]
    found = document(tmp_path, saved(sheet_of(values, ruled=(3, 4)).parent))
    assert rows(grids(found)[0]) == [["编码", "名称", "金额"], ["201", "支出", "1"]]
    assert lines(found) == ["附表", "编制部门：测试局", "单位：元", "备注：完"]


def test_a_row_that_lost_its_rules_goes_on(tmp_path: Path) -> None:
    sheet = sheet_of(
        [["编码", "名称", "金额"], ["201", "支出", 1], ["202", "支出", 2], ["", "说明", None]], ruled=(1, 2)
    )
    assert [row[0] for row in rows(grids(document(tmp_path, saved(sheet.parent)))[0])] == ["编码", "201", "202"]


def test_two_tables_in_one_sheet(tmp_path: Path) -> None:
    sheet = openpyxl.Workbook().active
    assert sheet is not None
    put_table(sheet, TABLES[0])
    put_table(sheet, TABLES[2], top=9)
    found = document(tmp_path, saved(sheet.parent))
    assert [grid.rows for grid in grids(found)] == [5, 4]
    assert lines(found)[3] == "2025年一般公共预算基本支出表"


@pytest.mark.parametrize(
    ("tab", "expected"),
    [("收支总表", ["收支总表"]), ("收支总表 (2)", ["收支总表"]), ("Sheet3", []), ("表2", []), ("2", [])],
)
def test_the_tab_is_the_title_of_a_sheet_that_begins_with_a_table(
    tmp_path: Path, tab: str, expected: list[str]
) -> None:
    sheet = sheet_of([["项目", "金额"], ["甲", 1]], ruled=(1, 2))
    sheet.title = tab
    assert lines(document(tmp_path, saved(sheet.parent))) == expected


def test_a_sheet_that_is_titled_does_without_its_tab(tmp_path: Path) -> None:
    sheet = sheet_of([["支出总表", None], ["项目", "金额"], ["甲", 1]], ruled=(2, 3))
    sheet.title = "收支总表"
    assert lines(document(tmp_path, saved(sheet.parent))) == ["支出总表"]


def test_what_is_hidden_is_not_read(tmp_path: Path) -> None:
    sheet = sheet_of([["编码", "名称", "旧", "金额"], ["201", "支出", 9, 1], ["202", "藏", 9, 2]], ruled=(1, 3))
    sheet.merge_cells("A1:A2")
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["C"].hidden = True
    hidden = sheet.parent.create_sheet("藏")
    hidden["A1"] = "藏"
    hidden.sheet_state = "hidden"
    found = document(tmp_path, saved(sheet.parent))
    assert len(found.pages) == 1
    assert rows(grids(found)[0]) == [["编码", "名称", "金额"], ["支出", "1"]]
    assert [cell.reference for cell in grids(found)[0].cells if cell.row == 1] == ["表!B2", "表!D2"]


def test_a_merged_area_whose_first_row_is_hidden_is_seen_further_down(tmp_path: Path) -> None:
    sheet = sheet_of([["编码", "甲"], ["", "乙"], ["201", 1]], ruled=(1, 3))
    sheet.merge_cells("A1:A2")
    sheet.row_dimensions[1].hidden = True
    assert rows(grids(document(tmp_path, saved(sheet.parent)))[0]) == [["编码", "乙"], ["201", "1"]]


@pytest.mark.parametrize(
    ("value", "pattern", "text"),
    [
        (1234.5, "General", "1234.5"),
        (0.1 + 0.2, "General", "0.3"),
        (123456789012.0, "General", "123456789012"),
        (1234.565, "0.00", "1234.57"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (-1234.5, "#,##0.00_);(#,##0.00)", "(1,234.50)"),
        (-1234.5, "0.00;[Red]-0.00", "-1234.50"),
        (0, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"),
        (5, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "5.00"),
        (0, "0.00;-0.00;", ""),
        (0, "#,##0.00;;", ""),
        (0.1234, "0.00%", "12.34%"),
        (12345678, "#,##0.00,", "12,345.68"),
        (12345678, '0.00,,"百万"', "12.35百万"),
        (12345.678, "0!.0,", "1.2"),
        (201, "000000", "000201"),
        (0.5, "#.##", ".5"),
        (7, '[>=5]"多";[<5]"少"', "多"),
        (3.5, '#,##0.00"万元"', "3.50万元"),
        (3.5, "[$￥-804]#,##0.00", "￥3.50"),
        (dt.date(2025, 2, 1), 'yyyy"年"m"月"d"日"', "2025年2月1日"),
        (dt.datetime(2025, 2, 1, 13, 5), "yyyy-mm-dd hh:mm", "2025-02-01 13:05"),  # noqa: DTZ001 workbooks know no zones
        (True, "General", "TRUE"),
        ("合计", "0.00", "合计"),
        ("1,234.00", "@", "1,234.00"),
        ("合\u200b计\n（万元）", "General", "合计\n（万元）"),
    ],
)
def test_numbers_are_read_as_they_are_shown(tmp_path: Path, value: Any, pattern: str, text: str) -> None:
    sheet = sheet_of([["名称", "金额"], ["甲", value]], ruled=(1, 2))
    sheet["B2"].number_format = pattern
    assert rows(grids(document(tmp_path, saved(sheet.parent)))[0]) == [["名称", "金额"], ["甲", text]]


def test_a_formula_without_its_result_is_refused(tmp_path: Path) -> None:
    sheet = sheet_of([["名称", "金额"], ["甲", "=SUM(1,2)"]], ruled=(1, 2))
    with pytest.raises(UnreadableError, match="formula in cell B2 is not stored") as caught:
        document(tmp_path, saved(sheet.parent))
    assert "save it" in caught.value.remedy


def test_results_that_are_put_off_refuse_the_workbook(tmp_path: Path) -> None:
    """Programs that compute nothing store a zero for every formula, and leave the rest to whoever opens the file."""
    sheet = sheet_of([["名称", "金额"], ["甲", "=SUM(1,2)"]], ruled=(1, 2))
    stored = changed(saved(sheet.parent), "xl/worksheets/sheet1.xml", "<v></v>", "<v>0</v>")
    with pytest.raises(UnreadableError, match="1 formulas are not computed"):
        document(tmp_path, stored)
    computed = changed(stored, "xl/workbook.xml", 'fullCalcOnLoad="1"', "")
    assert rows(grids(document(tmp_path, computed))[0])[1] == ["甲", "0"]


def test_white_numbers_on_white_are_not_seen(tmp_path: Path) -> None:
    sheet = sheet_of([["名称", "甲", "乙", "丙"], ["金额", 1, 2, 3], ["合计", "四", 5, 6]], ruled=(1, 3))
    for place, colour in (("B2", Color("FFFFFFFF")), ("C2", Color(theme=0)), ("D2", Color("FFFF0000"))):
        sheet[place].font = Font(color=colour)
    for place in ("B3", "C3"):
        sheet[place].font = Font(color="FFFFFFFF")
    sheet["C3"].fill = PatternFill("solid", fgColor="FF003366")
    assert rows(grids(document(tmp_path, saved(sheet.parent)))[0])[1:] == [
        ["金额", "", "", "3"],
        ["合计", "四", "5", "6"],
    ]


def test_white_numbers_are_seen_where_a_condition_may_colour_their_ground(tmp_path: Path) -> None:
    sheet = sheet_of([["名称", "金额"], ["甲", 1]], ruled=(1, 2))
    sheet["B2"].font = Font(color="FFFFFFFF")
    sheet.conditional_formatting.add("B2", FormulaRule(["TRUE"], fill=PatternFill("solid", bgColor="FF003366")))
    assert rows(grids(document(tmp_path, saved(sheet.parent)))[0])[1] == ["甲", "1"]


def test_a_sheet_that_shows_no_zeros_has_none(tmp_path: Path) -> None:
    sheet = sheet_of([["名称", "金额"], ["甲", 0], ["乙", 0.5]], ruled=(1, 3))
    sheet.sheet_view.showZeros = False
    assert rows(grids(document(tmp_path, saved(sheet.parent)))[0])[1:] == [["甲", ""], ["乙", "0.5"]]


@pytest.mark.parametrize(
    ("font", "expected"),
    [
        (InlineFont(vertAlign="superscript"), "12.00\n1"),
        (InlineFont(strike=True), "12.00\n1"),
        (InlineFont(b=True), "12.001"),
    ],
)
def test_what_is_raised_or_struck_out_is_no_part_of_a_number(tmp_path: Path, font: InlineFont, expected: str) -> None:
    sheet = sheet_of([["名称", "金额"], ["甲", CellRichText("12.00", TextBlock(font, "1"))]], ruled=(1, 2))
    assert rows(grids(document(tmp_path, saved(sheet.parent)))[0])[1] == ["甲", expected]


def changed(content: bytes, name: str, old: str, new: str) -> bytes:
    """A package with one part changed."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as after:
        for entry in before.namelist():
            part = before.read(entry)
            if entry == name:
                assert old.encode() in part
                part = part.replace(old.encode(), new.encode())
            after.writestr(entry, part)
    return file.getvalue()


LINKED = "<hyperlinks><hyperlink ref='A1:XFD1048576' location='A1'/></hyperlinks>"
EVERYTHING = "<mergeCells><mergeCell ref='A1:XFD1048576'/></mergeCells>"
CORNERS = "<row r='1'><c r='XFD1'><v>1</v></c></row><row r='1048576'><c r='A1048576'><v>1</v></c></row>"
PLAIN = saved(sheet_of([["名称", "金额"], ["甲", 1]], ruled=(1, 2)).parent)
SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (PLAIN[: len(PLAIN) // 2], "damaged"),
        (changed(PLAIN, SHEET, "</sheetData>", f"</sheetData>{EVERYTHING}"), "declares 17,179,869,188 cells"),
        (changed(PLAIN, SHEET, "</sheetData>", f"</sheetData>{LINKED}"), "declares 17,179,869,188 cells"),
        (changed(PLAIN, SHEET, "<sheetData>", f"<sheetData>{CORNERS}"), "spreads over 17,179,869,184 cells"),
        (changed(PLAIN, SHEET, "<worksheet ", "<!DOCTYPE a [<!ENTITY b 'c'>]><worksheet "), "entities"),
        (changed(PLAIN, SHEET, "</sheetData>", ""), "damaged"),
        (changed(PLAIN, "xl/workbook.xml", 'state="visible"', 'state="hidden"'), "visible sheets"),
        (saved(openpyxl.Workbook()), "holds a text"),
    ],
    ids=["cut", "merged", "linked", "wide", "entities", "broken", "hidden", "blank"],
)
def test_what_cannot_be_read_is_refused(tmp_path: Path, content: bytes, words: str) -> None:
    with pytest.raises(UnreadableError, match=words) as caught:
        document(tmp_path, content, "budget.xlsx")
    assert caught.value.where.startswith("budget.xlsx")
    assert caught.value.remedy


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    file = io.BytesIO(PLAIN)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/bomb.xml", b"\0" * 20_000_000)
    with pytest.raises(UnreadableError, match="times its size"):
        document(tmp_path, file.getvalue())
