"""Workbooks -> Document: every visible sheet is a page; its tables are grids, all else are lines.

What is hidden is not printed, and so not read. Numbers are read as they are shown. The name on its tab is the title of
a sheet that begins with a table, unless programs gave it (`Sheet1`) or it counts a copy (`收支总表 (2)`).
"""

import re
from collections.abc import Sequence

from flows.errors import UnreadableError
from flows.model import Document, Grid, Line, Page, Snapshot
from flows.read.workbook.table_regions import sheet_blocks
from flows.read.workbook.worksheet import Worksheet, printed_sheet
from flows.read.workbook.xls_sheets import xls_sheets
from flows.read.workbook.xlsx_preflight import REMEDY
from flows.read.workbook.xlsx_sheets import xlsx_sheets

_MOST_PLACES = 300_000
_GENERIC = re.compile(r"^(?:sheet|工作表|表)?[-_ ]*\d*$|[ _]*[(（]\d+[)）]$", re.IGNORECASE)


def read_xlsx(snapshot: Snapshot, content: bytes) -> Document:
    """Read a workbook of Excel 2007 or later. Raises UnreadableError."""
    sheets, metadata = xlsx_sheets(content, snapshot.source.location)
    return Document(snapshot, "xlsx", _pages(sheets, snapshot.source.location), metadata)


def read_xls(snapshot: Snapshot, content: bytes) -> Document:
    """Read a workbook of Excel 97 to 2003. Raises UnreadableError."""
    sheets, metadata = xls_sheets(content, snapshot.source.location)
    return Document(snapshot, "xls", _pages(sheets, snapshot.source.location), metadata)


def _pages(sheets: Sequence[Worksheet], where: str) -> tuple[Page, ...]:
    pages = tuple(_page(sheet, number, where) for number, sheet in enumerate(sheets, 1))
    if not any(page.blocks for page in pages):
        raise UnreadableError(
            f"none of the {len(pages)} visible sheets of the workbook holds a text",
            where,
            "Open it: its tables may be pictures, or lie in hidden sheets",
        )
    return pages


def _page(sheet: Worksheet, number: int, where: str) -> Page:
    printed = printed_sheet(sheet)
    places = len(printed.row_numbers) * len(printed.column_numbers)
    if places > _MOST_PLACES:
        raise UnreadableError(f"the sheet {sheet.title} spreads over {places:,} cells", where, REMEDY)
    found = tuple(sheet_blocks(printed, number))
    tab = _GENERIC.sub("", sheet.title).strip()
    untitled = bool(found) and isinstance(found[0], Grid) and bool(tab)
    return Page(number, (Line(tab, number, reference=sheet.title), *found) if untitled else found)
