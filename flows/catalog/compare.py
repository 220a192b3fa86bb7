"""Spending of several organisations by function, side by side."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import duckdb

from flows.errors import SourceError


@dataclass(frozen=True, slots=True)
class Function:
    """One function (类): for each organisation its amount in yuan and its share of the whole, or None."""

    code: str
    name: str
    amounts: tuple[Decimal | None, ...]
    shares: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Several organisations in one year at one stage: functions by code, and the sum of each organisation."""

    organisations: tuple[str, ...]
    disclosure_ids: tuple[str, ...]
    source_tables: tuple[str, ...]
    functions: tuple[Function, ...]
    totals: tuple[Decimal, ...]


def compare(catalog: Path, organisations: Sequence[str], year: int, stage: str = "budget") -> Comparison:
    """Compare organisations, each given by any part of its name that no other has.

    Raises SourceError where the catalog is not there, or a name fits none of its disclosures, or several.
    """
    if not catalog.is_file():
        raise SourceError("there is no catalog", str(catalog), "Publish first: gongkai publish PATH... --output DIR")
    with duckdb.connect(str(catalog), read_only=True) as connection:
        chosen = [_disclosure(connection, catalog, name, year, stage) for name in organisations]
        spending = [_spending(connection, disclosure_id) for disclosure_id, _ in chosen]
    names = {code: name for each in spending for code, (name, _, _, _) in each.items()}
    return Comparison(
        tuple(organisation for _, organisation in chosen),
        tuple(disclosure_id for disclosure_id, _ in chosen),
        tuple(next((table for _, _, _, table in each.values()), "") for each in spending),
        tuple(
            Function(
                code,
                names[code],
                tuple(each[code][1] if code in each else None for each in spending),
                tuple(each[code][2] if code in each else None for each in spending),
            )
            for code in sorted(names)
        ),
        tuple(sum((amount for _, amount, _, _ in each.values()), Decimal(0)) for each in spending),
    )


def _disclosure(
    connection: duckdb.DuckDBPyConnection, catalog: Path, name: str, year: int, stage: str
) -> tuple[str, str]:
    """The disclosure of the organisation with this name, or with this part of a name; a department before a unit."""
    there = connection.execute(
        "SELECT disclosure_id, organisation FROM disclosures WHERE fiscal_year = ? AND stage = ?"
        " ORDER BY scope, organisation, disclosure_id",
        [year, stage],
    ).fetchall()
    exact = [each for each in there if each[1] == name]
    if exact:
        return exact[0]
    fitting = [each for each in there if name in each[1]]
    if len({organisation for _, organisation in fitting}) == 1:
        return fitting[0]
    what = f"{len(fitting)} disclosures of {year} ({stage}) have {name} in their organisation's name"
    told = _listed(organisation for _, organisation in fitting or there)
    raise SourceError(what, str(catalog), f"Name one of: {told}" if told else "Publish the disclosures of that year")


def _listed(names: Iterable[str]) -> str:
    unique = list(dict.fromkeys(names))
    return "、".join(unique[:12]) + ("、…" if len(unique) > 12 else "")


def _spending(
    connection: duckdb.DuckDBPyConnection, disclosure_id: str
) -> dict[str, tuple[str, Decimal, float | None, str]]:
    rows = connection.execute(
        "SELECT code, name, amount, share, source_table FROM spending_by_function WHERE disclosure_id = ?",
        [disclosure_id],
    ).fetchall()
    return {code: (name or "", amount, share, table) for code, name, amount, share, table in rows}
