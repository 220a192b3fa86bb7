"""The face of a sheet -> lines and grids: where its tables begin and end.

Rules decide where there are any: rows between rules are a table, with those that go on below it unruled. Without
rules a table begins at the first row of several texts that are not labels (`编制部门：…`), and ends with the last.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from flows.model import Block, Cell, Grid, Line
from flows.read.workbook.worksheet import PrintedSheet, PrintedText

Rows = Mapping[int, Sequence[PrintedText]]
_NUMBER = re.compile(r"[-(]?[\d,]+(?:\.\d+)?[)%]?|-+")


def sheet_blocks(face: PrintedSheet, page: int) -> Iterator[Block]:
    """The lines and grids of a face, from the top down."""
    rows = _rows(face)
    tables = _ruled_bands(face, rows) if face.ruled else _loose_bands(face, rows)
    table_at = dict(tables)
    row = 0
    while row < len(face.row_numbers):
        end = table_at.get(row)
        if end is None:
            yield from _lines(rows.get(row, ()), page)
            row += 1
        else:
            yield from _table(face, rows, row, end, page)
            row = end


def _rows(face: PrintedSheet) -> dict[int, list[PrintedText]]:
    """The slots with text, row by row."""
    rows: dict[int, list[PrintedText]] = {}
    for slot in sorted(face.texts.values()):
        if slot.text:
            rows.setdefault(slot.row, []).append(slot)
    return rows


def _ruled_bands(face: PrintedSheet, rows: Rows) -> Iterator[tuple[int, int]]:
    """The first row of each ruled table, and the row after its last."""
    ruled = {row for row, _ in face.ruled}
    start: int | None = None
    for row in range(len(face.row_numbers)):
        inside = row in ruled or (start is not None and _goes_on(rows.get(row, ())))
        if inside and start is None:
            start = row
        elif not inside and start is not None:
            yield start, row
            start = None
    if start is not None:
        yield start, len(face.row_numbers)


def _goes_on(slots: Sequence[PrintedText]) -> bool:
    """Whether an unruled row belongs to the table above: it has a table row's texts."""
    return len(slots) >= 2 and any(_is_number(slot.text) for slot in slots)


def _loose_bands(face: PrintedSheet, rows: Rows) -> Iterator[tuple[int, int]]:
    start: int | None = None
    last = 0
    for row in range(len(face.row_numbers)):
        slots = rows.get(row, ())
        if start is not None and _parts(face, slots, blank_above=not rows.get(row - 1)):
            yield start, last + 1
            start = None
        if len(slots) >= 2 and not (start is None and _are_labels(slots)):
            start, last = row if start is None else start, row
    if start is not None:
        yield start, last + 1


def _parts(face: PrintedSheet, slots: Sequence[PrintedText], *, blank_above: bool) -> bool:
    """Whether a row stands between two tables: a title over the whole width or below a blank, or labels."""
    if len(slots) == 1:
        return blank_above or slots[0].column_span >= max(2, len(face.column_numbers))
    return _are_labels(slots)


def _are_labels(slots: Sequence[PrintedText]) -> bool:
    """A row such as `编制部门：市外办 | 单位：万元`."""
    texts = [unicodedata.normalize("NFKC", slot.text) for slot in slots]
    return bool(texts) and ":" in texts[0][1:] and not any(_is_number(text) for text in texts)


def _is_number(text: str) -> bool:
    return bool(_NUMBER.fullmatch("".join(unicodedata.normalize("NFKC", text).split())))


def _lines(slots: Sequence[PrintedText], page: int) -> Iterator[Line]:
    for slot in slots:
        for text in slot.text.split("\n"):
            if text.strip():
                yield Line(text.strip(), page, reference=slot.reference)


def _table(face: PrintedSheet, rows: Rows, start: int, end: int, page: int) -> Iterator[Block]:
    """A grid, and the texts beside it as lines. One text alone is a frame around text, and no table."""
    left, right = _sides(face, rows, start, end)
    inside = [slot for row in range(start, end) for slot in rows.get(row, ()) if left <= slot.column < right]
    beside = [slot for row in range(start, end) for slot in rows.get(row, ()) if not left <= slot.column < right]
    if right - left >= 2 and len(inside) >= 2:
        yield _grid(face, (start, end), (left, right), page)
    else:
        yield from _lines(inside, page)
    yield from _lines(beside, page)


def _sides(face: PrintedSheet, rows: Rows, start: int, end: int) -> tuple[int, int]:
    """The first column of a table, and the column after its last."""
    ruled_rows = {row for row, _ in face.ruled}
    taken = {column for row, column in face.ruled if start <= row < end}
    for row in range(start, end):
        if row not in ruled_rows:
            taken |= {c for slot in rows.get(row, ()) for c in (slot.column, slot.column + slot.column_span - 1)}
    return min(taken), max(taken) + 1


def _grid(face: PrintedSheet, rows: tuple[int, int], columns: tuple[int, int], page: int) -> Grid:
    (top, bottom), (left, right) = rows, columns
    cells: list[Cell] = []
    taken: set[tuple[int, int]] = set()
    for row in range(top, bottom):
        for column in range(left, right):
            if (row, column) in taken:
                continue
            slot = face.texts.get((row, column)) or PrintedText(row, column, "", 1, 1, face.reference(row, column))
            down, across = min(slot.row_span, bottom - row), min(slot.column_span, right - column)
            taken |= {(row + i, column + j) for i in range(down) for j in range(across)}
            cells.append(Cell(row - top, column - left, slot.text, page, down, across, None, slot.reference))
    return Grid(tuple(cells), bottom - top, right - left, page)
