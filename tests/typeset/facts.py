"""What a disclosure is to say: the facts that are set, and that must be read back."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

UNITS: Mapping[str, Decimal] = {
    "元": Decimal(1), "千元": Decimal(1000), "万元": Decimal(10000), "亿元": Decimal(10**8)
}  # fmt: skip
"""Yuan in each unit that tables are printed in."""
SIDED = ("balance", "appropriation_balance")
"""The tables with revenue and expenditure side by side."""
_STATED = re.compile(r"\{([\d,]+(?:\.\d+)?)( *[千万亿]? *元)\}")


@dataclass(frozen=True, slots=True)
class Row:
    """One printed row of one side: its label as printed, its name as read, its amounts in the table's unit."""

    name: str
    amounts: Mapping[str, Decimal]
    code: str | None = None
    printed: str | None = None

    @property
    def label(self) -> str:
        return self.printed or self.name


@dataclass(frozen=True, slots=True)
class Table:
    """One standard table. `rows` holds one sequence for each of the tables that stand side by side in it."""

    table_name: str
    title: str
    unit: str
    rows: tuple[tuple[Row, ...], ...]
    note: str = ""

    @property
    def status(self) -> str:
        return "present" if any(row.amounts for side in self.rows for row in side) else "empty"


@dataclass(frozen=True, slots=True)
class Form:
    """A form that is set as it stands: rows of texts, `None` where the cell to the left (`<`) or above goes on."""

    table_name: str
    title: str
    unit: str
    rows: tuple[tuple[str | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A line or paragraph of prose. `style` is `cover`, `part`, `heading` or `text`; `stated` is its money, in yuan."""

    text: str
    style: str = "text"
    stated: tuple[Decimal, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """A small ruled table of texts that is no standard table, such as that of the units."""

    rows: tuple[tuple[str, ...], ...]


Element = Text | Table | Form | Listing


@dataclass(frozen=True, slots=True)
class Quirks:
    """How a publisher prints what it prints."""

    thousands: bool = True
    zero: str = "0.00"
    repeats_header: bool = True
    page_numbers: bool = False
    index_row: bool = False
    stray_grid: bool = False
    old_encoding: bool = False
    letter_spaced: bool = False
    mixed_thousands: bool = False
    unit_in_cells: bool = False
    unit_in_title: bool = False
    form_number: str = ""
    running_head: bool = False
    narrow: bool = False
    floating: str = "MIDDLE"
    drawn_twice: bool = False
    clipped: bool = False
    unseen: str = ""
    shaded: bool = False
    total_alone: bool = False
    rotated: bool = False
    inner_head: bool = False
    mixed_zeros: bool = False
    negative: str = "-{}"


@dataclass(frozen=True, slots=True)
class Facts:
    """A whole disclosure: who and when, and all that is printed, in order."""

    organisation: str
    fiscal_year: int
    stage: str
    scope: str
    layout: str
    elements: tuple[Element, ...]
    quirks: Quirks = Quirks()

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(element for element in self.elements if isinstance(element, Table))


def line_items(facts: Facts) -> Iterator[tuple[str, str | None, str | None, str, str, Decimal]]:
    """(table, side, code, name, measure, yuan) of every amount of the standard tables."""
    for table in facts.tables:
        for side, rows in zip(sides(table), table.rows, strict=True):
            for row in rows:
                for measure, amount in row.amounts.items():
                    name = "" if table.table_name == "three_public" else row.name
                    yield table.table_name, side, row.code, name, measure, amount * UNITS[table.unit]


def stated(facts: Facts) -> Iterator[Decimal]:
    """Every amount that the prose states, in yuan, in order."""
    for element in facts.elements:
        if isinstance(element, Text):
            yield from element.stated


def prose(marked: str, style: str = "text") -> Text:
    """Prose, from a text in which braces mark the amounts.

    >>> prose("收入{1.50万元}，无100万元以上设备。")
    Text(text='收入1.50万元，无100万元以上设备。', style='text', stated=(Decimal('15000.00'),))
    """
    found = [
        Decimal(number.replace(",", "")) * UNITS[unit.replace(" ", "")] for number, unit in _STATED.findall(marked)
    ]
    return Text(_STATED.sub(r"\1\2", marked), style, tuple(found))


def sides(table: Table) -> tuple[str | None, ...]:
    """The side of each sequence of rows."""
    return ("revenue", "expenditure") if table.table_name in SIDED else (None,) * len(table.rows)


def read_facts(path: Path) -> Facts:
    """Facts from a JSON file."""
    told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return Facts(
        told["organisation"],
        told["fiscal_year"],
        told["stage"],
        told["scope"],
        told["layout"],
        tuple(_element(element) for element in told["elements"]),
    )


def _element(told: Any) -> Element:
    if isinstance(told, str):
        return prose(told)
    if "listing" in told:
        return Listing(tuple(tuple(row) for row in told["listing"]))
    if "form" in told:
        return Form(told["form"], told["title"], told["unit"], tuple(tuple(row) for row in told["rows"]))
    if "table" in told:
        rows = tuple(tuple(_row(row) for row in side) for side in told["rows"])
        return Table(told["table"], told["title"], told["unit"], rows, told.get("note", ""))
    ((style, text),) = told.items()
    return prose(text, style)


def _row(told: Mapping[str, Any]) -> Row:
    amounts = {measure: Decimal(amount) for measure, amount in told.get("amounts", {}).items()}
    return Row(told["name"], amounts, told.get("code"), told.get("printed"))
