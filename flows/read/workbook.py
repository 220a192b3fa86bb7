"""Workbooks -> Document: every visible sheet is a page; its tables are grids, all else are lines.

What is hidden is not printed, and so not read. Numbers are read as they are shown.
"""

from collections.abc import Sequence

from flows.errors import UnreadableError
from flows.model import Document, Page, Snapshot
from flows.read.regions import blocks
from flows.read.sheet import Sheet, face
from flows.read.xls import xls_sheets
from flows.read.xlsx import xlsx_sheets


def read_xlsx(snapshot: Snapshot, content: bytes) -> Document:
    """Read a workbook of Excel 2007 or later. Raises UnreadableError."""
    sheets, metadata = xlsx_sheets(content, snapshot.source.location)
    return Document(snapshot, "xlsx", _pages(sheets, snapshot.source.location), metadata)


def read_xls(snapshot: Snapshot, content: bytes) -> Document:
    """Read a workbook of Excel 97 to 2003. Raises UnreadableError."""
    sheets, metadata = xls_sheets(content, snapshot.source.location)
    return Document(snapshot, "xls", _pages(sheets, snapshot.source.location), metadata)


def _pages(sheets: Sequence[Sheet], where: str) -> tuple[Page, ...]:
    pages = tuple(Page(number, tuple(blocks(face(sheet), number))) for number, sheet in enumerate(sheets, 1))
    if not any(page.blocks for page in pages):
        raise UnreadableError(
            f"none of the {len(pages)} visible sheets of the workbook holds a text",
            where,
            "Open it: its tables may be pictures, or lie in hidden sheets",
        )
    return pages
