"""Sets a disclosure as an old workbook (XLS): a sheet for each table, numbers as numbers with their format."""

import io
import re
from decimal import Decimal
from typing import Any

import xlwt

from tests.typeset.facts import Facts
from tests.typeset.setting import Break, Cell, Ruled, Set, settings

_NUMBER = re.compile(r"-?\d[\d,]*(?:\.(?P<places>\d+))?")
_RULED = "borders: left thin, right thin, top thin, bottom thin; align: wrap on"
_WIDTH = 5


def old_workbook(facts: Facts) -> bytes:
    """The whole workbook; what begins a page begins a sheet."""
    return bound(list(settings(facts)))


def bound(parts: list[Set]) -> bytes:
    """Parts as one workbook."""
    book = xlwt.Workbook(encoding="utf-8")
    sheets: list[Any] = []
    top = 0
    for part in parts:
        if isinstance(part, Break) or not sheets:
            if top or not sheets:
                sheets.append(book.add_sheet(f"Sheet{len(sheets) + 1}"))
            top = 0
        if not isinstance(part, Break):
            top = _set(sheets[-1], part, top)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _set(sheet: Any, part: Set, top: int) -> int:
    """Set one part from a row on; the row below it."""
    if isinstance(part, Ruled):
        for cell in part.cells:
            _write(sheet, cell, top)
        return top + part.rows
    assert not isinstance(part, Break)
    sheet.write_merge(top, top, 0, _WIDTH, part.text)
    return top + 1


def _write(sheet: Any, cell: Cell, top: int) -> None:
    found = _NUMBER.fullmatch(cell.text) if cell.is_number else None
    places = len(found["places"] or "") if found else 0
    pattern = ("#,##0" if "," in cell.text else "0") + "." * bool(places) + "0" * places
    value = float(Decimal(cell.text.replace(",", ""))) if found else cell.text
    row, bottom = top + cell.row, top + cell.row + cell.row_span - 1
    right = cell.column + cell.column_span - 1
    style = _style(pattern if found else "General")
    sheet.write_merge(row, bottom, cell.column, right, value, style)


_STYLES: dict[str, Any] = {}


def _style(pattern: str) -> Any:
    """One style for each format: a workbook holds few."""
    if pattern not in _STYLES:
        _STYLES[pattern] = xlwt.easyxf(_RULED, num_format_str=pattern)
    return _STYLES[pattern]
