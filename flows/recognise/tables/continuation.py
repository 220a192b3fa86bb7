"""Whether a grid goes on with the table above it, and the two joined as one sheet."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from flows.amounts import number_with_unit
from flows.model import Grid
from flows.recognise.normalisation import normalise_heading, strip_whitespace
from flows.recognise.tables.column_numbers import is_marked_numbering
from flows.recognise.tables.joined_table import (
    TOTAL,
    JoinedTable,
    Row,
    body_start,
    grid_rows,
    is_amount,
    is_numbering_row,
    row_texts,
)

_CODE_PART = re.compile(r"\d{2,9}")
_NEAR = 6.0
_SAME = 1.5


def continues(sheet: JoinedTable, grid: Grid) -> bool:
    """Whether a grid may go on with a sheet: the same columns, or pieces of them between the same outer borders.

    Headings that it has must be those of the sheet.
    """
    if other_headings(sheet, grid):
        return False
    if _within_same_borders(sheet, grid):
        return grid.columns <= sheet.columns + 2
    return grid.columns == sheet.columns or _label_span(sheet, grid) is not None


def other_headings(sheet: JoinedTable, grid: Grid) -> frozenset[str]:
    """The headings above the data of a grid, where they are not those of a sheet.

    Words side by side are headings where one of them stands in a column of numbers.
    """
    rows = grid_rows(grid, sheet.columns, sheet.edges)
    numbers, _ = _filled_columns(sheet.body)
    heads = [
        row
        for row in rows[: body_start(rows)]
        if _is_heading(row, numbers) and not (_repeats(row, headings_of(sheet)) and _is_in_place(row, sheet, numbers))
    ]
    return frozenset(normalise_heading(text) for row in heads for text in row_texts(row))


def _is_heading(row: Row, numbers: set[int]) -> bool:
    words = {column for column in row.starting_columns if strip_whitespace(row.text(column))}
    return len(words) > 1 and bool(words & numbers) and not is_numbering_row(row)


def _is_in_place(row: Row, sheet: JoinedTable, numbers: set[int]) -> bool:
    """Whether each heading of a row stands above the column of numbers above which it stands in a sheet."""
    return all(
        normalise_heading(row.text(column)) in {normalise_heading(head.text(column)) for head in sheet.header}
        for column in row.starting_columns & numbers
        if strip_whitespace(row.text(column))
    )


def headings_of(sheet: JoinedTable) -> set[str]:
    """All headings of a sheet, as they are compared."""
    return {normalise_heading(row.text(column)) for row in sheet.header for column in range(sheet.columns)} - {""}


def _within_same_borders(sheet: JoinedTable, grid: Grid) -> bool:
    if not sheet.edges or not grid.edges:
        return False
    return abs(sheet.edges[0] - grid.edges[0]) <= _NEAR and abs(sheet.edges[-1] - grid.edges[-1]) <= _NEAR


def resumes(sheet: JoinedTable, grid: Grid) -> bool:
    """Whether a grid goes on with a sheet of the page before though a line parts them: a note, a stamp, a running head.

    Then amounts stand in it, and its columns lie where they lay, those of the labels made one perhaps.
    """
    if grid.page != sheet.last_page + 1 or not _within_same_borders(sheet, grid):
        return False
    alike = all(min(abs(other - edge) for other in sheet.edges) < _SAME for edge in grid.edges)
    return alike and any(is_amount(cell.text) for cell in grid.cells)


def repeats_header(sheet: JoinedTable, grid: Grid) -> bool:
    """Whether a grid of as many columns begins with the very headings of a sheet."""
    rows = grid_rows(grid, sheet.columns, sheet.edges)[: len(sheet.header)]
    heads = [row_texts(row) for row in sheet.header]
    return grid.columns == sheet.columns and any(heads) and [row_texts(row) for row in rows] == heads


def has_same_kinds(sheet: JoinedTable, grid: Grid) -> bool:
    """Whether a grid has as many columns as a sheet, with numbers where it has numbers and words where it has words."""
    if grid.columns != sheet.columns or not sheet.body:
        return False
    rows = grid_rows(grid, sheet.columns, sheet.edges)
    numbers, words = _filled_columns(sheet.body)
    more_numbers, more_words = _filled_columns(rows)
    return bool(more_numbers) and more_numbers <= numbers and more_words <= words


def has_header(grid: Grid) -> bool:
    """Whether headings stand above the data of a grid."""
    return body_start(grid_rows(grid, grid.columns, grid.edges)) > 0


def with_grid(sheet: JoinedTable, grid: Grid) -> JoinedTable:
    """A sheet with the rows of one more grid, its repeated header dropped."""
    grid = _aligned(sheet, grid)
    rows = grid_rows(grid, sheet.columns, sheet.edges)
    printed = headings_of(sheet)
    start = 0
    while start < len(rows) and (_repeats(rows[start], printed) or is_numbering_row(rows[start])):
        start += 1
    body = [row for row in rows[start:] if not is_marked_numbering(row_texts(row))]
    before = list(sheet.body)
    if before and body and (whole := _joined_row(before[-1], body[0], sheet)) is not None:
        before[-1:], body = [whole], body[1:]
    last = max((row.page for row in rows), default=grid.page)
    return JoinedTable(sheet.header, (*before, *body), sheet.columns, sheet.first_page, last, sheet.edges)


def _filled_columns(rows: Sequence[Row]) -> tuple[set[int], set[int]]:
    """The columns in which numbers stand, and those in which words do."""
    numbers: set[int] = set()
    words: set[int] = set()
    for row in rows:
        for column in row.starting_columns:
            text = strip_whitespace(row.text(column))
            if text and not TOTAL.fullmatch(text.rstrip(":：")):
                (numbers if number_with_unit(text)[0] is not None else words).add(column)
    return numbers, words


def _label_span(sheet: JoinedTable, grid: Grid) -> int | None:
    """Over how many columns the labels of a narrower grid reach, where all amounts of the sheet stand to their right.

    Word sets the total row that a page break parts from its table as a table of its own, one cell before the amounts.
    """
    missing = sheet.columns - grid.columns
    filled = [
        c
        for c in range(sheet.columns)
        if any(is_amount(row.text(c)) and row.starting_columns >= {c} for row in sheet.body)
    ]
    labels = [cell for cell in grid.cells if cell.column == 0]
    others = [cell for cell in grid.cells if cell.column > 0]
    whole = all(cell.column_span == 1 for cell in grid.cells) and not any(is_amount(cell.text) for cell in labels)
    numbers = all(is_amount(cell.text) or not strip_whitespace(cell.text) for cell in others)
    codes = {
        c
        for c in filled
        if all(_CODE_PART.fullmatch(strip_whitespace(row.text(c))) for row in sheet.body if row.text(c))
    }
    fits = missing > 0 and whole and numbers and bool(others) and min(set(filled) - codes, default=0) > missing
    return missing + 1 if fits else None


def _aligned(sheet: JoinedTable, grid: Grid) -> Grid:
    """A narrower grid without geometry, its amounts below those of the sheet."""
    span = None if _within_same_borders(sheet, grid) else _label_span(sheet, grid)
    if span is None:
        return grid
    cells = tuple(
        cell._replace(column_span=span) if cell.column == 0 else cell._replace(column=cell.column + span - 1)
        for cell in grid.cells
    )
    return replace(grid, cells=cells, columns=sheet.columns)


def _repeats(row: Row, printed: set[str]) -> bool:
    texts = {normalise_heading(row.text(column)) for column in row.starting_columns} - {""}
    return bool(texts) and texts <= printed


def _joined_row(upper: Row, lower: Row, sheet: JoinedTable) -> Row | None:
    """The row of which a page break parts the last line from the others; None where the two are rows of their own.

    Of a row that is cut, numbers go on as digits that complete those above, and labels as words below words.
    """
    if upper.page == lower.page or not any(
        _completes(upper, lower, column, sheet) for column in lower.starting_columns
    ):
        return None
    cells = list(upper.cells)
    for column in sorted(lower.starting_columns):
        rest, above = lower.cells[column], upper.cells[column]
        if rest is None or not strip_whitespace(rest.text):
            continue
        if above is None or (_is_digits(rest.text) and not _completes(upper, lower, column, sheet)):
            return None
        whole = above._replace(
            text=f"{above.text}\n{rest.text}" if not _is_digits(rest.text) else above.text + rest.text
        )
        cells = [whole if cell is above else cell for cell in cells]
    return replace(upper, cells=tuple(cells))


def _completes(upper: Row, lower: Row, column: int, sheet: JoinedTable) -> bool:
    """Whether the digits below complete the number above to one with as many decimals as the others of its column."""
    above, rest = strip_whitespace(upper.text(column)), strip_whitespace(lower.text(column))
    if not rest.isdigit() or "." not in above:
        return False
    usual = Counter(
        len(text.rpartition(".")[2])
        for row in sheet.body[:-1]
        for other in range(sheet.columns)
        if "." in (text := strip_whitespace(row.text(other))) and is_amount(text)
    )
    decimals = len(above.rpartition(".")[2])
    return bool(usual) and decimals < usual.most_common(1)[0][0] == decimals + len(rest)


def _is_digits(text: str) -> bool:
    return strip_whitespace(text).isdigit()
