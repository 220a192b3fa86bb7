"""Cells of the workbook: texts that stay texts, rows with borders, heads that stay in sight."""

from collections.abc import Iterable, Sequence

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

LONGEST_TEXT = 32_767
"""Characters that Excel allows in a cell."""
RED, YELLOW = PatternFill("solid", fgColor="FBE3E1"), PatternFill("solid", fgColor="FFF6DD")
_THIN = Border(*(Side(style="thin", color="BFBFBF") for _ in range(4)))
_HEAD = PatternFill("solid", fgColor="E7ECF3")


def write_row(sheet: Worksheet, number: int, values: Sequence[str | int], *, head: bool = False) -> None:
    """Write a row with borders; a head is bold, and stands on a ground of its own."""
    for column, value in enumerate(values, 1):
        write_cell(sheet, number, column, value)
        cell = sheet.cell(number, column)
        cell.border = _THIN
        cell.alignment = Alignment(wrap_text=True, vertical="center" if head else "top")
        if head:
            cell.font, cell.fill = Font(bold=True), _HEAD


def write_cell(sheet: Worksheet, row: int, column: int, value: str | int) -> None:
    """A text stays a text: what a document says is never a formula."""
    cell = sheet.cell(row, column)
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST_TEXT] or None
        if value:
            cell.data_type = "s"
    else:
        cell.value = value


def write_heading(sheet: Worksheet, lines: Iterable[str], columns: int) -> int:
    """Write lines across the columns, the first as a title; how many they are."""
    number = 0
    for number, line in enumerate(lines, 1):
        write_cell(sheet, number, 1, line)
        sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=columns)
    sheet.cell(1, 1).font = Font(bold=True, size=14)
    return number


def finish(sheet: Worksheet, widths: Iterable[int], *, head: int) -> None:
    """Widths, a head that stays in sight and is printed on every page, and pages as wide as the table."""
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = f"A{head + 1}"
    sheet.print_title_rows = f"{head}:{head}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
