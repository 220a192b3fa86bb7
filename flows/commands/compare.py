"""`gongkai compare`: spending of several organisations by function, side by side, in 万元 and as shares."""

import argparse
from decimal import Decimal

from rich.table import Table

from flows.catalog import Comparison, compare
from flows.report import console

UNIT = Decimal(10000)


def run(arguments: argparse.Namespace) -> int:
    """Print the comparison, and answer with the exit status."""
    catalog = arguments.catalog or arguments.output / "catalog.duckdb"
    found = compare(catalog, arguments.organisations, arguments.year, arguments.stage)
    console().print(_table(found, arguments.year, arguments.stage))
    return 0


def _table(found: Comparison, year: int, stage: str) -> Table:
    table = Table(title=f"{year} {stage}: spending by function, 万元 and share", box=None, title_justify="left")
    table.add_column("code")
    table.add_column("function")
    for organisation in found.organisations:
        table.add_column(organisation, justify="right", overflow="fold")
        table.add_column("%", justify="right")
    for function in found.functions:
        cells = zip(function.amounts, function.shares, strict=True)
        table.add_row(function.code, function.name, *(text for cell in cells for text in _cells(*cell)))
    totals = (text for total in found.totals for text in _cells(total, 1.0 if total else None))
    table.add_row("", "合计", *totals, style="bold")
    return table


def _cells(amount: Decimal | None, share: float | None) -> tuple[str, str]:
    printed = f"{amount / UNIT:,.2f}" if amount is not None else "–"
    return printed, f"{share:.1%}" if share is not None else "–"
