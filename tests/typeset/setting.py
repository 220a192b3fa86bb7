"""Facts → what is set, whatever the format: lines of text and ruled tables of texts with merged cells."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from tests.typeset.facts import Element, Facts, Form, Listing, Row, Table, Text

Column = tuple[str, tuple[str, ...]]
"""What a column holds (a measure, `code`, `name`, or `-` for nothing), and its headings from the top down."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One ruled cell, by its upper left corner."""

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Ruled:
    """A ruled table. The first `header` rows are its header."""

    cells: tuple[Cell, ...]
    rows: int
    columns: int
    header: int = 0


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a page, where the format has pages."""


Set = Text | Ruled | Break


@lru_cache
def layouts() -> dict[str, dict[str, list[list[list[str]]]]]:
    """The column headings of every layout, table by table, one list of columns for each side."""
    found: dict[str, dict[str, list[list[list[str]]]]] = json.loads(
        Path(__file__).with_name("layouts.json").read_text(encoding="utf-8")
    )
    return found


def settings(facts: Facts) -> Iterator[Set]:
    """All that is set, in order; each standard table begins a page."""
    for element in facts.elements:
        yield from _set(element, facts.layout)


def _set(element: Element, layout: str) -> Iterator[Set]:
    if isinstance(element, Text):
        if element.style == "part":
            yield Break()
        yield element
    elif isinstance(element, Listing):
        yield _listed(element.rows)
    else:
        yield Break()
        yield Text(element.title, "title")
        yield Text(f"单位：{element.unit}", "unit")
        yield ruled(element, layout) if isinstance(element, Table) else form(element)
        if isinstance(element, Table) and element.note:
            yield Text(element.note)


def _listed(rows: Sequence[Sequence[str]]) -> Ruled:
    cells = tuple(Cell(y, x, text) for y, row in enumerate(rows) for x, text in enumerate(row))
    return Ruled(cells, len(rows), len(rows[0]), 1)


def columns_of(table_name: str, layout: str) -> list[list[Column]]:
    """The columns of each side of a table."""
    return [[(column[0], tuple(column[1:])) for column in side] for side in layouts()[layout][table_name]]


def ruled(table: Table, layout: str) -> Ruled:
    """A standard table with its headings and rows."""
    sides = columns_of(table.table_name, layout)
    columns = [column for side in sides for column in side]
    depth = max(len(path) for _, path in columns)
    cells = list(_header([path for _, path in columns], depth))
    height = max(len(rows) for rows in table.rows)
    for index in range(height):
        x = 0
        for side, rows in zip(sides, table.rows, strict=True):
            row = rows[index] if index < len(rows) else None
            cells += _row_cells(row, side, depth + index, x)
            x += len(side)
    return Ruled(tuple(cells), depth + height, len(columns), depth)


def _header(paths: Sequence[tuple[str, ...]], depth: int, top: int = 0, left: int = 0) -> Iterator[Cell]:
    """Merge headings that stand side by side, and reach down where nothing stands below."""
    x = 0
    while x < len(paths):
        end = x + 1
        while end < len(paths) and paths[end][0] == paths[x][0] and len(paths[x]) > 1 and len(paths[end]) > 1:
            end += 1
        below = [path[1:] for path in paths[x:end]]
        reach = depth - top if not below[0] else 1
        yield Cell(top, left + x, paths[x][0], reach, end - x)
        if below[0]:
            yield from _header(below, depth, top + 1, left + x)
        x = end


def _row_cells(row: Row | None, side: Sequence[Column], y: int, left: int) -> Iterator[Cell]:
    """The cells of a row; a total without a code is printed over the columns of code and name."""
    total = row is not None and row.code is None and [role for role, _ in side][:2] == ["code", "name"]
    for x, (role, _) in enumerate(side, left):
        if total and role == "code" and row is not None:
            yield Cell(y, x, row.label, 1, 2)
        elif not (total and role == "name"):
            text = _cell_text(row, role)
            yield Cell(y, x, text, is_number=role not in ("code", "name", "-"))


def _cell_text(row: Row | None, role: str) -> str:
    if row is None or role == "-":
        return ""
    if role == "code":
        return row.code or ""
    if role == "name":
        return row.label
    return number(row.amounts[role]) if role in row.amounts else ""


def number(amount: Decimal) -> str:
    """An amount as it is printed: two decimals and thousands parted."""
    return f"{amount:,.2f}"


def form(form: Form) -> Ruled:
    """A form: `None` goes on with the cell above, `<` with the cell to the left."""
    width = len(form.rows[0])
    cells = []
    for y, row in enumerate(form.rows):
        for x, text in enumerate(row):
            if text is None or text == "<":
                continue
            right, down = x + 1, y + 1
            while right < width and row[right] == "<":
                right += 1
            while down < len(form.rows) and form.rows[down][x] is None:
                down += 1
            cells.append(Cell(y, x, text, down - y, right - x))
    return Ruled(tuple(cells), len(form.rows), width)
