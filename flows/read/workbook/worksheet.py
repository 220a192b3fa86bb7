"""One sheet of a workbook, whatever the file's format, and its face: what is seen when hidden parts are left out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from openpyxl.utils import get_column_letter

Place = tuple[int, int]
_BARE_NAME = str.isidentifier


class Area(NamedTuple):
    """A range of cells; rows and columns count from 1, both ends are inside."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Worksheet:
    """A sheet as its file has it. `texts` holds no blank; `borders` names the sides (`LRTB`) that bear a rule."""

    title: str
    texts: Mapping[Place, str]
    areas: Sequence[Area]
    borders: Mapping[Place, str]
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]


class PrintedText(NamedTuple):
    """A text, or a blank merged area, on the face of a sheet; rows and columns count from 0."""

    row: int
    column: int
    text: str
    row_span: int
    column_span: int
    reference: str


@dataclass(frozen=True, slots=True)
class PrintedSheet:
    """The used range of a sheet as it is seen: its slots, and the places that lie between rules.

    `row_numbers` and `column_numbers` tell where each row and column of the face stands in the sheet.
    """

    title: str
    row_numbers: Sequence[int]
    column_numbers: Sequence[int]
    texts: Mapping[Place, PrintedText]
    ruled: frozenset[Place]

    def reference(self, row: int, column: int) -> str:
        """The address of a place: `收支总表!B5`."""
        return address(self.title, self.row_numbers[row], self.column_numbers[column])


def address(title: str, row: int, column: int) -> str:
    """The address of a cell, its sheet quoted where a formula would quote it.

    >>> address("收支总表", 5, 2), address("1 收支", 1, 28)
    ('收支总表!B5', "'1 收支'!AB1")
    """
    quoted = title if _BARE_NAME(title) else "'" + title.replace("'", "''") + "'"
    return f"{quoted}!{get_column_letter(column)}{row}"


def printed_sheet(sheet: Worksheet) -> PrintedSheet:
    """The used range of a sheet, from its first text to its last, without hidden rows and columns."""
    texts = {place: text for place, text in _visible_texts(sheet) if text}
    rows = _axis((row for row, _ in texts), sheet.hidden_rows)
    columns = _axis((column for _, column in texts), sheet.hidden_columns)
    row_at, column_at = ({number: index for index, number in enumerate(axis)} for axis in (rows, columns))
    slots: dict[Place, PrintedText] = {}
    covered: set[Place] = set()
    for area in sheet.areas:
        spread = [row_at[r] for r in range(area.top, area.bottom + 1) if r in row_at]
        across = [column_at[c] for c in range(area.left, area.right + 1) if c in column_at]
        inside = {(row, column) for row in spread for column in across}
        if inside and not inside & covered:
            covered |= inside
            text = sheet.texts.get((area.top, area.left), "")
            where = address(sheet.title, area.top, area.left)
            slots[spread[0], across[0]] = PrintedText(spread[0], across[0], text, len(spread), len(across), where)
    for (row, column), text in texts.items():
        place = row_at[row], column_at[column]
        if place not in covered:
            slots[place] = PrintedText(*place, text, 1, 1, address(sheet.title, row, column))
    ruled = ((row_at[r], column_at[c]) for r, c in _ruled(sheet.borders) if r in row_at and c in column_at)
    return PrintedSheet(sheet.title, rows, columns, slots, frozenset(ruled))


def _visible_texts(sheet: Worksheet) -> Iterator[tuple[Place, str]]:
    """The texts at the places where they are seen: that of a merged area whose first cells are hidden, further in."""
    for (row, column), text in sheet.texts.items():
        if row not in sheet.hidden_rows and column not in sheet.hidden_columns:
            yield (row, column), text
    for area in sheet.areas:
        rows = [row for row in range(area.top, area.bottom + 1) if row not in sheet.hidden_rows]
        columns = [column for column in range(area.left, area.right + 1) if column not in sheet.hidden_columns]
        if rows and columns:
            yield (rows[0], columns[0]), sheet.texts.get((area.top, area.left), "")


def _axis(numbers: Iterable[int], hidden: frozenset[int]) -> list[int]:
    used = set(numbers)
    return [number for number in range(min(used), max(used) + 1) if number not in hidden] if used else []


def _ruled(borders: Mapping[Place, str]) -> Iterator[Place]:
    """The places with a rule beside them and one above or below, their own or a neighbour's."""
    for row, column in borders:
        sides = borders[row, column]
        beside = "L" in sides or "R" in sides
        beside = beside or "R" in borders.get((row, column - 1), "") or "L" in borders.get((row, column + 1), "")
        upright = "T" in sides or "B" in sides
        upright = upright or "B" in borders.get((row - 1, column), "") or "T" in borders.get((row + 1, column), "")
        if beside and upright:
            yield row, column
