"""Tables with amounts that are none of the standard ones: every cell is kept, and no meaning is given to it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from flows.amounts import number_with_unit
from flows.model import Grid, Line, OtherCell, OtherTable
from flows.recognise.document_parts import framed_texts
from flows.recognise.normalisation import normalise_heading, strip_whitespace
from flows.recognise.tables.finder import FoundTables
from flows.recognise.tables.joined_table import is_amount
from flows.recognise.tables.layout_patterns import resembles_standard_title
from flows.recognise.tables.other_amounts import numbers_in, yuan_or_none
from flows.recognise.tables.titles_and_units import is_title_of_another, unit_in_headings

_MONEY = re.compile(r"金额|预算|决算|资金|合计|总计|小计|拨款|支出|收入|经费|费用|数额|总额|元")
_NO_MONEY = re.compile(r"数量|个数|人数|台数|编码|代码|序号|年度|年份|日期|时间|比例|比重|率|%|面积|编制|页")
_CODE = re.compile(r"[1-5]\d{2}(?:\d{2}){0,2}")
_SEVERAL_CODES = 3
_WITH_DECIMALS = re.compile(r"-?[\d,]+\.\d+|-?\d{1,3}(?:,\d{3})+")


def other_tables(found: FoundTables) -> tuple[OtherTable, ...]:
    """The other tables in the order of the print. One that goes on over pages, with nothing between, is one."""
    tables: list[OtherTable] = []
    title: str | None = None
    goes_on = False
    for block in found.rest:
        if isinstance(block, Line):
            title = strip_whitespace(block.text) if is_title_of_another(block.text) and "表" in block.text else title
            goes_on = False
        elif amounts := _count_amounts(block):
            if goes_on:
                tables[-1] = _with_grid(tables[-1], block, amounts)
            else:
                unit = found.units.get(id(block)) or unit_in_headings(cell.text for cell in block.cells)
                tables.append(_table(title, unit, block, amounts))
            title, goes_on = None, True
    return tuple(tables)


def _count_amounts(grid: Grid) -> int:
    """How many cells of a grid print a number; the prose in a frame is none of them."""
    prose = framed_texts(grid)
    return sum(bool(numbers_in(cell)) for cell in grid.cells if cell not in prose)


def _table(title: str | None, unit: str | None, grid: Grid, amounts: int) -> OtherTable:
    cells = tuple(_cells(grid, 0, unit))
    is_like = resembles_standard_title(title) if title else _has_codes(grid)
    kind: Literal["other", "not_understood"] = "not_understood" if is_like else "other"
    return OtherTable(title, unit, grid.page, _last_page(grid), grid.rows, amounts, kind, cells)


def _has_codes(grid: Grid) -> bool:
    """Whether rows of a grid bear codes as those of functions and of economic classes are."""
    texts = (strip_whitespace(cell.text) for cell in grid.cells if cell.column == 0)
    return sum(bool(_CODE.fullmatch(text)) for text in texts) >= _SEVERAL_CODES


def _with_grid(table: OtherTable, grid: Grid, amounts: int) -> OtherTable:
    cells = (*table.cells, *_cells(grid, table.rows, table.unit_printed))
    rows, amounts = table.rows + grid.rows, table.amounts + amounts
    return replace(table, last_page=_last_page(grid), rows=rows, amounts=amounts, cells=cells)


def _cells(grid: Grid, rows_before: int, unit: str | None) -> Iterator[OtherCell]:
    """The cells of a grid that print something, its rows numbered on."""
    above: dict[int, str] = {}
    for cell in sorted(grid.cells, key=lambda cell: (cell.row, cell.column)):
        text = cell.text.strip()
        if not text:
            continue
        amount = _amount(text, above.get(cell.column, ""), unit)
        if not is_amount(text):
            for column in range(cell.column, cell.column + cell.column_span):
                above[column] = above.get(column, "") + normalise_heading(text)
        place = (rows_before + cell.row + 1, cell.column + 1, cell.row_span, cell.column_span)
        yield OtherCell(*place, text, amount, cell.page, cell.box, cell.reference)


def _amount(text: str, headings: str, unit: str | None) -> Decimal | None:
    """An amount in yuan where it is money for certain: by its own unit, or by its shape and what stands above it."""
    number, own = number_with_unit(text)
    if number is None or not (own or unit):
        return None
    is_money = _WITH_DECIMALS.fullmatch(strip_whitespace(text)) and _MONEY.search(headings)
    if not own and (not is_money or _NO_MONEY.search(headings)):
        return None
    return yuan_or_none(number, own or unit or "元")


def _last_page(grid: Grid) -> int:
    return max(cell.page for cell in grid.cells)
