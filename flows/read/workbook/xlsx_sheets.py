"""XLSX -> sheets, by openpyxl."""

import datetime as dt
import warnings
from io import BytesIO
from typing import Any

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock

from flows.read.office_text import clean_text, join_runs
from flows.read.untrusted import opened_package, unreadable_on_error
from flows.read.workbook.number_format import shown_date, shown_number, shown_text
from flows.read.workbook.worksheet import Area, Place, Worksheet
from flows.read.workbook.xlsx_preflight import inspect_package

_KIND = "workbook"
_SIDES = (("left", "L"), ("right", "R"), ("top", "T"), ("bottom", "B"))
_RAISED = ("superscript", "subscript")
_LAST_COLUMN = 16_384
_DATES = (dt.datetime, dt.date, dt.time)

Metadata = tuple[tuple[str, str], ...]


def xlsx_sheets(content: bytes, where: str) -> tuple[tuple[Worksheet, ...], Metadata]:
    """The visible sheets of a workbook, and what it says of itself. Raises UnreadableError."""
    with opened_package(content, _KIND, where) as package, unreadable_on_error(_KIND, where):
        inspect_package(package, where)
    with unreadable_on_error(_KIND, where), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of what it cannot write back: nothing is written
        workbook = openpyxl.load_workbook(BytesIO(content), data_only=True, keep_links=False, rich_text=True)
        sheets = tuple(_sheet(sheet) for sheet in workbook.worksheets if sheet.sheet_state == "visible")
        facts = (("creator", workbook.properties.creator), ("title", workbook.properties.title))
    return sheets, tuple((key, value) for key, value in facts if value)


def _sheet(sheet: Any) -> Worksheet:
    texts: dict[Place, str] = {}
    borders: dict[Place, str] = {}
    styles: dict[int, str] = {}
    whites: dict[int, bool] = {}
    zeros = sheet.sheet_view.showZeros is not False
    can_hide = not sheet.conditional_formatting
    for place, cell in sheet._cells.items():  # noqa: SLF001 its rows would have a cell at every place to the last
        style = cell.style_id
        if style not in whites:
            whites[style] = _is_white(cell)
        text = _text(cell, zeros=zeros, white=whites[style] and can_hide)
        if text:
            texts[place] = text
        if style not in styles:
            styles[style] = _sides(cell.border)
        if styles[style]:
            borders[place] = styles[style]
    areas = [Area(area.min_row, area.min_col, area.max_row, area.max_col) for area in sheet.merged_cells.ranges]
    return Worksheet(sheet.title, texts, sorted(areas), borders, _hidden_rows(sheet), _hidden_columns(sheet))


def _text(cell: Any, *, zeros: bool, white: bool) -> str:
    """The value of a cell as it is shown: no zero, where the sheet shows none, and no white number on white."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, (int, float)):
        return "" if white or (value == 0 and not zeros) else shown_number(value, cell.number_format)
    if isinstance(value, _DATES):
        return shown_date(value, cell.number_format)
    return clean_text(shown_text(_text_with_runs(value), cell.number_format))


def _text_with_runs(value: Any) -> str:
    """A text of which parts may be raised or struck out."""
    if not isinstance(value, CellRichText):
        return str(value)
    return join_runs((str(part), _is_apart(part)) for part in value)


def _is_apart(part: Any) -> bool:
    font = part.font if isinstance(part, TextBlock) else None
    return font is not None and bool(font.strike or font.vertAlign in _RAISED)


def _is_white(cell: Any) -> bool:
    """Whether it is written in white, and not filled."""
    colour = cell.font.color if cell.font is not None else None
    if colour is None or cell.fill.fill_type is not None:
        return False
    return (colour.type == "rgb" and str(colour.rgb)[-6:].upper() == "FFFFFF") or (
        (colour.type, colour.value) in (("theme", 0), ("indexed", 1), ("indexed", 9)) and not colour.tint
    )


def _sides(border: Any) -> str:
    return "".join(letter for side, letter in _SIDES if (rule := getattr(border, side)) is not None and rule.style)


def _hidden_rows(sheet: Any) -> frozenset[int]:
    return frozenset(number for number, row in sheet.row_dimensions.items() if row.hidden or row.ht == 0)


def _hidden_columns(sheet: Any) -> frozenset[int]:
    """Its columns, hidden; openpyxl keeps columns that look alike under the first of them."""
    return frozenset(
        number
        for column in sheet.column_dimensions.values()
        if (column.hidden or (column.customWidth and column.width == 0)) and column.min and column.max
        for number in range(column.min, min(column.max, _LAST_COLUMN) + 1)
    )
