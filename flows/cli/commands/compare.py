"""`gongkai compare`: spending of several organisations by function, side by side, in 万元 and as shares."""

import argparse
from collections.abc import Iterator
from decimal import Decimal

from rich.console import Console
from rich.table import Table

from flows.catalog import SpendingComparison, compare
from flows.labels import STAGES
from flows.run.console import console
from flows.store.layout import CATALOG

UNIT = Decimal(10000)
GENERAL = "general_public_expenditure"


def run(arguments: argparse.Namespace) -> int:
    """Print the comparison, and answer with the exit status."""
    catalog = arguments.catalog or arguments.output / CATALOG
    show(compare(catalog, arguments.organisations, arguments.year, arguments.stage), console(), _title(arguments))
    return 0


def show(found: SpendingComparison, results: Console, title: str) -> None:
    """Print the functions and their sums; then what a reader must know before comparing."""
    results.print(title, style="bold")
    results.print(_table(found))
    for note in _notes(found):
        results.print(note, style="yellow")


def _title(arguments: argparse.Namespace) -> str:
    return f"{arguments.year} {STAGES[arguments.stage].zh}  spending by function, 万元 and share"


def _table(found: SpendingComparison) -> Table:
    table = Table(box=None, show_footer=True, pad_edge=False)
    table.add_column("code")
    table.add_column("function", footer="合计", overflow="fold", max_width=30)
    for spender in found.spenders:
        amount, share = _cells(spender.total, 1.0 if spender.total else None)
        table.add_column(spender.organisation, footer=amount, justify="right", overflow="fold", min_width=12)
        table.add_column("share", footer=share, justify="right", no_wrap=True)
    for function in found.functions:
        cells = zip(function.amounts, function.shares, strict=True)
        table.add_row(function.code, function.name, *(text for cell in cells for text in _cells(*cell)))
    return table


def _cells(amount: Decimal | None, share: float | None) -> tuple[str, str]:
    printed = f"{amount / UNIT:,.2f}" if amount is not None else "–"
    return printed, f"{share:.1%}" if share is not None else "–"


def _notes(found: SpendingComparison) -> Iterator[str]:
    for spender in found.spenders:
        if spender.source_table is None:
            yield f"{spender.organisation}: its disclosure gives no function an amount"
        elif spender.source_table == GENERAL:
            yield f"{spender.organisation}: the general public budget (一般公共预算) alone, for want of a table of all"
