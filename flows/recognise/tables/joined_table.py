"""Grids -> one sheet: the pieces of a table that pages parted, joined column by column, header and body told apart."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from flows.amounts import number_with_unit
from flows.model import Cell, Grid
from flows.recognise.normalisation import is_enumerated, strip_whitespace
from flows.recognise.tables.amount_cells import is_odd_number
from flows.recognise.tables.column_numbers import is_column_number, is_marked_numbering, is_numbering

_CODE = re.compile(r"\d{3}|\d{5}|\d{7}")
TOTAL = re.compile(r"合计|总计|小计")
_SIDE_TOTAL = re.compile(r"(?:(?:本年)?(?:收入|支出)|(?:人员|公用)(?:经费|支出))(?:合计|总计)")
_NOTE = re.compile(r"(?:注|说明|备注)[:：].*|.*(?:无|没有|不涉及|未安排|空表).*|[/／—–-]+")


@dataclass(frozen=True, slots=True)
class Row:
    """One printed row: for each column the cell that covers it. `first` holds the columns where a cell begins here."""

    cells: tuple[Cell | None, ...]
    starting_columns: frozenset[int]
    page: int

    @property
    def starting_cells(self) -> frozenset[int]:
        """The identities of the cells that begin in this row, rather than reach into it from above."""
        return frozenset(id(self.cells[column]) for column in self.starting_columns)

    def text(self, column: int) -> str:
        cell = self.cells[column]
        return cell.text if cell is not None else ""


@dataclass(frozen=True, slots=True)
class JoinedTable:
    """A whole table. `header` and `body` rows have the columns of the first grid."""

    header: tuple[Row, ...]
    body: tuple[Row, ...]
    columns: int
    first_page: int
    last_page: int
    edges: tuple[float, ...] = field(default=())


def grid_rows(grid: Grid, columns: int, edges: Sequence[float]) -> list[Row]:
    """The rows of a grid, laid over `columns` columns that lie between `edges` (by index where there are none)."""
    covered: list[dict[int, Cell]] = [{} for _ in range(grid.rows)]
    begun: list[set[int]] = [set() for _ in range(grid.rows)]
    for cell in grid.cells:
        span = _columns(cell, grid, columns, edges)
        for row in range(cell.row, min(cell.row + cell.row_span, grid.rows)):
            for column in span:
                if column not in covered[row] or not covered[row][column].text:
                    covered[row][column] = cell
                if row == cell.row and column == span[0]:
                    begun[row].add(column)
    return [
        Row(tuple(cells.get(i) for i in range(columns)), frozenset(first), _page(cells, grid))
        for cells, first in zip(covered, begun, strict=True)
    ]


def _page(cells: dict[int, Cell], grid: Grid) -> int:
    return max((cell.page for cell in cells.values()), default=grid.page)


def _columns(cell: Cell, grid: Grid, columns: int, edges: Sequence[float]) -> list[int]:
    if not edges or not grid.edges or (grid.columns == columns):
        return [c for c in range(cell.column, cell.column + cell.column_span) if c < columns]
    left, right = grid.edges[cell.column], grid.edges[cell.column + cell.column_span]
    found = [i for i in range(columns) if left - 1 <= (edges[i] + edges[i + 1]) / 2 <= right + 1]
    if found or not cell.text:
        return found
    middle = (left + right) / 2
    return [min(range(columns), key=lambda i: abs((edges[i] + edges[i + 1]) / 2 - middle))]


def table_from_grid(grid: Grid) -> JoinedTable:
    """The sheet that a grid begins."""
    rows = grid_rows(grid, grid.columns, grid.edges)
    start = body_start(rows)
    header = [_unnumbered(row) if is_numbering_row(row) else row for row in rows[:start]]
    header = header if grid.edges else _filled(header)
    body = [row for row in rows[start:] if not is_marked_numbering(row_texts(row))]
    last = max((row.page for row in rows), default=grid.page)
    return JoinedTable(tuple(header), tuple(body), grid.columns, grid.page, last, grid.edges)


def body_start(rows: Sequence[Row]) -> int:
    """The first row that is data: it prints an amount, a code, an enumerated label, or a total and nothing else."""
    for index, row in enumerate(rows):
        if not is_numbering_row(row) and _is_data(row):
            return _before_notes(rows, index)
    return _after_header(rows)


def _before_notes(rows: Sequence[Row], start: int) -> int:
    """Rows of slashes, or such as say that there is nothing, are data too, if nobody would count them as headings."""
    while start > 1 and _is_note(rows[start - 1]):
        start -= 1
    return start


def _after_header(rows: Sequence[Row]) -> int:
    """In a table without data, the header ends before the first blank row or note below a heading."""
    begun = False
    for index, row in enumerate(rows):
        blank = not any(strip_whitespace(row.text(column)) for column in range(len(row.cells)))
        if begun and (blank or _is_note(row)) and all(not _has_text(each) or _is_note(each) for each in rows[index:]):
            return index
        begun = begun or not blank
    return len(rows)


def _has_text(row: Row) -> bool:
    return any(cell is not None and strip_whitespace(cell.text) for cell in row.cells)


def _is_note(row: Row) -> bool:
    """A row that says that there is nothing to say: `此表无数据`."""
    texts = row_texts(row)
    return bool(texts) and all(_NOTE.fullmatch(text) for text in texts)


def _is_data(row: Row) -> bool:
    texts = row_texts(row)
    is_total = bool(texts) and TOTAL.fullmatch(texts[0].rstrip(":：")) is not None
    if texts and all(number_with_unit(text)[0] is not None for text in texts[is_total:]):
        return True
    if is_total and all(_NOTE.fullmatch(text) for text in texts[1:]):
        return True
    if texts and all(_SIDE_TOTAL.fullmatch(text) for text in texts):
        return True
    if any(_CODE.fullmatch(text) for text in texts[:3]):
        return True
    return any(is_amount(text) or is_odd_number(text) or is_enumerated(text) for text in texts)


def is_amount(text: str) -> bool:
    """Whether a cell prints a number, with or without its unit; a lone dash is none."""
    number, _ = number_with_unit(text)
    return number is not None and any(letter.isdigit() for letter in text)


def is_numbering_row(row: Row) -> bool:
    """A row of column numbers: `栏次 | 1 | 2 | 3`."""
    return is_numbering(row_texts(row))


def row_texts(row: Row) -> list[str]:
    """What the cells that begin in a row print, without white space; no blanks."""
    texts = (strip_whitespace(row.text(column)) for column in sorted(row.starting_columns))
    return [text for text in texts if text]


def _unnumbered(row: Row) -> Row:
    """What a row of column numbers says beside them: `类 | 款 | 项`."""
    cells = (None if cell is None or is_column_number(strip_whitespace(cell.text)) else cell for cell in row.cells)
    return replace(row, cells=tuple(cells))


def _filled(rows: Sequence[Row]) -> list[Row]:
    """Without ruled cells, a blank beside a heading belongs to it when another heading stands below the blank."""
    filled = []
    for index, row in enumerate(rows):
        cells = list(row.cells)
        for column in range(1, len(cells)):
            below = any(strip_whitespace(later.text(column)) for later in rows[index + 1 :])
            if not strip_whitespace(row.text(column)) and below and cells[column - 1] is not None:
                cells[column] = cells[column - 1]
        filled.append(Row(tuple(cells), row.starting_columns, row.page))
    return filled
