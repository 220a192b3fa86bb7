"""Facts → what is set, whatever the format: lines of text and ruled tables of texts with merged cells."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from tests.typeset.facts import Element, Facts, Form, Listing, Quirks, Row, Table, Text

Column = tuple[str, tuple[str, ...]]
"""What a column holds, and its headings from the top down.

It holds a measure, the `code`, one part of it (`code3`, `code5`, `code7`), the `name`, the number of the row (`#`),
or nothing that is read (`-`).
"""
CODE_PARTS: Mapping[str, tuple[int, int | None]] = {
    "code": (0, None),
    "code3": (0, 3),
    "code5": (3, 5),
    "code7": (5, 7),
}
ZEROS = ("0", "0.00", "-")
_SHORT = 5
LABELS = (*CODE_PARTS, "name")


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

    def by_row(self) -> list[list[Cell]]:
        """The cells of each row, from left to right."""
        rows: list[list[Cell]] = [[] for _ in range(self.rows)]
        for cell in sorted(self.cells, key=lambda cell: cell.column):
            rows[cell.row].append(cell)
        return rows


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a page, where the format has pages."""


Set = Text | Ruled | Break


@dataclass(frozen=True, slots=True)
class Layout:
    """A layout that occurs: at which stage, and the title and the columns of each of its tables."""

    stage: str
    titles: Mapping[str, str]
    columns: Mapping[str, tuple[tuple[Column, ...], ...]]
    upright: Mapping[str, tuple[tuple[str, str], ...]]

    def measures(self, table_name: str) -> tuple[tuple[str, ...], ...]:
        """The measures that each of the tables side by side prints, in its columns or, set upright, in its rows."""
        if table_name in self.upright:
            return (tuple(measure for measure, _ in self.upright[table_name]),)
        sides = self.columns[table_name]
        return tuple(tuple(role for role, _ in side if role not in (*LABELS, "-", "#")) for side in sides)


@lru_cache
def layouts() -> Mapping[str, Layout]:
    """Every layout, by name."""
    told = json.loads(Path(__file__).with_name("layouts.json").read_text(encoding="utf-8"))
    return {name: _layout(layout) for name, layout in told.items()}


def _layout(told: Mapping[str, Any]) -> Layout:
    columns = {
        table: tuple(tuple((column[0], tuple(column[1:])) for column in side) for side in sides)
        for table, sides in told["columns"].items()
    }
    upright = {table: tuple((row[0], row[1]) for row in rows) for table, rows in told.get("upright", {}).items()}
    return Layout(told["stage"], told["titles"], columns, upright)


def settings(facts: Facts) -> Iterator[Set]:
    """All that is set, in order; each standard table begins a page."""
    for element in facts.elements:
        yield from _set(element, facts)


def _set(element: Element, facts: Facts) -> Iterator[Set]:
    if isinstance(element, Text):
        if element.style == "part":
            yield Break()
        yield element
    elif isinstance(element, Listing):
        yield _listed(element.rows)
    else:
        yield Break()
        head = list(_head(element, facts))
        grid = ruled(element, facts) if isinstance(element, Table) else form(element)
        if facts.quirks.inner_head and isinstance(element, Table):
            yield _headed(grid, [text.text for text in head])
        else:
            yield from head
            yield grid
        if isinstance(element, Table) and element.note:
            yield Text(element.note)
        if facts.quirks.stray_grid:
            yield Break()
            yield Ruled((Cell(0, 0, ""), Cell(0, 1, "")), 1, 2)


def _head(element: Table | Form, facts: Facts) -> Iterator[Text]:
    """What stands above a table: the number of the form, the title, the unit."""
    number = facts.quirks.form_number
    if number and not number.endswith("："):
        yield Text(number, "unit")
        number = ""
    if facts.quirks.unit_in_title:
        yield Text(f"{number}{element.title}（单位：{element.unit}）", "title")
    else:
        yield Text(number + element.title, "title")
        yield Text(f"编制单位：{facts.organisation}    单位：{element.unit}", "unit")


def _headed(grid: Ruled, head: Sequence[str]) -> Ruled:
    """A table that begins above its title: each line of its head is a row over the whole width."""
    above = tuple(Cell(row, 0, text, 1, grid.columns) for row, text in enumerate(head))
    below = tuple(replace(cell, row=cell.row + len(head)) for cell in grid.cells)
    return Ruled((*above, *below), grid.rows + len(head), grid.columns, grid.header + len(head))


def _listed(rows: Sequence[Sequence[str]]) -> Ruled:
    cells = tuple(Cell(y, x, text) for y, row in enumerate(rows) for x, text in enumerate(row))
    return Ruled(cells, len(rows), len(rows[0]), 1)


def ruled(table: Table, facts: Facts) -> Ruled:
    """A standard table with its headings and rows."""
    layout = layouts()[facts.layout]
    if table.table_name in layout.upright:
        table = _upright(table, layout.upright[table.table_name])
    sides = layout.columns[table.table_name]
    columns = [column for side in sides for column in side]
    years = {"year": str(facts.fiscal_year), "last": str(facts.fiscal_year - 1)}
    paths = [tuple(heading.format_map(years) for heading in path) for _, path in columns]
    depth = max(len(path) for path in paths)
    cells = list(_header(paths, depth))
    labels = sum(1 for role, _ in sides[0] if role in LABELS)
    if facts.quirks.index_row and columns[0][0] in CODE_PARTS and len(sides) == 1:
        cells.append(Cell(depth, 0, "栏次", 1, labels))
        cells += [Cell(depth, labels + index, str(index + 1)) for index in range(len(columns) - labels)]
        depth += 1
    height = max(len(rows) for rows in table.rows)
    for index in range(height):
        x = 0
        for side, rows in zip(sides, table.rows, strict=True):
            row = rows[index] if index < len(rows) else None
            cells += _row_cells(row, side, depth + index, x, facts.quirks)
            x += len(side)
    if facts.quirks.unit_in_cells:
        cells = [_with_unit(cell, table.unit) if columns[cell.column][0] != "#" else cell for cell in cells]
    return Ruled(tuple(cells), depth + height, len(columns), depth)


def _with_unit(cell: Cell, unit: str) -> Cell:
    """An amount that prints its own unit."""
    return replace(cell, text=cell.text + unit) if cell.is_number and cell.text[-1:].isdigit() else cell


def _upright(table: Table, parts: Sequence[tuple[str, str]]) -> Table:
    """A table of one row, turned: a row for each measure, its amount in the only column."""
    amounts = table.rows[0][0].amounts
    rows = tuple(Row(label, {"total": amounts[measure]} if measure in amounts else {}) for measure, label in parts)
    return replace(table, rows=(rows,))


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


def _row_cells(row: Row | None, side: Sequence[Column], y: int, left: int, quirks: Quirks) -> Iterator[Cell]:
    """The cells of a row; a total without a code is printed over the columns of code and name."""
    roles = [role for role, _ in side]
    labels = sum(1 for role in roles if role in LABELS)
    begin = 0
    if row is not None and row.code is None and labels > 1 and all(role in LABELS for role in roles[:labels]):
        yield Cell(y, left, row.label, 1, labels)
        begin = labels
    for x, role in enumerate(roles[begin:], begin):
        text = str(y) if role == "#" else _cell_text(row, role, quirks)
        yield Cell(y, left + x, text, is_number=role not in LABELS)


def _cell_text(row: Row | None, role: str, quirks: Quirks) -> str:
    if row is None or role == "-":
        return ""
    if role in CODE_PARTS:
        start, end = CODE_PARTS[role]
        return (row.code or "")[start:end]
    if role == "name":
        return spaced(row.label) if quirks.letter_spaced else row.label
    if role not in row.amounts:
        return ""
    if quirks.mixed_zeros and not row.amounts[role]:
        return ZEROS[(len(row.label) + len(role)) % len(ZEROS)]
    return number(row.amounts[role], quirks)


def spaced(label: str) -> str:
    """A short label, its letters spread."""
    return "  ".join(label) if len(label) <= _SHORT and label.isalpha() else label


def number(amount: Decimal, quirks: Quirks) -> str:
    """An amount as it is printed."""
    if amount == 0:
        return quirks.zero
    if amount < 0:
        return quirks.negative.format(number(-amount, quirks))
    mixed = quirks.mixed_thousands and int(amount) % 2
    return f"{amount:,}" if quirks.thousands and not mixed else str(amount)


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
