"""The columns of a table: what each holds, told by its headings, in groups that stand side by side."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from flows.amounts import number_with_unit
from flows.model import Identity, Kind
from flows.recognise.normalisation import normalise_heading, strip_whitespace
from flows.recognise.tables.amount_cells import is_odd_number
from flows.recognise.tables.joined_table import JoinedTable, Row
from flows.recognise.tables.layout_patterns import (
    NO_MEASURE,
    TablePatterns,
    headings_of_year,
    kind_of,
    measures_of,
)

Role = Literal["code", "name", "label", "measure", "other", "unknown"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its headings from the top down, what it holds, and the measures that it may hold, likeliest first.

    The amounts of one whose role is `other` or `unknown` are no line items: `kind` and `year` say what they are.
    """

    index: int
    path: tuple[str, ...]
    role: Role
    measures: tuple[str, ...] = ()
    kind: Kind = "unknown"
    year: int | None = None

    @property
    def measure(self) -> str:
        return self.measures[0]

    @property
    def heading(self) -> str:
        """The path of its headings as one text."""
        return "/".join(self.path)


@dataclass(frozen=True, slots=True)
class Group:
    """Columns that make one table: those of its code and name, and its measures. `side` where a table has two."""

    number: int
    side: str | None
    codes: tuple[int, ...]
    names: tuple[int, ...]
    measures: tuple[tuple[int, str], ...]
    columns: tuple[Column, ...] = ()


class UnknownColumnError(Exception):
    """A column with amounts whose headings no pattern explains, or two explain."""


def columns_of(sheet: JoinedTable, patterns: TablePatterns, who: Identity) -> tuple[Column, ...]:
    """What each column of a table holds."""
    found = tuple(_column(index, path, patterns, who) for index, path in enumerate(_paths(sheet, patterns)))
    if not any(column.role in ("code", "name") for column in found):
        found = tuple(_name_by_unit(column, patterns) for column in found)
    return found


def groups_of(columns: Sequence[Column], sheet: JoinedTable, patterns: TablePatterns) -> tuple[Group, ...]:
    """Columns split into the tables that stand side by side.

    Raises UnknownColumnError for a measure met twice, and for amounts below headings that are not known where they may
    be the principal ones.
    """
    parts: list[list[Column]] = [[]]
    for column in columns:
        if column.role in ("code", "name") and any(c.role == "measure" for c in parts[-1]):
            parts.append([])
        parts[-1].append(column)
    groups = [_distinct(part) for part in parts]
    for part in groups:
        _refuse_unknown(part, sheet, patterns)
    return tuple(_group(number, part, patterns) for number, part in enumerate(groups, 1))


def _refuse_unknown(part: Sequence[Column], sheet: JoinedTable, patterns: TablePatterns) -> None:
    """Amounts of a column that is not known are other amounts only where they are certainly not the principal ones."""
    totals = (c for c in part if c.role == "measure" and c.measure == "total")
    principal = next((c for c in totals if patterns.principal.fullmatch(c.path[-1])), None)
    for column in part:
        if column.role != "unknown" or not has_amounts(sheet, column.index):
            continue
        may_be_principal = not column.path or patterns.perhaps_principal.fullmatch(column.path[-1])
        if principal is None or may_be_principal or _exceeds(sheet, column.index, principal.index):
            raise UnknownColumnError(column.heading or f"column {column.index + 1} without heading")


def _exceeds(sheet: JoinedTable, column: int, principal: int) -> bool:
    """Whether any amount of a column is more than the principal amount of its row."""
    for row in sheet.body:
        part, whole = (number_with_unit(row.text(index))[0] for index in (column, principal))
        if part is not None and abs(part) > abs(whole or Decimal(0)):
            return True
    return False


def _group(number: int, part: Sequence[Column], patterns: TablePatterns) -> Group:
    return Group(
        number,
        _side(part, number, patterns),
        tuple(c.index for c in part if c.role == "code"),
        tuple(c.index for c in part if c.role == "name"),
        tuple((c.index, c.measure) for c in part if c.role == "measure"),
        tuple(part),
    )


def _distinct(part: Sequence[Column]) -> list[Column]:
    """Let columns that claim one measure take the next that their headings allow, until each has its own."""
    columns = list(part)
    claims = Counter(c.measure for c in columns if c.role == "measure")
    for position, column in enumerate(columns):
        if column.role == "measure" and claims[column.measure] > 1 and len(column.measures) > 1:
            columns[position] = replace(column, measures=column.measures[1:])
    claims = Counter(c.measure for c in columns if c.role == "measure")
    for column in columns:
        if column.role == "measure" and claims[column.measure] > 1:
            raise UnknownColumnError(f"{column.heading} (another column is {column.measure} too)")
    return columns


def _paths(sheet: JoinedTable, patterns: TablePatterns) -> list[tuple[str, ...]]:
    rows = [*sheet.header, *_mixed(sheet, patterns)]
    paths = []
    for column in range(sheet.columns):
        path: list[str] = []
        taken: list[int] = []
        for number, row in enumerate(rows):
            cell = row.cells[column]
            text = normalise_heading(row.text(column))
            if cell is None or not text or id(cell) in taken:
                continue
            if number >= len(sheet.header) and not patterns.codes.fullmatch(text):
                continue
            taken.append(id(cell))
            path.append(text)
        paths.append(tuple(path))
    return paths


def _mixed(sheet: JoinedTable, patterns: TablePatterns) -> list[Row]:
    """The first row of data may hold the last headings of the code columns: `类 | 款 | 项 | 合计 | 12.00`."""
    first = sheet.body[:1]
    heads = [
        row
        for row in first
        if any(patterns.codes.fullmatch(normalise_heading(row.text(c))) for c in row.starting_columns)
    ]
    return list(heads)


def _column(index: int, path: tuple[str, ...], patterns: TablePatterns, who: Identity) -> Column:
    last = path[-1] if path else ""
    if patterns.own_names.fullmatch(last):
        return Column(index, path, "name")
    if any(map(patterns.not_amounts.fullmatch, path)):
        return Column(index, path, "label")
    if any(map(patterns.counts.fullmatch, path)):
        return Column(index, path, "other")
    kind, year = kind_of(path, patterns, who.fiscal_year, who.stage)
    if kind is not None:
        return Column(index, path, "other", kind=kind, year=year)
    return Column(index, path, "code") if patterns.codes.fullmatch(last) else _measured(index, path, patterns, who)


def _measured(index: int, path: tuple[str, ...], patterns: TablePatterns, who: Identity) -> Column:
    measures = measures_of(headings_of_year(path, who.fiscal_year), patterns)
    if measures[:1] == (NO_MEASURE,):
        return Column(index, path, "other", kind="part")
    if measures:
        return Column(index, path, "measure", tuple(measure for measure in measures if measure != NO_MEASURE))
    return Column(index, path, "name" if path and patterns.names.fullmatch(path[-1]) else "unknown")


def _name_by_unit(column: Column, patterns: TablePatterns) -> Column:
    """Where nothing else names a row, the unit does whose row it is."""
    names = bool(column.path) and patterns.unit_names.fullmatch(column.path[-1]) is not None
    return replace(column, role="name") if names else column


def has_amounts(sheet: JoinedTable, column: int) -> bool:
    """Whether a number, or what is written for one, stands in a column below its headings."""
    texts = [strip_whitespace(row.text(column)) for row in sheet.body]
    return any(number_with_unit(text)[0] is not None or is_odd_number(text) for text in texts)


def _side(part: Sequence[Column], number: int, patterns: TablePatterns) -> str | None:
    if not patterns.sides:
        return None
    for column in part:
        for heading in column.path:
            for side, pattern in patterns.sides.items():
                if pattern.fullmatch(heading):
                    return side
    return tuple(patterns.sides)[min(number, len(patterns.sides)) - 1]
