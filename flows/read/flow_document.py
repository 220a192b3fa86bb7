"""Formats whose text runs on without pages: blocks numbered as they come, with addresses of their own.

A paragraph and a row of a table each count as one line; `page` is that number. References are `paragraph 12` and
`表3!R5C2` (table 3, row 5, column 2, all counted from 1).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from flows.model import Block, Cell, Document, Grid, Line, Page, Snapshot
from flows.read.office_text import clean_text

MOST_SPAN = 1_000
MOST_PLACES = 1_000_000


class MarkupCell(NamedTuple):
    """One cell of a table row as markup has it. Where its column is not said, it is the next that is free."""

    text: str
    row_span: int = 1
    column_span: int = 1
    column: int | None = None


def lay_out_cells(rows: Sequence[Sequence[MarkupCell]]) -> Iterator[tuple[int, int, MarkupCell]]:
    """The cells of a table with their rows and columns, their spans cut at its last row.

    Raises ValueError for a table too large.
    """
    places = 0
    taken: set[tuple[int, int]] = set()
    for row, parts in enumerate(rows):
        column = 0
        for part in parts:
            column = column if part.column is None else part.column
            while (row, column) in taken:
                column += 1
            down = min(max(part.row_span, 1), len(rows) - row)
            across = min(max(part.column_span, 1), MOST_SPAN)
            places += down * across
            if places > MOST_PLACES:
                raise ValueError(f"a table has more than {MOST_PLACES:,} cells")
            yield row, column, part._replace(row_span=down, column_span=across)
            taken.update((row + i, column + j) for i in range(down) for j in range(across))
            column += across


@dataclass(slots=True)
class FlowDocument:
    """The blocks of a running text, gathered from its beginning on."""

    blocks: list[Block] = field(default_factory=list)
    number: int = 0
    paragraphs: int = 0
    tables: int = 0

    def add_paragraph(self, text: str) -> None:
        """Take a paragraph; its line breaks part it into lines."""
        lines = [line.strip() for line in clean_text(text).split("\n") if line.strip()]
        if not lines:
            return
        self.number += 1
        self.paragraphs += 1
        self.blocks += [Line(line, self.number, reference=f"paragraph {self.paragraphs}") for line in lines]

    def add_table(self, rows: Sequence[Sequence[MarkupCell]]) -> None:
        """Take a table, its cells laid out by their spans. Raises ValueError for one too large."""
        if not any(rows):
            return
        self.tables += 1
        cells = self._cells(rows)
        if cells:
            columns = max(cell.column + cell.column_span for cell in cells)
            self.blocks.append(Grid(tuple(cells), len(rows), columns, self.number + 1))
        self.number += len(rows)

    def as_document(self, snapshot: Snapshot, kind: str, metadata: tuple[tuple[str, str], ...]) -> Document:
        """All that was taken, as one page."""
        return Document(snapshot, kind, (Page(1, tuple(self.blocks)),), metadata)

    def _cells(self, rows: Sequence[Sequence[MarkupCell]]) -> list[Cell]:
        cells: list[Cell] = []
        for row, column, part in lay_out_cells(rows):
            reference = f"表{self.tables}!R{row + 1}C{column + 1}"
            number = self.number + row + 1
            cells.append(
                Cell(row, column, clean_text(part.text), number, part.row_span, part.column_span, None, reference)
            )
        return cells
