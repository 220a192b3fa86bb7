"""Tables with amounts that are none of the standard ones: they are not read as data, and they are told."""

from collections.abc import Sequence

from flows.model import Block, Grid, Line, OtherTable
from flows.recognise.normalisation import strip_whitespace
from flows.recognise.tables.joined_table import is_amount
from flows.recognise.tables.titles_and_units import is_title_of_another


def other_tables(rest: Sequence[Block]) -> tuple[OtherTable, ...]:
    """The other tables in the order of the print. One that goes on over pages, with nothing between, is one."""
    found: list[OtherTable] = []
    title: str | None = None
    goes_on = False
    for block in rest:
        if isinstance(block, Line):
            title = strip_whitespace(block.text) if is_title_of_another(block.text) and "表" in block.text else title
            goes_on = False
        elif amounts := sum(is_amount(cell.text) for cell in block.cells):
            if goes_on:
                found[-1] = _with_grid(found[-1], block, amounts)
            else:
                found.append(OtherTable(title, block.page, _last_page(block), block.rows, amounts))
            title, goes_on = None, True
    return tuple(found)


def _with_grid(table: OtherTable, grid: Grid, amounts: int) -> OtherTable:
    rows, amounts = table.rows + grid.rows, table.amounts + amounts
    return OtherTable(table.title_printed, table.first_page, _last_page(grid), rows, amounts)


def _last_page(grid: Grid) -> int:
    return max(cell.page for cell in grid.cells)
