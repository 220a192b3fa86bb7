"""Body -> standard tables: a title, a unit, grids joined over pages, every amount bound to its row and column."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from flows.contract import STANDARD_TABLES
from flows.errors import UnrecognisedError
from flows.model import Block, Grid, Identity, Line, LineItem, StandardTable
from flows.recognise.columns import UnknownColumnError, columns_of, groups_of
from flows.recognise.items import UnboundAmountError, read_items
from flows.recognise.patterns import table_patterns, title_tables
from flows.recognise.performance import PERFORMANCE_TABLES, performance_items
from flows.recognise.sheet import Sheet, continues, joined, new_sheet
from flows.recognise.words import plain, squeeze

_UNIT = re.compile(r"(?:金额)?单位[::]?(?:人民币)?(元|千元|万元|百万元|亿元)(?![\u4e00-\u9fff])")
_BELOW_TITLE = re.compile(
    r"(?:预算|决算|编制|填报|填制|公开)?(?:主管)?(?:部门|单位)(?:名称|编码)?(?:\(公章\))?[::].*|公开\d+表|表[一二三四五六七八九十\d]+"
    r"|\(?20\d\d年度?\)?|.*单位[::].*元.*|附[件表]?\d*[::]?|年度[::].*"
)
_NO_TABLE = "Check the page; if its layout is new, add its headings to the `recognise` block of the schema"


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


@dataclass(slots=True)
class _Cursor:
    """What the reader remembers while it goes down the pages."""

    title: Line | None = None
    names: tuple[str, ...] = ()
    unit: str | None = None
    adjacent: bool = False
    open: bool = False


def find_tables(body: Sequence[Block], who: Identity, where: str) -> Found:
    """Find the standard tables. Raises UnrecognisedError for a title whose table cannot be understood."""
    drafts: list[Draft] = []
    rest: list[Block] = []
    cursor = _Cursor()
    for block in _with_inner_titles(_joined_titles(body)):
        if isinstance(block, Line):
            if not _take_line(cursor, block, drafts):
                rest.append(block)
        elif not _take_grid(cursor, block, drafts, who, where):
            rest.append(block)
    return Found(tuple(drafts), tuple(rest))


def standard_tables(
    drafts: Sequence[Draft], contents: Iterable[str], who: Identity, where: str
) -> tuple[StandardTable, ...]:
    """The standard tables of a disclosure, present, empty and missing, in the order of the contract."""
    unit = _common_unit(drafts)
    found = [_table(draft, unit, who, where) for draft in drafts]
    listed = {names[0]: text for text in contents if len(names := title_tables(text)) == 1}
    printed = {table.table_name for table in found}
    missing = [
        StandardTable(name, title, "missing", None, None, None, 0)
        for name, title in listed.items()
        if name not in printed
    ]
    return tuple(sorted((*found, *missing), key=lambda table: STANDARD_TABLES.index(table.table_name)))


def _take_line(cursor: _Cursor, line: Line, drafts: Sequence[Draft]) -> bool:
    """Remember titles and units; say whether the line is part of a table's head."""
    text = plain(line.text)
    unit = _UNIT.search(text)
    if unit:
        cursor.unit = unit[1]
    names = title_tables(line.text)
    if names:
        cursor.title, cursor.names, cursor.adjacent = line, names, True
        cursor.open = cursor.open and bool(drafts) and names == (drafts[-1].table_name,)
        if not unit:
            cursor.unit = None
        return True
    if _BELOW_TITLE.fullmatch(text):
        return True
    cursor.adjacent = cursor.open = False
    return False


def _take_grid(cursor: _Cursor, grid: Grid, drafts: list[Draft], who: Identity, where: str) -> bool:
    """Begin a table with a grid below its title, or go on with the table before; say whether it was either."""
    if cursor.open and drafts and continues(drafts[-1].sheet, grid):
        drafts[-1] = replace(drafts[-1], sheet=joined(drafts[-1].sheet, grid))
        cursor.title = None
        return True
    if not any(squeeze(cell.text) for cell in grid.cells):
        return True
    if cursor.title is None:
        if cursor.open:
            raise UnrecognisedError(
                f"the grid below the table {drafts[-1].title} neither continues it nor has a title of its own",
                f"{where}, page {grid.page}",
                _NO_TABLE,
            )
        return False
    title, names = cursor.title, cursor.names
    sheet = new_sheet(grid)
    fitting = [name for name in names if _fits(sheet, name, who)]
    if len(fitting) == 1:
        drafts.append(Draft(fitting[0], squeeze(title.text), cursor.unit or _unit_inside(sheet), sheet))
        cursor.title, cursor.unit, cursor.open = None, None, True
        return True
    if cursor.adjacent:
        raise _not_understood(title, sheet, names, fitting, who, where)
    return False


def _fits(sheet: Sheet, name: str, who: Identity) -> bool:
    """Whether the headings of a sheet are those of a table: every amount explained, and a principal amount."""
    if name in PERFORMANCE_TABLES:
        return True
    patterns = table_patterns(name)
    try:
        groups = groups_of(columns_of(sheet, patterns, who), patterns)
    except UnknownColumnError:
        return False
    measures = {measure for group in groups for _, measure in group.measures}
    return bool(measures & {"total", "budget_total"})


def _not_understood(
    title: Line, sheet: Sheet, names: Sequence[str], fitting: Sequence[str], who: Identity, where: str
) -> UnrecognisedError:
    place = f"{where}, page {title.page}"
    if len(fitting) > 1:
        return UnrecognisedError(
            f"the table titled {squeeze(title.text)} may be any of {', '.join(fitting)}", place, _NO_TABLE
        )
    try:
        columns_of(sheet, table_patterns(names[0]), who)
        reason = "no column is its principal amount"
    except UnknownColumnError as error:
        reason = f"a column with amounts is headed {error}, which no known heading explains"
    return UnrecognisedError(f"the table titled {squeeze(title.text)} is not understood: {reason}", place, _NO_TABLE)


def _unit_inside(sheet: Sheet) -> str | None:
    """A unit that stands in the headings of the table itself: `预算数（万元）`."""
    for row in sheet.header:
        for column in sorted(row.first):
            match = re.search(r"[(（](?:单位[::])?(元|千元|万元|亿元)[)）]", squeeze(row.text(column)))
            if match:
                return match[1]
    return None


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
        raise UnrecognisedError(
            f"an amount cannot be bound to its row and column ({error})", place, _NO_TABLE
        ) from error
    if items and unit is None:
        raise UnrecognisedError(
            "the table prints amounts and no unit (元, 万元)",
            place,
            "Find the unit in the document and report the layout",
        )
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
    patterns = table_patterns(draft.table_name)
    groups = groups_of(columns_of(draft.sheet, patterns, who), patterns)
    return read_items(draft.sheet, groups, unit, patterns)


def _joined_titles(body: Sequence[Block]) -> Iterator[Block]:
    """Join a title that wraps over two lines, where only the two together name a table."""
    held: Line | None = None
    for block in body:
        if held is not None and isinstance(block, Line):
            both = replace(held, text=held.text + block.text)
            if _wraps(held, block) and len(title_tables(both.text)) == 1:
                held = None
                yield both
                continue
        if held is not None:
            yield held
        held = block if isinstance(block, Line) else None
        if held is None:
            yield block
    if held is not None:
        yield held


def _wraps(upper: Line, lower: Line) -> bool:
    if title_tables(upper.text) or not upper.box or not lower.box or upper.page != lower.page:
        return False
    height = upper.box.bottom - upper.box.top
    middle = (upper.box.left + upper.box.right - lower.box.left - lower.box.right) / 2
    near = 0 <= lower.box.top - upper.box.top < 2.5 * height
    return near and abs(middle) < 4 * height and not _BELOW_TITLE.fullmatch(plain(upper.text))


def _with_inner_titles(blocks: Iterable[Block]) -> Iterator[Block]:
    """Take title, organisation and unit out of a grid that begins above them."""
    for block in blocks:
        if isinstance(block, Line):
            yield block
        else:
            yield from _split(block)


def _split(grid: Grid) -> Iterator[Block]:
    head = 0
    lines: list[Line] = []
    while head < grid.rows:
        cells = [cell for cell in grid.cells if cell.row == head and squeeze(cell.text)]
        if len(cells) > 3 or not all(_is_head(cell.text) for cell in cells):
            break
        lines += [Line(cell.text, cell.page, cell.box) for cell in cells]
        head += 1
    if not any(title_tables(line.text) or _UNIT.search(plain(line.text)) for line in lines):
        yield grid
        return
    yield from lines
    if head < grid.rows:
        kept = tuple(replace(cell, row=cell.row - head) for cell in grid.cells if cell.row >= head)
        yield replace(grid, cells=kept, rows=grid.rows - head)


def _is_head(text: str) -> bool:
    return bool(title_tables(text) or _UNIT.search(plain(text)) or _BELOW_TITLE.fullmatch(plain(text)))
