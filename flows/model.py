"""The nouns that the steps hand to one another. All are frozen; none knows a file format or a budget word.

What a document holds by the thousand (boxes and cells) is a named tuple, the rest are dataclasses.

Boxes are in PDF points (1/72 inch) from the upper left corner of the page. Money is Decimal, in yuan (元).
"""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Literal, NamedTuple, Self

Stage = Literal["budget", "final"]
Scope = Literal["department", "unit"]
Status = Literal["present", "empty", "missing"]
Kind = Literal["prior_budget", "prior_final", "initial_budget", "adjusted_budget", "change", "rate", "part", "unknown"]
"""What a number of a standard table is that is no line item."""


@dataclass(frozen=True, slots=True)
class Registration:
    """Which disclosure a row of the register says that its source is, as the row has it."""

    jurisdiction_code: str
    organisation: str
    fiscal_year: str
    stage: str
    scope: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where one disclosure is to be had: a file's path or an http(s) URL, with what the register says of it."""

    location: str
    title: str = ""
    sha256: str | None = None
    registration: Registration | None = None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The bytes of a source, as they were had: `path` lies in the archive, named by `sha256`."""

    source: Source
    sha256: str
    size: int
    path: Path


class Box(NamedTuple):
    """A rectangle on a page, in points from the upper left corner."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def of(cls, printed: str) -> Self:
        """The rectangle that was printed as `left top right bottom`."""
        return cls(*map(float, printed.split()))

    def __str__(self) -> str:
        return f"{self.left:.1f} {self.top:.1f} {self.right:.1f} {self.bottom:.1f}"


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line of text outside every grid. `page` is the line's number where the format has no pages.

    `reference` says where it stands in a format that has addresses of its own: `收支总表!A2` in a workbook.
    """

    text: str
    page: int
    box: Box | None = None
    reference: str | None = None


class Cell(NamedTuple):
    """One ruled cell. `row` and `column` count from 0 and name its upper left corner in the grid."""

    row: int
    column: int
    text: str
    page: int
    row_span: int = 1
    column_span: int = 1
    box: Box | None = None
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """Ruled cells before they mean anything. `edges` are the x of its column borders (empty without geometry)."""

    cells: tuple[Cell, ...]
    rows: int
    columns: int
    page: int
    box: Box | None = None
    edges: tuple[float, ...] = ()


Block = Line | Grid


@dataclass(frozen=True, slots=True)
class Page:
    """One page, its lines and grids in reading order. A format without pages is one page."""

    number: int
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it is printed. `metadata` holds what its file says of itself (title, author, creator)."""

    snapshot: Snapshot
    format: str
    pages: tuple[Page, ...]
    metadata: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Identity:
    """Which disclosure this is."""

    jurisdiction_code: str
    jurisdiction: str
    organisation: str
    organisation_code: str | None
    fiscal_year: int
    stage: Stage
    scope: Scope

    @property
    def disclosure_id(self) -> str:
        return "-".join((self.jurisdiction_code, str(self.fiscal_year), self.stage, self.scope, self.organisation))


@dataclass(frozen=True, slots=True)
class LineItem:
    """One printed amount of a standard table, in yuan, with its evidence.

    `column_group` counts the tables that stand side by side in one grid, from 1.
    """

    row_number: int
    column_group: int
    side: str | None
    code: str | None
    name: str
    measure: str
    amount: Decimal
    amount_printed: str
    unit_printed: str
    page: int
    box: Box | None = None
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class OtherAmount:
    """One number of a standard table that is no line item, with the path of the headings above it.

    `amount` is in yuan, None for a rate or a count; `year` is the one that its headings name. `row_number` is 0 among
    the headings.
    """

    row_number: int
    column_group: int
    code: str | None
    name: str
    heading: str
    year: int | None
    kind: Kind
    amount: Decimal | None
    amount_printed: str
    unit_printed: str | None
    page: int
    box: Box | None = None
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class StandardTable:
    """One standard table of a disclosure. `rows` counts its rows; `title_listed` is how the contents call it.

    Every number that it prints is a line item or one of `others`. `measures` are those of its columns, blank ones too.
    """

    table_name: str
    title_printed: str
    status: Status
    unit_printed: str | None
    first_page: int | None
    last_page: int | None
    rows: int
    items: tuple[LineItem, ...] = ()
    title_listed: str | None = None
    others: tuple[OtherAmount, ...] = ()
    measures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StatedAmount:
    """One money amount stated in the prose, with what it is of; `prior_amount` and `change_amount` are in yuan."""

    section: str
    subject: str
    amount: Decimal
    amount_printed: str
    unit_printed: str
    page: int
    text: str
    year: int | None = None
    direction: str | None = None
    percentage: Decimal | None = None
    box: Box | None = None
    reference: str | None = None
    item: str | None = None
    function: str | None = None
    function_code: str | None = None
    kind: str | None = None
    project_name: str | None = None
    prior_amount: Decimal | None = None
    change_amount: Decimal | None = None
    compared_with: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """A number of things that the prose states: vehicles, people, units. `threshold` is a price in yuan."""

    section: str
    counted: str | None
    category: str | None
    counted_printed: str
    number: int
    number_printed: str
    measure_word: str
    page: int
    text: str
    threshold: Decimal | None = None
    year: int | None = None
    as_of: str | None = None
    box: Box | None = None
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class OtherCell:
    """One cell of another table, its place counted from 1; `amount` in yuan, None where it is not certainly money."""

    row_number: int
    column_number: int
    row_span: int
    column_span: int
    text: str
    amount: Decimal | None
    page: int
    box: Box | None = None
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class OtherTable:
    """A printed table with amounts that is none of the standard ones. `rows` counts its printed rows.

    One `not_understood` may be a standard table: its title or its codes say so.
    """

    title_printed: str | None
    unit_printed: str | None
    first_page: int
    last_page: int
    rows: int
    amounts: int
    kind: Literal["other", "not_understood"] = "other"
    cells: tuple[OtherCell, ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """A subordinate unit that the disclosure covers."""

    name: str
    funding_nature: str | None
    page: int


@dataclass(frozen=True, slots=True)
class Project:
    """A project that the prose describes, with its budget in yuan."""

    name: str
    fiscal_year: int
    budget: Decimal | None
    general_public_budget: Decimal | None
    own_funds: Decimal | None
    implementer: str | None
    page: int


@dataclass(frozen=True, slots=True)
class Indicator:
    """One performance indicator: what is measured, how (`>=`, `<=`, `=`), against what target, in what unit."""

    table_name: str
    parent: str
    name: str
    operator: str
    target: str
    unit: str | None
    page: int


@dataclass(frozen=True, slots=True)
class Section:
    """One headed part of the prose."""

    title: str
    text: str
    page: int


@dataclass(frozen=True, slots=True)
class Disclosure:
    """A document understood: its identity, its standard tables and what its prose states."""

    identity: Identity
    snapshot: Snapshot
    tables: tuple[StandardTable, ...]
    amounts: tuple[StatedAmount, ...]
    units: tuple[Unit, ...] = ()
    projects: tuple[Project, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    sections: tuple[Section, ...] = ()
    counts: tuple[Count, ...] = ()
    other_tables: tuple[OtherTable, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """A source that was quarantined: the kind of error, what, where, and what to do."""

    location: str
    sha256: str | None
    error: str
    what: str
    where: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Release:
    """One published version of a package; `changed` is false when it was there already."""

    package: str
    version: str
    path: Path
    changed: bool
