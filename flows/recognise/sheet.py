"""Grids -> one sheet: the pieces of a table that pages parted, joined column by column, header and body told apart."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from flows.amounts import number_with_unit
from flows.model import Cell, Grid
from flows.recognise.column_numbers import is_column_number, numbers_columns
from flows.recognise.words import is_enumerated, plain, squeeze

_CODE = re.compile(r"\d{3}|\d{5}|\d{7}")
_CODE_PART = re.compile(r"\d{2,9}")
_TOTAL = re.compile(r"合计|总计|小计")
_SIDE_TOTAL = re.compile(r"(?:(?:本年)?(?:收入|支出)|(?:人员|公用)(?:经费|支出))(?:合计|总计)")
_NOTE = re.compile(r"(?:注|说明|备注)[:：].*|.*(?:无|没有|不涉及|未安排|空表).*|[/／—–-]+")
_NEAR = 6.0
_SAME = 1.5


@dataclass(frozen=True, slots=True)
class Row:
    """One printed row: for each column the cell that covers it. `first` holds the columns where a cell begins here."""

    cells: tuple[Cell | None, ...]
    first: frozenset[int]
    page: int

    @property
    def begun(self) -> frozenset[int]:
        """The identities of the cells that begin in this row, rather than reach into it from above."""
        return frozenset(id(self.cells[column]) for column in self.first)

    def text(self, column: int) -> str:
        cell = self.cells[column]
        return cell.text if cell is not None else ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole table. `header` and `body` rows have the columns of the first grid."""

    header: tuple[Row, ...]
    body: tuple[Row, ...]
    columns: int
    first_page: int
    last_page: int
    edges: tuple[float, ...] = field(default=())


def rows_of(grid: Grid, columns: int, edges: Sequence[float]) -> list[Row]:
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


def new_sheet(grid: Grid) -> Sheet:
    """The sheet that a grid begins."""
    rows = rows_of(grid, grid.columns, grid.edges)
    start = body_start(rows)
    header = [_unnumbered(row) if _is_index(row) else row for row in rows[:start]]
    header = header if grid.edges else _filled(header)
    body = [row for row in rows[start:] if not _is_index(row)]
    last = max((row.page for row in rows), default=grid.page)
    return Sheet(tuple(header), tuple(body), grid.columns, grid.page, last, grid.edges)


def continues(sheet: Sheet, grid: Grid) -> bool:
    """Whether a grid may go on with a sheet: the same columns, or pieces of them between the same outer borders."""
    if not sheet.edges or not grid.edges:
        return grid.columns == sheet.columns or _label_span(sheet, grid) is not None
    if abs(sheet.edges[0] - grid.edges[0]) > _NEAR or abs(sheet.edges[-1] - grid.edges[-1]) > _NEAR:
        return grid.columns == sheet.columns
    return grid.columns <= sheet.columns + 2


def resumes(sheet: Sheet, grid: Grid) -> bool:
    """Whether a grid goes on with a sheet of the page before though a line parts them: a note, a stamp, a running head.

    Then every column lies where it lay, and amounts stand in it.
    """
    if grid.page != sheet.last_page + 1 or not sheet.edges or len(sheet.edges) != len(grid.edges):
        return False
    alike = all(abs(there - here) < _SAME for there, here in zip(sheet.edges, grid.edges, strict=True))
    return alike and any(is_amount(cell.text) for cell in grid.cells)


def _label_span(sheet: Sheet, grid: Grid) -> int | None:
    """Over how many columns the labels of a narrower grid reach, where all amounts of the sheet stand to their right.

    Word sets the total row that a page break parts from its table as a table of its own, one cell before the amounts.
    """
    missing = sheet.columns - grid.columns
    filled = [c for c in range(sheet.columns) if any(is_amount(row.text(c)) and row.first >= {c} for row in sheet.body)]
    labels = [cell for cell in grid.cells if cell.column == 0]
    others = [cell for cell in grid.cells if cell.column > 0]
    whole = all(cell.column_span == 1 for cell in grid.cells) and not any(is_amount(cell.text) for cell in labels)
    numbers = all(is_amount(cell.text) or not squeeze(cell.text) for cell in others)
    codes = {c for c in filled if all(_CODE_PART.fullmatch(squeeze(row.text(c))) for row in sheet.body if row.text(c))}
    fits = missing > 0 and whole and numbers and bool(others) and min(set(filled) - codes, default=0) > missing
    return missing + 1 if fits else None


def _aligned(sheet: Sheet, grid: Grid) -> Grid:
    """A narrower grid without geometry, its amounts below those of the sheet."""
    span = None if sheet.edges and grid.edges else _label_span(sheet, grid)
    if span is None:
        return grid
    cells = tuple(
        cell._replace(column_span=span) if cell.column == 0 else cell._replace(column=cell.column + span - 1)
        for cell in grid.cells
    )
    return replace(grid, cells=cells, columns=sheet.columns)


def joined(sheet: Sheet, grid: Grid) -> Sheet:
    """A sheet with the rows of one more grid, its repeated header dropped."""
    grid = _aligned(sheet, grid)
    rows = rows_of(grid, sheet.columns, sheet.edges)
    printed = {plain(row.text(column)) for row in sheet.header for column in range(sheet.columns)} - {""}
    start = 0
    while start < len(rows) and _repeats(rows[start], printed):
        start += 1
    body = [row for row in rows[start:] if not _is_index(row)]
    last = max((row.page for row in rows), default=grid.page)
    return Sheet(sheet.header, (*sheet.body, *body), sheet.columns, sheet.first_page, last, sheet.edges)


def body_start(rows: Sequence[Row]) -> int:
    """The first row that is data: it prints an amount, a code, an enumerated label, or a total and nothing else."""
    for index, row in enumerate(rows):
        if not _is_index(row) and _is_data(row):
            return index
    return _after_header(rows)


def _after_header(rows: Sequence[Row]) -> int:
    """In a table without data, the header ends before the first blank row or note below a heading."""
    seen = False
    for index, row in enumerate(rows):
        blank = not any(squeeze(row.text(column)) for column in range(len(row.cells)))
        if seen and (blank or _is_note(row)) and all(not _has_text(later) or _is_note(later) for later in rows[index:]):
            return index
        seen = seen or not blank
    return len(rows)


def _has_text(row: Row) -> bool:
    return any(cell is not None and squeeze(cell.text) for cell in row.cells)


def _is_note(row: Row) -> bool:
    """A row that says that there is nothing to say: `此表无数据`."""
    texts = [squeeze(row.text(column)) for column in sorted(row.first)]
    return any(texts) and all(_NOTE.fullmatch(text) for text in texts if text)


def _is_data(row: Row) -> bool:
    texts = [squeeze(row.text(column)) for column in sorted(row.first)]
    texts = [text for text in texts if text]
    is_total = bool(texts) and _TOTAL.fullmatch(texts[0].rstrip(":：")) is not None
    if texts and all(number_with_unit(text)[0] is not None for text in texts[is_total:]):
        return True
    if texts and all(_SIDE_TOTAL.fullmatch(text) for text in texts):
        return True
    if any(_CODE.fullmatch(text) for text in texts[:3]):
        return True
    return any(is_amount(text) for text in texts) or (bool(texts) and any(is_enumerated(text) for text in texts))


def is_amount(text: str) -> bool:
    """Whether a cell prints a number, with or without its unit; a lone dash is none."""
    number, _ = number_with_unit(text)
    return number is not None and any(letter.isdigit() for letter in text)


def _is_index(row: Row) -> bool:
    """A row of column numbers: `栏次 | 1 | 2 | 3`."""
    texts = [squeeze(row.text(column)) for column in sorted(row.first)]
    return numbers_columns([text for text in texts if text])


def _unnumbered(row: Row) -> Row:
    """What a row of column numbers says beside them: `类 | 款 | 项`."""
    cells = (None if cell is None or is_column_number(squeeze(cell.text)) else cell for cell in row.cells)
    return replace(row, cells=tuple(cells))


def _repeats(row: Row, printed: set[str]) -> bool:
    texts = {plain(row.text(column)) for column in row.first} - {""}
    return bool(texts) and texts <= printed


def _filled(rows: Sequence[Row]) -> list[Row]:
    """Without ruled cells, a blank beside a heading belongs to it when another heading stands below the blank."""
    filled = []
    for index, row in enumerate(rows):
        cells = list(row.cells)
        for column in range(1, len(cells)):
            below = any(squeeze(later.text(column)) for later in rows[index + 1 :])
            if not squeeze(row.text(column)) and below and cells[column - 1] is not None:
                cells[column] = cells[column - 1]
        filled.append(Row(tuple(cells), row.first, row.page))
    return filled
