"""Sets a disclosure as a Word document: paragraphs, and tables with cells merged both ways."""

import io
from typing import Any

import docx

from tests.typeset.facts import Facts
from tests.typeset.setting import Break, Ruled, Set, settings


def word(facts: Facts) -> bytes:
    """The whole document."""
    document = docx.Document()
    for part in settings(facts):
        _set(document, part)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _set(document: Any, part: Set) -> None:
    if isinstance(part, Break):
        document.add_page_break()
    elif isinstance(part, Ruled):
        _table(document, part)
    else:
        document.add_paragraph(part.text)


def _table(document: Any, part: Ruled) -> None:
    table = document.add_table(part.rows, part.columns)
    table.style = "Table Grid"
    grid = [list(row.cells) for row in table.rows]
    for cell in part.cells:
        there = grid[cell.row][cell.column]
        if cell.row_span > 1 or cell.column_span > 1:
            there = there.merge(grid[cell.row + cell.row_span - 1][cell.column + cell.column_span - 1])
        there.text = cell.text
