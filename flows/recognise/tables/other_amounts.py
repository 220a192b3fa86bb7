"""The numbers of a standard table that are no line items: of other years, differences, rates, parts, and unknown ones.

Together with the line items they are all that the table prints: nothing is dropped.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from flows.amounts import UNITS, number_with_unit, yuan
from flows.model import Cell, Identity, Kind, OtherAmount
from flows.recognise.normalisation import normalise_heading, strip_whitespace
from flows.recognise.tables.amount_cells import refuse_odd_number
from flows.recognise.tables.columns import Column, Group
from flows.recognise.tables.joined_table import JoinedTable, Row
from flows.recognise.tables.layout_patterns import TablePatterns
from flows.recognise.tables.line_items import ReadRows, kind_of_row

_UNITS = "|".join(sorted(UNITS, key=len, reverse=True))
_IN_TEXT = re.compile(rf"(?<![\d.,])-?(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+\.\d+)(?![\d.,])(?:\s*(?:{_UNITS}|%))?")
_RATE = "%"


def other_amounts(
    sheet: JoinedTable,
    groups: Sequence[Group],
    read: ReadRows,
    unit: str | None,
    patterns: TablePatterns,
    who: Identity,
) -> tuple[OtherAmount, ...]:
    """Every number of a table that is none of the line items that were read of it, row by row.

    Raises OddNumberError for one in other signs than plain digits.
    """
    columns = {column.index: (group, column) for group in groups for column in group.columns}
    found: list[OtherAmount] = []
    for number, row in _numbered(sheet):
        for cell, index in _unread_cells(row, read.cells):
            group, column = columns[index]
            code, name = read.identities.get((number, group.number), (None, ""))
            kind, year = _kind(column, name, patterns, who)
            if column.role in ("other", "unknown"):
                refuse_odd_number(cell)
            for printed in numbers_in(cell, is_label=column.role in ("code", "name", "label")):
                is_money = not _is_count(column, name, patterns)
                place = Place(number, group.number, code, name, column.heading, year)
                found.append(other_amount(place, kind, printed, unit if is_money else None, cell))
    return tuple(found)


def numbers_in(cell: Cell, *, is_label: bool = False) -> tuple[str, ...]:
    """The numbers that a cell prints: the one that is all of it, or those in its text that are printed as amounts are.

    A code is no number of a label.
    """
    text = strip_whitespace(cell.text)
    if not is_label and (_is_number(text) or _is_number(text.rstrip("%％"))):
        return (text,)
    return tuple(strip_whitespace(match[0]) for match in _IN_TEXT.finditer(unicodedata.normalize("NFKC", cell.text)))


def _is_number(text: str) -> bool:
    return any(map(str.isdigit, text)) and number_with_unit(text)[0] is not None


def _numbered(sheet: JoinedTable) -> Iterator[tuple[int, Row]]:
    """The rows of data with their numbers; those of the headings are all 0."""
    yield from ((0, row) for row in sheet.header)
    yield from enumerate(sheet.body, 1)


def _unread_cells(row: Row, read: frozenset[int]) -> Iterator[tuple[Cell, int]]:
    """The cells that begin in a row and print no line item, each with its first column."""
    for column in sorted(row.starting_columns):
        cell = row.cells[column]
        if cell is not None and cell.text and id(cell) not in read:
            yield cell, column


def _kind(column: Column, name: str, patterns: TablePatterns, who: Identity) -> tuple[Kind, int | None]:
    """The kind and year that the heading of a number says, or the name of its row where the heading says less."""
    if column.kind not in ("part", "unknown"):
        return column.kind, column.year
    kind, year = kind_of_row(name, patterns, who)
    return kind or column.kind, year


def _is_count(column: Column, name: str, patterns: TablePatterns) -> bool:
    """Whether a heading or the name of a row says that things are counted, and not money."""
    return any(patterns.counts.fullmatch(text) for text in (*column.path, normalise_heading(name)) if text)


class Place(NamedTuple):
    """Where a number stands in its table, and below which headings."""

    row_number: int
    column_group: int
    code: str | None
    name: str
    heading: str
    year: int | None


def other_amount(place: Place, kind: Kind, printed: str, unit: str | None, cell: Cell) -> OtherAmount:
    """One number as it is printed. `unit` is None where it is no money; a rate has no amount."""
    number, own = number_with_unit(printed)
    is_rate = kind == "rate" or printed.endswith(("%", "％"))
    unit = _RATE if is_rate else own or unit
    amount = yuan_or_none(number, unit) if number is not None and unit is not None and unit in UNITS else None
    kind = "rate" if is_rate else kind
    return OtherAmount(*place, kind, amount, printed, unit, cell.page, cell.box, cell.reference)


def yuan_or_none(number: Decimal, unit: str) -> Decimal | None:
    """An amount in yuan; None for a number that is too large to be money."""
    try:
        return yuan(number, unit)
    except ValueError:
        return None
