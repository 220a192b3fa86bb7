"""Writers of the small disclosure in the formats of offices: XLSX, XLS and DOCX."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

import docx
import openpyxl
import xlwt
from openpyxl.styles import Border, Side
from openpyxl.utils import get_column_letter

from tests.read.disclosed import PROSE, TABLES, Table, shown

_THIN = Side(style="thin")
RULES = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
OLD_RULES = "borders: left thin, right thin, top thin, bottom thin"
FORMAT = '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '


def workbook(*, ruled: bool = True, prose: Sequence[str] = PROSE, tables: Iterable[Table] = TABLES) -> bytes:
    """The disclosure as a workbook: one sheet for the prose, one for each table, its title and unit above it."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "封面"
    for number, text in enumerate(prose, 1):
        sheet.cell(number, 1, text)
    for table in tables:
        put_table(book.create_sheet(table.title[5:].replace("“", "").replace("”", "")), table, ruled=ruled)
    return saved(book)


def put_table(sheet: Any, table: Table, *, ruled: bool = True, top: int = 1) -> None:
    """One table in a sheet: title over the whole width, unit at the right, then its rows."""
    width = len(table.rows[0])
    sheet.cell(top, 1, table.title)
    sheet.merge_cells(start_row=top, start_column=1, end_row=top, end_column=width)
    sheet.cell(top + 1, 1, "编制部门：厦门市测试局")
    sheet.cell(top + 1, width, f"单位：{table.unit}")
    for row, values in enumerate(table.rows, top + 2):
        for column, value in enumerate(values, 1):
            cell = sheet.cell(row, column, value)
            cell.number_format = FORMAT
            cell.border = RULES if ruled else Border()
    for above, left, bottom, right in table.merges:
        first = f"{get_column_letter(left + 1)}{top + 2 + above}"
        sheet.merge_cells(f"{first}:{get_column_letter(right + 1)}{top + 2 + bottom}")


def saved(book: Any) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def old_workbook(*, ruled: bool = True, prose: Sequence[str] = PROSE, tables: Iterable[Table] = TABLES) -> bytes:
    """The disclosure as a workbook of Excel 97."""
    book = xlwt.Workbook(encoding="utf-8")
    if prose:
        sheet = book.add_sheet("封面")
        for number, text in enumerate(prose):
            sheet.write(number, 0, text)
    for table in tables:
        put_old_table(book.add_sheet(table.title[5:].replace("“", "").replace("”", "")), table, ruled=ruled)
    return saved(book)


def put_old_table(sheet: Any, table: Table, *, ruled: bool = True) -> None:
    """One table in a sheet of Excel 97, as above."""
    style = xlwt.easyxf(OLD_RULES if ruled else "", num_format_str=FORMAT)
    width = len(table.rows[0])
    sheet.write_merge(0, 0, 0, width - 1, table.title)
    sheet.write(1, 0, "编制部门：厦门市测试局")
    sheet.write(1, width - 1, f"单位：{table.unit}")
    merged = {(top, left): (bottom, right) for top, left, bottom, right in table.merges}
    covered = {
        (row, column)
        for (top, left), (bottom, right) in merged.items()
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    }
    for row, values in enumerate(table.rows):
        for column, value in enumerate(values):
            if (row, column) in merged:
                bottom, right = merged[row, column]
                sheet.write_merge(row + 2, bottom + 2, column, right, value, style)
            elif (row, column) not in covered:
                sheet.write(row + 2, column, value, style)


def word(*, prose: Sequence[str] = PROSE, tables: Iterable[Table] = TABLES) -> bytes:
    """The disclosure as a Word document."""
    document = docx.Document()
    for text in prose:
        document.add_paragraph(text)
    for table in tables:
        document.add_paragraph(table.title)
        document.add_paragraph(f"编制部门：厦门市测试局\t单位：{table.unit}")
        put_word_table(document, table)
    return written(document)


def put_word_table(document: Any, table: Table) -> Any:
    """One table in a document, its merged areas merged."""
    found = document.add_table(len(table.rows), len(table.rows[0]))
    for row, values in enumerate(table.rows):
        for column, value in enumerate(values):
            found.cell(row, column).text = shown(value)
    for top, left, bottom, right in table.merges:
        text = found.cell(top, left).text
        found.cell(top, left).merge(found.cell(bottom, right)).text = text
    return found


def written(document: Any) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()
