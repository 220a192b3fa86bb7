"""Rows of a sheet -> line items: every amount bound to the code and name of its row and the measure of its column."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from flows.amounts import are_several, number_with_unit, yuan
from flows.model import Cell, LineItem
from flows.recognise.normalisation import normalise_heading, row_label, strip_whitespace
from flows.recognise.tables.columns import Group
from flows.recognise.tables.joined_table import JoinedTable, Row, is_amount
from flows.recognise.tables.layout_patterns import TablePatterns, headings_of_year, measures_of

_CODED_NAME = re.compile(r"^[\[【(（]?(\d{3}(?:\d{2}){0,2})[\]】)）]?[-—_\s]*([^\d\s].*)$", re.DOTALL)
_WHOLE_CODE = 5
_PART = re.compile(r"^(?:其中[:：])?(?:（[一二三四五六七八九十\d]+）|\d{1,2}[.、．])?")


class UnboundAmountError(Exception):
    """An amount, or what stands where one should, that belongs to no row."""


def read_line_items(
    sheet: JoinedTable, groups: Sequence[Group], unit: str, patterns: TablePatterns, fiscal_year: int
) -> tuple[LineItem, ...]:
    """The line items of a sheet, row by row. Raises UnboundAmountError for what cannot be bound."""
    items: list[LineItem] = []
    for group in groups:
        carried: list[str] = []
        for number, row in enumerate(sheet.body, 1):
            code, name = _identity(row, group, carried, patterns)
            items += _row_items(row, number, group, (code, name), unit)
    if patterns.one_row:
        items = _as_one_row([item for item in items if _speaks_of(item.name, patterns, fiscal_year)], patterns)
    return tuple(sorted(items, key=lambda item: (item.row_number, item.column_group)))


def _speaks_of(name: str, patterns: TablePatterns, fiscal_year: int) -> bool:
    """Whether a row is of the fiscal year, where a table gives each year a row, and no difference between two."""
    heading = normalise_heading(name)
    return headings_of_year((heading,), fiscal_year) is not None and not patterns.other_years.fullmatch(heading)


def _as_one_row(items: list[LineItem], patterns: TablePatterns) -> list[LineItem]:
    """A table whose rows are one thing has no names; one that is set upright has its measures in the rows."""
    one_row = len({item.row_number for item in items}) == 1
    principal = {item.measure for item in items} <= {"total", "budget_total"}
    if principal and (not one_row or _row_measures(items[0], patterns)):
        return list(_from_upright_table(items, patterns))
    return [replace(item, name="") for item in items] if one_row else items


def _row_measures(item: LineItem, patterns: TablePatterns) -> tuple[str, ...]:
    """The measures that the name of a row tells."""
    return measures_of((normalise_heading(_PART.sub("", item.name)),), patterns)


def _from_upright_table(items: Sequence[LineItem], patterns: TablePatterns) -> Iterator[LineItem]:
    """The rows of an upright table as measures of one row. A dash beside a heading of the items below is no amount."""
    turned: dict[str, list[LineItem]] = {}
    for item in items:
        measures = _row_measures(item, patterns)
        if measures:
            measure = measures[0] if item.measure == "total" else f"budget_{measures[0]}"
            turned.setdefault(measure, []).append(replace(item, row_number=1, column_group=1, name="", measure=measure))
        elif not patterns.ignored.fullmatch(normalise_heading(_PART.sub("", item.name))):
            raise UnboundAmountError(f"{item.amount_printed} on page {item.page} stands in the row {item.name}")
    for measure, claims in turned.items():
        numbers = [item for item in claims if is_amount(item.amount_printed)] or claims[:1]
        if len({item.amount for item in numbers}) > 1:
            raise UnboundAmountError(f"{numbers[1].amount_printed} on page {numbers[1].page} is {measure} again")
        yield numbers[0]


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


def _row_items(row: Row, number: int, group: Group, identity: tuple[str | None, str], unit: str) -> Iterator[LineItem]:
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
        yield LineItem(
            number, group.number, group.side, code, name, measures[0], *amount, cell.page, cell.box, cell.reference
        )


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
        return yuan(number, own or unit), text, own or unit
    if alone and (any(letter.isdigit() for letter in text) or text.startswith("#")):
        raise UnboundAmountError(f"{text} on page {cell.page} stands where an amount should")
    return None
