"""The columns of a sheet: what each holds, told by its headings, in groups that stand side by side."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from flows.amounts import number_with_unit
from flows.recognise.normalisation import normalise_heading, strip_whitespace
from flows.recognise.tables.joined_table import JoinedTable, Row
from flows.recognise.tables.layout_patterns import NO_MEASURE, TablePatterns, headings_of_year, measures_of

Role = Literal["code", "name", "measure", "ignored", "unknown"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its headings from the top down, what it holds, and the measures that it may hold, likeliest first."""

    index: int
    path: tuple[str, ...]
    role: Role
    measures: tuple[str, ...] = ()

    @property
    def measure(self) -> str:
        return self.measures[0]


@dataclass(frozen=True, slots=True)
class Group:
    """Columns that make one table: those of its code and name, and its measures. `side` where a table has two."""

    number: int
    side: str | None
    codes: tuple[int, ...]
    names: tuple[int, ...]
    measures: tuple[tuple[int, str], ...]


class UnknownColumnError(Exception):
    """A column with amounts whose headings no pattern explains, or two explain."""


def columns_of(sheet: JoinedTable, patterns: TablePatterns, fiscal_year: int) -> tuple[Column, ...]:
    """What each column of a sheet holds. Raises UnknownColumnError for amounts that nothing explains."""
    found = tuple(_column(index, path, patterns, fiscal_year) for index, path in enumerate(_paths(sheet, patterns)))
    if not any(column.role in ("code", "name") for column in found):
        found = tuple(_name_by_unit(column, patterns) for column in found)
    for column in found:
        if column.role == "unknown" and _has_amounts(sheet, column.index):
            raise UnknownColumnError("/".join(column.path) or f"column {column.index + 1} without heading")
    return found


def groups_of(columns: Sequence[Column], patterns: TablePatterns) -> tuple[Group, ...]:
    """Columns parted into the tables that stand side by side. Raises UnknownColumnError for a measure met twice."""
    parts: list[list[Column]] = [[]]
    for column in columns:
        if column.role in ("code", "name") and any(c.role == "measure" for c in parts[-1]):
            parts.append([])
        parts[-1].append(column)
    return tuple(_group(number, _distinct(part), patterns) for number, part in enumerate(parts, 1))


def _group(number: int, part: Sequence[Column], patterns: TablePatterns) -> Group:
    return Group(
        number,
        _side(part, number, patterns),
        tuple(c.index for c in part if c.role == "code"),
        tuple(c.index for c in part if c.role == "name"),
        tuple((c.index, c.measure) for c in part if c.role == "measure"),
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
            raise UnknownColumnError(f"{'/'.join(column.path)} (another column is {column.measure} too)")
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


def _column(index: int, path: tuple[str, ...], patterns: TablePatterns, fiscal_year: int) -> Column:
    last = path[-1] if path else ""
    headings = headings_of_year(path, fiscal_year)
    if patterns.own_names.fullmatch(last):
        return Column(index, path, "name")
    if headings is None or any(patterns.ignored.fullmatch(heading) for heading in path):
        return Column(index, path, "ignored")
    if patterns.codes.fullmatch(last):
        return Column(index, path, "code")
    measures = measures_of(headings, patterns)
    if measures[:1] == (NO_MEASURE,):
        return Column(index, path, "ignored")
    if measures:
        return Column(index, path, "measure", tuple(measure for measure in measures if measure != NO_MEASURE))
    return Column(index, path, "name" if patterns.names.fullmatch(last) else "unknown")


def _name_by_unit(column: Column, patterns: TablePatterns) -> Column:
    """Where nothing else names a row, the unit does whose row it is."""
    names = bool(column.path) and patterns.unit_names.fullmatch(column.path[-1]) is not None
    return replace(column, role="name") if names else column


def _has_amounts(sheet: JoinedTable, column: int) -> bool:
    return any(number_with_unit(strip_whitespace(row.text(column)))[0] is not None for row in sheet.body)


def _side(part: Sequence[Column], number: int, patterns: TablePatterns) -> str | None:
    if not patterns.sides:
        return None
    for column in part:
        for heading in column.path:
            for side, pattern in patterns.sides.items():
                if pattern.fullmatch(heading):
                    return side
    return tuple(patterns.sides)[min(number, len(patterns.sides)) - 1]
