"""Sets a disclosure as a workbook: a sheet for each table, numbers as numbers with their format, merged cells."""

import io
import re
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Side
from openpyxl.worksheet.worksheet import Worksheet

from tests.typeset.facts import Facts
from tests.typeset.setting import Break, Cell, Ruled, Set, settings

_NUMBER = re.compile(r"-?\d[\d,]*(?:\.(?P<places>\d+))?")
_BORDER = Border(*(Side(style="thin") for _ in range(4)))
_WIDTH = 6


def workbook(facts: Facts) -> bytes:
    """The whole workbook; what begins a page begins a sheet."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    top = 1
    for part in settings(facts):
        if isinstance(part, Break):
            if top > 1:
                sheet, top = book.create_sheet(), 1
        else:
            top = _set(sheet, part, top)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _set(sheet: Worksheet, part: Set, top: int) -> int:
    """Set one part from a row on; the row below it."""
    if isinstance(part, Ruled):
        for cell in part.cells:
            _write(sheet, cell, top)
        return top + part.rows
    assert not isinstance(part, Break)
    sheet.cell(top, 1).value = part.text
    sheet.merge_cells(start_row=top, end_row=top, start_column=1, end_column=_WIDTH)
    return top + 1


def _write(sheet: Worksheet, cell: Cell, top: int) -> None:
    row, column = top + cell.row, 1 + cell.column
    bottom, right = row + cell.row_span - 1, column + cell.column_span - 1
    for y in range(row, bottom + 1):
        for x in range(column, right + 1):
            sheet.cell(y, x).border = _BORDER
    found = _NUMBER.fullmatch(cell.text) if cell.is_number else None
    there = sheet.cell(row, column)
    there.value = Decimal(cell.text.replace(",", "")) if found else cell.text
    if found:
        there.number_format = (
            ("#,##0" if "," in cell.text else "0") + "." * bool(found["places"]) + "0" * len(found["places"] or "")
        )
    if "\n" in cell.text:
        there.alignment = Alignment(wrap_text=True)
    if (bottom, right) != (row, column):
        sheet.merge_cells(start_row=row, end_row=bottom, start_column=column, end_column=right)
