"""XLS (Excel 97 to 2003) -> sheets, by xlrd."""

import io
from collections.abc import Sequence
from typing import Any

import xlrd

from flows.errors import UnreadableError
from flows.read.office_text import clean_text, join_runs
from flows.read.untrusted import unreadable_on_error
from flows.read.workbook.number_format import shown_date, shown_number, shown_text
from flows.read.workbook.worksheet import Area, Place, Worksheet
from flows.read.workbook.xlsx_preflight import MOST_PLACES

_KIND = "workbook"
_SIDES = (("left", "L"), ("right", "R"), ("top", "T"), ("bottom", "B"))
_VISIBLE = 0
_WHITES = (1, 9)

Metadata = tuple[tuple[str, str], ...]


def xls_sheets(content: bytes, where: str) -> tuple[tuple[Worksheet, ...], Metadata]:
    """The visible sheets of a workbook, and what it says of itself. Raises UnreadableError."""
    with unreadable_on_error(_KIND, where):
        workbook = _opened(content, where)
        sheets = tuple(_sheet(workbook, sheet) for sheet in workbook.sheets() if sheet.visibility == _VISIBLE)
    facts = (("creator", clean_text(workbook.user_name or "")),)
    return sheets, tuple((key, value) for key, value in facts if value)


def _opened(content: bytes, where: str) -> xlrd.Book:
    try:
        return xlrd.open_workbook(file_contents=content, logfile=io.StringIO(), formatting_info=True, ragged_rows=True)
    except xlrd.XLRDError as error:
        if "encrypted" not in str(error).lower():
            raise
        what = "the workbook is encrypted and asks for a password"
        raise UnreadableError(what, where, "Ask the publisher for an open copy") from error


def _sheet(book: xlrd.Book, sheet: Any) -> Worksheet:
    texts: dict[Place, str] = {}
    borders: dict[Place, str] = {}
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            cell = sheet.cell(row, column)
            style = book.xf_list[cell.xf_index]
            text = _text(cell, style, book, runs=sheet.rich_text_runlist_map.get((row, column), ()))
            is_unseen = _is_white(style, book) or (cell.value == 0 and not sheet.show_zero_values)
            if text and not (is_unseen and cell.ctype == xlrd.XL_CELL_NUMBER):
                texts[row + 1, column + 1] = text
            sides = _borders(style.border)
            if sides:
                borders[row + 1, column + 1] = sides
    areas = [Area(top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells]
    places = sum((area.bottom - area.top + 1) * (area.right - area.left + 1) for area in areas)
    if places > MOST_PLACES:
        raise ValueError(f"the sheet {sheet.name} merges {places:,} cells")
    return Worksheet(sheet.name, texts, sorted(areas), borders, _hidden_rows(sheet), _hidden_columns(sheet))


def _text(cell: Any, style: Any, book: xlrd.Book, *, runs: Sequence[tuple[int, int]]) -> str:
    """The value of a cell as it is shown."""
    pattern = book.format_map[style.format_key].format_str
    if cell.ctype == xlrd.XL_CELL_NUMBER:
        return shown_number(cell.value, pattern)
    if cell.ctype == xlrd.XL_CELL_DATE:
        return _date(cell.value, pattern, book.datemode)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return str(bool(cell.value)).upper()
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, "#N/A"))
    return clean_text(shown_text(_text_with_runs(str(cell.value), runs, book), pattern))


def _text_with_runs(text: str, runs: Sequence[tuple[int, int]], book: xlrd.Book) -> str:
    """A text of which parts may be raised or struck out; `runs` says where each font begins."""
    if not runs:
        return text
    ends = [start for start, _ in runs[1:]] + [len(text)]
    parts = (
        (text[start:end], bool(font.escapement or font.struck_out))
        for (start, number), end in zip(runs, ends, strict=True)
        for font in (book.font_list[number],)
    )
    return join_runs(((text[: runs[0][0]], False), *parts))


def _is_white(style: Any, book: xlrd.Book) -> bool:
    """Whether a cell is written in white, and not filled."""
    return book.font_list[style.font_index].colour_index in _WHITES and not style.background.fill_pattern


def _date(value: float, pattern: str, datemode: int) -> str:
    """A date as it is shown; a number that is none, as a number."""
    try:
        return shown_date(xlrd.xldate_as_datetime(value, datemode), pattern)
    except (ValueError, OverflowError):
        return shown_number(value, "General")


def _borders(border: Any) -> str:
    return "".join(letter for side, letter in _SIDES if getattr(border, f"{side}_line_style"))


def _hidden_rows(sheet: Any) -> frozenset[int]:
    return frozenset(number + 1 for number, row in sheet.rowinfo_map.items() if row.hidden or row.height == 0)


def _hidden_columns(sheet: Any) -> frozenset[int]:
    return frozenset(number + 1 for number, column in sheet.colinfo_map.items() if column.hidden or column.width == 0)
