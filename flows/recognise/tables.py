"""Body -> standard tables: a title, a unit, grids joined over pages, every amount bound to its row and column."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from flows.contract import STANDARD_TABLES
from flows.errors import UnrecognisedError
from flows.model import Block, Grid, Identity, Line, LineItem, StandardTable
from flows.recognise.columns import UnknownColumnError, columns_of, groups_of
from flows.recognise.heads import Title, headed, inner_unit, is_head_line, listed_titles, unit_of
from flows.recognise.items import UnboundAmountError, read_items
from flows.recognise.patterns import table_patterns
from flows.recognise.performance import PERFORMANCE_TABLES, performance_items
from flows.recognise.sheet import Sheet, continues, is_amount, joined, new_sheet, resumes
from flows.recognise.words import is_enumerated, squeeze

_REMEDY = "Check the page; if its layout is new, add its headings to the `recognise` block of the schema"


@dataclass(frozen=True, slots=True)
class Draft:
    """A table as it is being put together: its printed title, its unit, the rows so far."""

    table_name: str
    title: str
    unit: str | None
    sheet: Sheet


@dataclass(frozen=True, slots=True)
class Found:
    """What the body holds: the standard tables as sheets, and all that is not part of them."""

    drafts: tuple[Draft, ...]
    rest: tuple[Block, ...]


def find_tables(body: Sequence[Block], who: Identity, where: str) -> Found:
    """Find the standard tables. Raises UnrecognisedError for one that cannot be understood, or is printed twice."""
    finder = _Finder(who, where)
    for block in headed(body, who.organisation):
        if isinstance(block, Title):
            finder.take_title(block)
        elif isinstance(block, Line):
            finder.take_line(block)
        else:
            finder.take_grid(block)
    return Found(tuple(finder.drafts), tuple(finder.rest))


def standard_tables(
    drafts: Sequence[Draft], contents: Sequence[str], who: Identity, where: str
) -> tuple[StandardTable, ...]:
    """The standard tables of a disclosure, present, empty and missing, in the order of the contract."""
    common = _common_unit(drafts)
    found = [_table(draft, common, who, where) for draft in drafts]
    printed = {table.table_name for table in found}
    missing = [
        StandardTable(name, title, "missing", None, None, None, 0)
        for name, title in listed_titles(contents, who.organisation).items()
        if name not in printed
    ]
    return tuple(sorted((*found, *missing), key=lambda table: STANDARD_TABLES.index(table.table_name)))


class _Finder:
    """Goes down the pages. Remembers the title and the unit met last, and whether a table may still go on."""

    def __init__(self, who: Identity, where: str) -> None:
        self.who = who
        self.where = where
        self.drafts: list[Draft] = []
        self.rest: list[Block] = []
        self.title: Title | None = None
        self.unit: str | None = None
        self.adjacent = False
        self.open = False
        self.resumable = False

    def take_title(self, title: Title) -> None:
        """A title begins a table, unless it repeats that of the table above."""
        self.open = self.open and title.names == (self.drafts[-1].table_name,)
        self.title, self.adjacent, self.resumable = title, True, False
        self.unit = unit_of(title.line.text) or inner_unit([title.line.text])

    def take_line(self, line: Line) -> None:
        """A unit is remembered; a line that belongs to no table's head ends the table above."""
        self.unit = unit_of(line.text) or self.unit
        self.resumable = self.resumable and not _heads_another(line.text)
        if not is_head_line(line.text):
            self.rest.append(line)
            self.adjacent = self.open = False

    def take_grid(self, grid: Grid) -> None:
        """A grid goes on with the table above, or begins the table whose title stands above it, or is none."""
        if self.open and _goes_on(self.drafts[-1], grid):
            self.drafts[-1] = replace(self.drafts[-1], sheet=joined(self.drafts[-1].sheet, grid))
            self.title = None
        elif not any(squeeze(cell.text) for cell in grid.cells):
            return
        elif self.title is not None:
            self._begin(grid, self.title)
        elif self.resumable and resumes(self.drafts[-1].sheet, grid):
            self.drafts[-1] = replace(self.drafts[-1], sheet=joined(self.drafts[-1].sheet, grid))
            self.open = True
        elif self.open and any(is_amount(cell.text) for cell in grid.cells):
            reason = f"the grid below the table {self.drafts[-1].title} neither continues it nor has a title"
            raise UnrecognisedError(reason, f"{self.where}, page {grid.page}", _REMEDY)
        else:
            self.rest.append(grid)

    def _begin(self, grid: Grid, title: Title) -> None:
        sheet = new_sheet(grid)
        reasons = {name: _misfit(sheet, name, self.who) for name in title.names}
        fitting = [name for name, reason in reasons.items() if reason is None]
        if len(fitting) == 1:
            self._refuse_second(fitting[0], title)
            unit = self.unit or inner_unit(_header_texts(sheet))
            self.drafts.append(Draft(fitting[0], title.text, unit, sheet))
            self.title, self.unit, self.open, self.resumable = None, None, True, True
        elif self.adjacent:
            raise self._not_understood(title, fitting, reasons)
        else:
            self.rest.append(grid)

    def _refuse_second(self, name: str, title: Title) -> None:
        if name in PERFORMANCE_TABLES:
            return
        for draft in self.drafts:
            if draft.table_name == name:
                reason = (
                    f"two tables may be the {name}: {draft.title} on page {draft.sheet.first_page}, and {title.text}"
                )
                raise UnrecognisedError(reason, f"{self.where}, page {title.line.page}", _REMEDY)

    def _not_understood(
        self, title: Title, fitting: Sequence[str], reasons: dict[str, str | None]
    ) -> UnrecognisedError:
        told = "; ".join(dict.fromkeys(reason for reason in reasons.values() if reason))
        reason = f"it may be any of {', '.join(fitting)}" if fitting else told
        place = f"{self.where}, page {title.line.page}"
        return UnrecognisedError(f"the table titled {title.text} is not understood: {reason}", place, _REMEDY)


def _heads_another(text: str) -> bool:
    """Whether a line may begin a table or a chapter of its own, be it none of the standard ones."""
    return "表" in text or is_enumerated(text) or unit_of(text) is not None


def _goes_on(draft: Draft, grid: Grid) -> bool:
    """A form has rows of any width; every other table keeps its columns."""
    form = draft.table_name in PERFORMANCE_TABLES and grid.columns <= draft.sheet.columns
    return form or continues(draft.sheet, grid)


def _misfit(sheet: Sheet, name: str, who: Identity) -> str | None:
    """Why the headings of a sheet are not those of a table; None when every amount is explained."""
    if name in PERFORMANCE_TABLES:
        return None
    patterns = table_patterns(name, who.stage)
    try:
        groups = groups_of(columns_of(sheet, patterns, who.fiscal_year), patterns)
    except UnknownColumnError as error:
        return f"a column with amounts is headed {error}, which no known heading of {name} explains"
    measures = {measure for group in groups for _, measure in group.measures}
    return None if measures & {"total", "budget_total"} else f"no column is the principal amount of {name}"


def _header_texts(sheet: Sheet) -> Iterable[str]:
    return (row.text(column) for row in sheet.header for column in sorted(row.first))


def _common_unit(drafts: Sequence[Draft]) -> str | None:
    """The unit of all tables that print one, where they agree."""
    units = {draft.unit for draft in drafts if draft.unit}
    return units.pop() if len(units) == 1 else None


def _table(draft: Draft, common: str | None, who: Identity, where: str) -> StandardTable:
    place = f"{where}, page {draft.sheet.first_page}, table {draft.title}"
    unit = draft.unit or common
    try:
        items = _items(draft, unit or "元", who)
    except (UnknownColumnError, UnboundAmountError, ValueError) as error:
        raise UnrecognisedError(f"an amount cannot be bound to its row and column: {error}", place, _REMEDY) from error
    if items and unit is None:
        raise UnrecognisedError("the table prints amounts and no unit (元, 万元)", place, _REMEDY)
    return StandardTable(
        draft.table_name,
        draft.title,
        "present" if items else "empty",
        unit,
        draft.sheet.first_page,
        draft.sheet.last_page,
        len(draft.sheet.body),
        items,
    )


def _items(draft: Draft, unit: str, who: Identity) -> tuple[LineItem, ...]:
    if draft.table_name in PERFORMANCE_TABLES:
        return performance_items(draft.table_name, draft.sheet, unit)
    patterns = table_patterns(draft.table_name, who.stage)
    groups = groups_of(columns_of(draft.sheet, patterns, who.fiscal_year), patterns)
    return read_items(draft.sheet, groups, unit, patterns, who.fiscal_year)
