"""Rows of a sheet -> line items: every amount bound to the code and name of its row and the measure of its column."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from flows.amounts import are_several, has_digit, number_with_unit
from flows.model import Cell, Identity, Kind, LineItem
from flows.recognise.normalisation import normalise_heading, row_label, strip_whitespace
from flows.recognise.tables.amount_cells import place_of, refuse_odd_number, yuan_in
from flows.recognise.tables.columns import Group
from flows.recognise.tables.joined_table import JoinedTable, Row, is_amount
from flows.recognise.tables.layout_patterns import TablePatterns, kind_of, measures_of

_CODED_NAME = re.compile(r"^[\[【(（]?(\d{3}(?:\d{2}){0,2})[\]】)）]?[-—_\s]*([^\d\s].*)$", re.DOTALL)
_WHOLE_CODE = 5
_PART = re.compile(r"^(?:其中[:：])?(?:（[一二三四五六七八九十\d]+）|\d{1,2}[.、．])?")


class UnboundAmountError(Exception):
    """An amount, or what stands where one should, that belongs to no row."""


class BoundItem(NamedTuple):
    """A line item, and the cell that prints it."""

    item: LineItem
    cell: Cell


@dataclass(frozen=True, slots=True)
class ReadRows:
    """What is read of a table: its line items, the cells that print them, the code and name of each row and group."""

    items: tuple[LineItem, ...]
    cells: frozenset[int]
    identities: Mapping[tuple[int, int], tuple[str | None, str]]


def read_rows(
    sheet: JoinedTable, groups: Sequence[Group], unit: str, patterns: TablePatterns, who: Identity
) -> ReadRows:
    """Read a table row by row. Raises UnboundAmountError for what cannot be bound."""
    bound: list[BoundItem] = []
    identities: dict[tuple[int, int], tuple[str | None, str]] = {}
    for group in groups:
        carried: list[str] = []
        for number, row in enumerate(sheet.body, 1):
            identity = _identity(row, group, carried, patterns)
            identities[number, group.number] = identity
            bound += _row_items(row, number, group, identity, unit)
    if patterns.one_row:
        bound = _as_one_row([each for each in bound if _is_of_year(each.item.name, patterns, who)], patterns)
    else:
        _refuse_nameless([each.item for each in bound])
    items = sorted((each.item for each in bound), key=lambda item: (item.row_number, item.column_group))
    return ReadRows(tuple(items), frozenset(id(each.cell) for each in bound), identities)


def _refuse_nameless(items: Sequence[LineItem]) -> None:
    """A table whose rows have no names has them in a column that is not known."""
    if items and not any(item.name for item in items):
        raise UnboundAmountError("no column is known to hold the names of its rows")


def _is_of_year(name: str, patterns: TablePatterns, who: Identity) -> bool:
    """Whether a row is of the fiscal year, where a table gives each year a row, and no difference between two."""
    return kind_of_row(name, patterns, who)[0] in (None, "part")


def kind_of_row(name: str, patterns: TablePatterns, who: Identity) -> tuple[Kind | None, int | None]:
    """What the amounts of a row are that are no line items, as its name tells, and the year that they are of."""
    return kind_of((normalise_heading(_PART.sub("", name)),), patterns, who.fiscal_year, who.stage)


def _as_one_row(bound: list[BoundItem], patterns: TablePatterns) -> list[BoundItem]:
    """A table whose rows are one thing has no names; one that is set upright has its measures in the rows."""
    one_row = len({each.item.row_number for each in bound}) == 1
    principal = {each.item.measure for each in bound} <= {"total", "budget_total"}
    if principal and (not one_row or row_measures(bound[0].item.name, patterns)):
        return list(_from_upright_table(bound, patterns))
    return [each._replace(item=replace(each.item, name="")) for each in bound] if one_row else bound


def row_measures(name: str, patterns: TablePatterns) -> tuple[str, ...]:
    """The measures that the name of a row tells, where a table is set upright."""
    return measures_of((normalise_heading(_PART.sub("", name)),), patterns)


def _from_upright_table(bound: Sequence[BoundItem], patterns: TablePatterns) -> Iterator[BoundItem]:
    """The rows of an upright table as measures of one row. A dash beside a heading of the items below is no amount."""
    turned: dict[str, list[BoundItem]] = {}
    for item, cell in bound:
        measures = row_measures(item.name, patterns)
        if measures:
            measure = measures[0] if item.measure == "total" else f"budget_{measures[0]}"
            own = replace(item, row_number=1, column_group=1, name="", measure=measure)
            turned.setdefault(measure, []).append(BoundItem(own, cell))
        elif not _is_other_row(item.name, patterns):
            raise UnboundAmountError(f"{item.amount_printed} on page {item.page} stands in the row {item.name}")
    for measure, claims in turned.items():
        numbers = [each for each in claims if is_amount(each.item.amount_printed)] or claims[:1]
        if len({each.item.amount for each in numbers}) > 1:
            twice = numbers[1].item
            raise UnboundAmountError(f"{twice.amount_printed} on page {twice.page} is {measure} again")
        yield numbers[0]


def _is_other_row(name: str, patterns: TablePatterns) -> bool:
    """Whether the row of an upright table is known not to hold a measure: a part, a count, a note."""
    heading = normalise_heading(_PART.sub("", name))
    known = (patterns.not_amounts, patterns.counts, *patterns.kinds.values())
    return any(pattern.fullmatch(heading) for pattern in known)


def _identity(row: Row, group: Group, carried: list[str], patterns: TablePatterns) -> tuple[str | None, str]:
    """The code and the name of one row. `carried` holds the code parts of the row above, for parts left blank.

    A row of data may also hold the last headings of the code columns (`类 | 款 | 项 | 合计`): they are no code.
    """
    parts = [strip_whitespace(row.text(column)) for column in group.codes]
    parts = ["" if patterns.codes.fullmatch(part) else part for part in parts]
    names = list(dict.fromkeys(row.cells[column] for column in group.names))
    name = "".join(strip_whitespace(cell.text) for cell in names if cell is not None)
    if any(part and not part.isdigit() for part in parts):
        words = [part for part in dict.fromkeys(parts) if part and not part.isdigit()]
        return None, row_label(words[0] if not name or words[0] == name else words[0] + name)
    parts = _without_repeated_cells(row, group, parts)
    code = _carried_code(parts, carried)
    if patterns.has_codes and not group.codes and not code:
        match = _CODED_NAME.match(name)
        if match:
            return match[1], row_label(match[2])
    return code, row_label(name)


def _without_repeated_cells(row: Row, group: Group, parts: list[str]) -> list[str]:
    """A cell that spans several code columns prints its code once."""
    earlier: list[Cell | None] = []
    kept = []
    for column, part in zip(group.codes, parts, strict=True):
        cell = row.cells[column]
        kept.append("" if cell is not None and cell in earlier else part)
        earlier.append(cell)
    return kept


def _carried_code(parts: list[str], carried: list[str]) -> str | None:
    """The parts of a code joined; leading parts that are left blank are those of the row above.

    A part that is a whole code (`201 | 20103 | 2010301`) says all.
    """
    last = max((index for index, part in enumerate(parts) if part), default=-1)
    if last < 0:
        return None
    whole = [part or (carried[index] if index < len(carried) else "") for index, part in enumerate(parts[: last + 1])]
    carried[:] = whole
    return whole[last] if len(whole[last]) >= _WHOLE_CODE else "".join(whole)


def _row_items(row: Row, number: int, group: Group, identity: tuple[str | None, str], unit: str) -> Iterator[BoundItem]:
    code, name = identity
    for cell, measures in _measured_cells(row, group):
        amount = _amount(cell, unit, alone=len(measures) == 1)
        if amount is None:
            continue
        if len(measures) > 1:
            raise UnboundAmountError(
                f"{strip_whitespace(cell.text)} on page {cell.page} stands in several columns at once"
            )
        if (group.names or group.codes) and not (name or code):
            raise UnboundAmountError(
                f"{strip_whitespace(cell.text)} on page {cell.page} stands in a row without name or code"
            )
        place = (cell.page, cell.box, cell.reference)
        yield BoundItem(LineItem(number, group.number, group.side, code, name, measures[0], *amount, *place), cell)


def _measured_cells(row: Row, group: Group) -> Iterator[tuple[Cell, list[str]]]:
    """The cells that begin in this row below a measure, each with the measures that it covers."""
    labels = {id(row.cells[column]) for column in (*group.codes, *group.names)}
    found: dict[int, tuple[Cell, list[str]]] = {}
    for column, measure in group.measures:
        cell = row.cells[column]
        if cell is not None and cell.text and id(cell) in row.starting_cells and id(cell) not in labels:
            found.setdefault(id(cell), (cell, []))[1].append(measure)
    yield from found.values()


def _amount(cell: Cell, unit: str, *, alone: bool) -> tuple[Decimal, str, str] | None:
    """The amount of a cell in yuan, as printed, and its unit; None for a blank, and for a note over several columns.

    What a workbook prints for an amount that it could not work out or show (`#REF!`, `####`) is no blank.
    """
    text = strip_whitespace(cell.text)
    number, own = number_with_unit(text)
    if number is not None and are_several(cell.text):
        raise UnboundAmountError(f"{cell.text!r} on page {cell.page} is more than one number in one cell")
    if number is not None:
        return yuan_in(cell, number, own or unit), text, own or unit
    refuse_odd_number(cell)
    if alone and (has_digit(text) or text.startswith("#")):
        raise UnboundAmountError(f"{text} {place_of(cell)} stands where an amount should")
    return None
