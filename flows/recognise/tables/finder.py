"""Body -> standard tables: a title, a unit, grids joined over pages, every amount bound to its row and column."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from flows.contract import STANDARD_TABLES
from flows.errors import UnrecognisedError
from flows.model import Block, Grid, Identity, Line, LineItem, OtherAmount, StandardTable
from flows.recognise.normalisation import normalise_heading, strip_whitespace
from flows.recognise.tables.amount_cells import OddNumberError
from flows.recognise.tables.columns import UnknownColumnError, columns_of, groups_of, has_amounts
from flows.recognise.tables.continuation import (
    continues,
    has_header,
    has_same_kinds,
    headings_of,
    other_headings,
    repeats_header,
    resumes,
    with_grid,
)
from flows.recognise.tables.joined_table import JoinedTable, is_amount, table_from_grid
from flows.recognise.tables.layout_patterns import table_patterns
from flows.recognise.tables.line_items import UnboundAmountError, read_rows, row_measures
from flows.recognise.tables.other_amounts import other_amounts
from flows.recognise.tables.performance_forms import PERFORMANCE_TABLES, other_form_amounts, performance_items
from flows.recognise.tables.titles_and_units import (
    PrintedTitle,
    declares_empty,
    is_head_line,
    is_title_of_another,
    listed_titles,
    may_head_another_table,
    printed_unit,
    unit_in_headings,
    with_titles,
)

_DETAIL = re.compile(r"(?<!基本)支出(?:预算|决算)?明细")
_BESIDE = re.compile(
    r"\((?:续(?:上)?表?)?[一二三四五六七八九十\d]*\)|续(?:上)?表|[^\u4e00-\u9fff()]|附?表[一二三四五六七八九十]+(?!般)|"
    r"^[一二三四五六七八九十]+(?!般)|年度?"
)
_STRAY = 24
_SEVERAL = 2
_REMEDY = "Check the page; if its layout is new, add its headings to the `recognise` block of the schema"
_UNIT_REMEDY = "Have its publisher print one unit for the table, and publish the document so corrected"
_ODD_REMEDY = "Have its publisher print it in plain digits, in the right unit, and publish the document so corrected"


@dataclass(frozen=True, slots=True)
class TableDraft:
    """A table as it is being put together: its printed title, its unit, the rows so far."""

    table_name: str
    title: str
    unit: str | None
    sheet: JoinedTable


@dataclass(frozen=True, slots=True)
class FoundTables:
    """What the body holds: the standard tables as sheets, and all that is not part of them.

    `units` are the units of money printed above the grids of the rest, by the identity of the grid.
    """

    drafts: tuple[TableDraft, ...]
    rest: tuple[Block, ...]
    units: Mapping[int, str | None] = field(default_factory=dict)


def find_tables(body: Sequence[Block], who: Identity, where: str) -> FoundTables:
    """Find the standard tables. Raises UnrecognisedError for one that cannot be understood, or is printed twice."""
    finder = _TableFinder(who, where)
    for block in with_titles(body, who.organisation):
        if isinstance(block, PrintedTitle):
            finder.take_title(block)
        elif isinstance(block, Line):
            finder.take_line(block)
        else:
            finder.take_grid(block)
    finder.refuse_details_without_whole()
    return FoundTables((*finder.drafts, *finder.without_grid()), tuple(finder.rest), finder.units)


def standard_tables(
    drafts: Sequence[TableDraft], contents: Sequence[str], who: Identity, where: str
) -> tuple[StandardTable, ...]:
    """The standard tables of a disclosure, present, empty and missing, in the order of the contract."""
    common = _common_unit(drafts)
    listed = listed_titles(contents, who.organisation)
    drawn = [_table(draft, common, who, where) for draft in drafts]
    found = [replace(table, title_listed=listed.get(table.table_name)) for table in drawn]
    printed = {table.table_name for table in found}
    missing = [
        StandardTable(name, title, "missing", None, None, None, 0, title_listed=title)
        for name, title in listed.items()
        if name not in printed
    ]
    return tuple(sorted((*found, *missing), key=lambda table: STANDARD_TABLES.index(table.table_name)))


class _TableFinder:
    """Goes down the pages. Remembers the title and the unit met last, and whether a table may still go on."""

    def __init__(self, who: Identity, where: str) -> None:
        self.who = who
        self.where = where
        self.drafts: list[TableDraft] = []
        self.rest: list[Block] = []
        self.units: dict[int, str | None] = {}
        self.without: list[tuple[PrintedTitle, str | None]] = []
        self.details: list[tuple[PrintedTitle, UnrecognisedError]] = []
        self.title: PrintedTitle | None = None
        self.unit: str | None = None
        self.adjacent = False
        self.open = False
        self.resumable = False

    def take_title(self, title: PrintedTitle) -> None:
        """A title begins a table, unless it repeats that of the table above."""
        repeated = (self.open or self.resumable) and _repeats(title, self.drafts[-1], self.who.organisation)
        self.open = repeated and (self.open or _has_title_of_next_page(title, self.drafts[-1].sheet))
        self.title, self.adjacent, self.resumable = title, True, False
        self.unit = printed_unit(title.line.text) or unit_in_headings([title.line.text])

    def take_line(self, line: Line) -> None:
        """A unit is remembered; a line that belongs to no table's head ends the table above."""
        self.unit = printed_unit(line.text) or self.unit
        if is_head_line(line.text):
            self.resumable = self.resumable and printed_unit(line.text) is None
            return
        if self.title is not None and _is_unruled_row(line.text):
            reason = f"the table titled {self.title.text} is printed without rules between its columns"
            raise UnrecognisedError(reason, f"{self.where}, page {line.page}", _REMEDY)
        self.resumable = self.resumable and not may_head_another_table(line.text)
        self.rest.append(line)
        if self.title is not None and self.adjacent and declares_empty(line.text):
            self.without.append((self.title, self.unit))
        if is_title_of_another(line.text):
            self.title = None
        self.adjacent = self.adjacent and len(strip_whitespace(line.text)) <= _STRAY and "。" not in line.text
        self.open = False

    def take_grid(self, grid: Grid) -> None:
        """A grid goes on with the table above, or begins the table whose title stands above it, or is none."""
        if self.open and _is_continued_by(self.drafts[-1], grid):
            self._go_on(grid)
            self.title = None
        elif not any(strip_whitespace(cell.text) for cell in grid.cells):
            return
        elif self.title is not None:
            self._begin(grid, self.title)
        elif self.resumable and _resumes(self.drafts[-1].sheet, grid):
            self._go_on(grid)
            self.open = True
        elif (self.open or self.resumable) and _is_piece(self.drafts[-1].sheet, grid, opened=self.open):
            reason = f"the grid below the table {self.drafts[-1].title} neither continues it nor has a title"
            raise UnrecognisedError(reason, f"{self.where}, page {grid.page}", _REMEDY)
        else:
            self._pass_over(grid)

    def without_grid(self) -> Iterator[TableDraft]:
        """The tables of which only a title is printed, and below it that there is nothing to print."""
        names = {draft.table_name for draft in self.drafts}
        for title, unit in self.without:
            if len(title.names) == 1 and title.names[0] not in names:
                names.add(title.names[0])
                blank = JoinedTable((), (), 0, title.line.page, title.line.page)
                yield TableDraft(title.names[0], title.text, unit, blank)

    def refuse_details_without_whole(self) -> None:
        """A table of details that is not understood may be passed over where the one that it details is there."""
        names = {draft.table_name for draft in self.drafts}
        for title, refusal in self.details:
            if not names.intersection(title.names):
                raise refusal

    def _pass_over(self, grid: Grid) -> None:
        self.rest.append(grid)
        self.units[id(grid)] = self.unit

    def _go_on(self, grid: Grid) -> None:
        self.drafts[-1] = replace(self.drafts[-1], sheet=with_grid(self.drafts[-1].sheet, grid))

    def _begin(self, grid: Grid, title: PrintedTitle) -> None:
        if all(declares_empty(cell.text) for cell in grid.cells if strip_whitespace(cell.text)):
            self.without.append((title, self.unit))
            return
        sheet = table_from_grid(grid)
        reasons = {name: _reason_for_misfit(sheet, name, self.who) for name in title.names}
        fitting = [name for name, reason in reasons.items() if reason is None]
        if len(fitting) == 1 and self._is_the_one(fitting[0], title):
            unit = self.unit or unit_in_headings(_header_texts(sheet))
            self.drafts.append(TableDraft(fitting[0], title.text, unit, sheet))
            self.title, self.unit, self.open, self.resumable = None, None, True, True
        elif self.adjacent and not _is_detail(title.text):
            raise self._not_understood(title, fitting, reasons)
        else:
            if not fitting and self.adjacent:
                self.details.append((title, self._not_understood(title, fitting, reasons)))
            self.rest.append(title.line)
            self._pass_over(grid)
            self.title, self.unit, self.open, self.resumable = None, None, False, False

    def _is_the_one(self, name: str, title: PrintedTitle) -> bool:
        """Whether a table is that of its name: one of details gives way to the one that it details."""
        before = next((draft for draft in self.drafts if draft.table_name == name), None)
        if name in PERFORMANCE_TABLES or before is None:
            return True
        if _is_detail(before.title) == _is_detail(title.text):
            reason = f"two tables may be the {name}: {before.title} on page {before.sheet.first_page}, and {title.text}"
            raise UnrecognisedError(reason, f"{self.where}, page {title.line.page}", _REMEDY)
        if _is_detail(before.title):
            self.drafts.remove(before)
            return True
        return False

    def _not_understood(
        self, title: PrintedTitle, fitting: Sequence[str], reasons: dict[str, str | None]
    ) -> UnrecognisedError:
        reason_text = "; ".join(dict.fromkeys(reason for reason in reasons.values() if reason))
        reason = f"it may be any of {', '.join(fitting)}" if fitting else reason_text
        place = f"{self.where}, page {title.line.page}"
        return UnrecognisedError(f"the table titled {title.text} is not understood: {reason}", place, _REMEDY)


def _is_detail(title: str) -> bool:
    """`财政拨款支出决算明细表`; the details of 基本支出 by economic class are the standard table itself."""
    return bool(_DETAIL.search(title))


def _resumes(sheet: JoinedTable, grid: Grid) -> bool:
    """Whether a grid goes on with a sheet though a line parts them: a note, a stamp, a running head."""
    if other_headings(sheet, grid):
        return False
    if resumes(sheet, grid) or (repeats_header(sheet, grid) and has_header(grid)):
        return True
    next_to = not (sheet.edges and grid.edges) or grid.page == sheet.last_page + 1
    return next_to and not has_header(grid) and has_same_kinds(sheet, grid)


def _is_unruled_row(text: str) -> bool:
    """Whether a line outside every grid is the row of a table: several amounts, and no sentence around them."""
    amounts = [word for word in text.split() if is_amount(word) and ("." in word or "," in word)]
    return len(amounts) >= _SEVERAL and "。" not in text


def _is_piece(sheet: JoinedTable, grid: Grid, *, opened: bool) -> bool:
    """Whether a grid holds amounts, and nothing that says of what: right below a table, or without headings.

    One whose headings are all others than those of the table is another table.
    """
    others = other_headings(sheet, grid)
    is_another = bool(others) and not others & headings_of(sheet)
    holds_amounts = any(is_amount(cell.text) for cell in grid.cells)
    return holds_amounts and not is_another and (opened or not has_header(grid))


def _repeats(title: PrintedTitle, draft: TableDraft, organisation: str) -> bool:
    """Whether a title is that of the table above printed again, but for numbers and for what says that it goes on."""
    words, printed = (
        _BESIDE.sub("", normalise_heading(text).replace(normalise_heading(organisation), ""))
        for text in (title.text, draft.title)
    )
    return title.names == (draft.table_name,) and words == printed


def _has_title_of_next_page(title: PrintedTitle, sheet: JoinedTable) -> bool:
    """Whether a title printed again, below a line that ended its table, is that of the next page of it."""
    return "续" in title.text or title.line.page == sheet.last_page + 1


def _is_continued_by(draft: TableDraft, grid: Grid) -> bool:
    """A form has rows of any width; every other table keeps its columns."""
    form = draft.table_name in PERFORMANCE_TABLES and grid.columns <= draft.sheet.columns
    return form or continues(draft.sheet, grid)


def _reason_for_misfit(sheet: JoinedTable, name: str, who: Identity) -> str | None:
    """Why the headings of a sheet are not those of a table; None when every amount is explained."""
    if name in PERFORMANCE_TABLES:
        return None
    patterns = table_patterns(name, who.stage)
    try:
        groups = groups_of(columns_of(sheet, patterns, who), sheet, patterns)
    except UnknownColumnError as error:
        return f"a column with amounts is headed {error}, which no known heading of {name} explains"
    measures = {measure for group in groups for _, measure in group.measures}
    is_blank = not any(has_amounts(sheet, column) for column in range(sheet.columns))
    return None if is_blank or measures & {"total", "budget_total"} else f"no column is the principal amount of {name}"


def _header_texts(sheet: JoinedTable) -> Iterable[str]:
    return (row.text(column) for row in sheet.header for column in sorted(row.starting_columns))


def _refuse_other_units(draft: TableDraft, unit: str | None, place: str) -> None:
    """Raise UnrecognisedError where a heading says another unit than the table: by one of them an amount is wrong."""
    units = {unit_in_headings([text]) for text in _header_texts(draft.sheet)} - {None, unit}
    if units and unit and draft.table_name not in PERFORMANCE_TABLES:
        others = ", ".join(sorted(map(str, units)))
        raise UnrecognisedError(f"a heading says {others}, and the table {unit}", place, _UNIT_REMEDY)


def _common_unit(drafts: Sequence[TableDraft]) -> str | None:
    """The unit of all tables that print one, where they agree."""
    units = {draft.unit for draft in drafts if draft.unit}
    return units.pop() if len(units) == 1 else None


def _table(draft: TableDraft, common: str | None, who: Identity, where: str) -> StandardTable:
    place = f"{where}, page {draft.sheet.first_page}, table {draft.title}"
    unit = draft.unit or common
    _refuse_other_units(draft, unit, place)
    try:
        items, others, columns = _amounts(draft, unit, who)
    except OddNumberError as error:
        raise UnrecognisedError(f"an amount is no number that can be read: {error}", place, _ODD_REMEDY) from error
    except (UnknownColumnError, UnboundAmountError, ValueError) as error:
        raise UnrecognisedError(f"an amount cannot be bound to its row and column: {error}", place, _REMEDY) from error
    if items and unit is None:
        raise UnrecognisedError("the table prints amounts and no unit (元, 万元)", place, _REMEDY)
    return StandardTable(
        draft.table_name,
        draft.title,
        "present" if items or others else "empty",
        unit,
        draft.sheet.first_page,
        draft.sheet.last_page,
        len(draft.sheet.body),
        items,
        others=others,
        measures=tuple(dict.fromkeys((*columns, *(item.measure for item in items)))),
    )


def _amounts(
    draft: TableDraft, unit: str | None, who: Identity
) -> tuple[tuple[LineItem, ...], tuple[OtherAmount, ...], tuple[str, ...]]:
    """All numbers of a table: its line items, and the others; and the measures of its columns."""
    if draft.table_name in PERFORMANCE_TABLES:
        bound = performance_items(draft.table_name, draft.sheet, unit or "元")
        others = other_form_amounts(draft.sheet, {id(each.cell) for each in bound}, unit)
        return tuple(each.item for each in bound), others, ()
    patterns = table_patterns(draft.table_name, who.stage)
    groups = groups_of(columns_of(draft.sheet, patterns, who), draft.sheet, patterns)
    read = read_rows(draft.sheet, groups, unit or "元", patterns, who)
    columns = tuple(measure for group in groups for _, measure in group.measures)
    if patterns.one_row and set(columns) <= {"total", "budget_total"}:
        columns = tuple(each for _, name in read.identities.values() for each in row_measures(name, patterns)[:1])
    return read.items, other_amounts(draft.sheet, groups, read, unit, patterns, who), columns
