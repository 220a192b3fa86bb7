"""Spending of several organisations by function, side by side."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import duckdb

from flows.errors import SourceError

MOST_NAMES = 12
"""Names that a message lists; of more, the first."""


@dataclass(frozen=True, slots=True)
class Spender:
    """One side of a comparison; nothing is summed, and no table named, where no function has an amount."""

    disclosure_id: str
    organisation: str
    source_table: str | None
    total: Decimal | None


@dataclass(frozen=True, slots=True)
class Function:
    """One function (类): for each organisation its amount in yuan and its share of the whole, or None."""

    code: str
    name: str
    amounts: tuple[Decimal | None, ...]
    shares: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class SpendingComparison:
    """Several organisations in one year at one stage, and their functions by code."""

    spenders: tuple[Spender, ...]
    functions: tuple[Function, ...]


@dataclass(frozen=True, slots=True)
class _Spending:
    name: str
    amount: Decimal
    share: float | None
    source_table: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A disclosure that a name may mean."""

    disclosure_id: str
    organisation: str
    jurisdiction_code: str


def compare(catalog: Path, organisations: Sequence[str], year: int, stage: str = "budget") -> SpendingComparison:
    """Compare organisations, each given by its name, any part of it that no other has, or its disclosure's id.

    Of an organisation that discloses both as a department and as a unit, the department is meant. Raises SourceError
    where there is no catalog, or where a name fits no disclosure of that year and stage, or several.
    """
    if not catalog.is_file():
        raise SourceError("there is no catalog", str(catalog), "Publish first: gongkai publish PATH... --output DIR")
    try:
        with duckdb.connect(str(catalog), read_only=True) as connection:
            chosen = [_chosen(connection, catalog, name, year, stage) for name in organisations]
            spending = [_spending(connection, each.disclosure_id) for each in chosen]
    except duckdb.Error as error:
        what = f"it is no catalog that can be read ({str(error).splitlines()[0]})"
        raise SourceError(what, str(catalog), "Name a catalog that `gongkai publish` wrote: --catalog FILE") from error
    return SpendingComparison(
        tuple(_spender(each, by_code) for each, by_code in zip(chosen, spending, strict=True)),
        tuple(_function(code, spending) for code in sorted({code for by_code in spending for code in by_code})),
    )


def _spender(candidate: Candidate, by_code: Mapping[str, _Spending]) -> Spender:
    total = sum((each.amount for each in by_code.values()), Decimal(0)) if by_code else None
    table = next((each.source_table for each in by_code.values()), None)
    return Spender(candidate.disclosure_id, candidate.organisation, table, total)


def _function(code: str, spending: Sequence[Mapping[str, _Spending]]) -> Function:
    found = [by_code.get(code) for by_code in spending]
    return Function(
        code,
        next((each.name for each in found if each and each.name), ""),
        tuple(each.amount if each else None for each in found),
        tuple(each.share if each else None for each in found),
    )


def _chosen(connection: duckdb.DuckDBPyConnection, catalog: Path, name: str, year: int, stage: str) -> Candidate:
    """The one disclosure that is meant."""
    candidates = _candidates(connection, year, stage)
    fits = matching(candidates, name)
    if len({(each.organisation, each.jurisdiction_code) for each in fits}) == 1:
        return fits[0]
    if not candidates:
        remedy = f"It holds {_years_and_stages(connection)}; publish the disclosures of that year"
        raise SourceError(f"it holds no disclosure of {year} ({stage})", str(catalog), remedy)
    if not fits:
        remedy = f"Name one of: {list_names(each.organisation for each in candidates)}"
        raise SourceError(f"no organisation of {year} ({stage}) is called {name}", str(catalog), remedy)
    same = len({each.organisation for each in fits}) == 1
    remedy = f"Name one of: {list_names(each.disclosure_id if same else each.organisation for each in fits)}"
    raise SourceError(f"several organisations of {year} ({stage}) are called {name}", str(catalog), remedy)


def _candidates(connection: duckdb.DuckDBPyConnection, year: int, stage: str) -> list[Candidate]:
    """The disclosures of a year and stage, departments (部门) before units (单位)."""
    rows = connection.execute(
        "SELECT disclosure_id, organisation, jurisdiction_code FROM disclosures WHERE fiscal_year = ? AND stage = ?"
        " ORDER BY scope, organisation, disclosure_id",
        [year, stage],
    ).fetchall()
    return [Candidate(*row) for row in rows]


def matching(candidates: Iterable[Candidate], name: str) -> list[Candidate]:
    """Those with exactly this name or id; or else those with this part of a name."""
    wanted = _normalise(name)
    exact = [each for each in candidates if wanted in {_normalise(each.organisation), _normalise(each.disclosure_id)}]
    return exact or [each for each in candidates if wanted and wanted in _normalise(each.organisation)]


def _normalise(text: str) -> str:
    """A name without white space, its brackets of either width alike."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _years_and_stages(connection: duckdb.DuckDBPyConnection) -> str:
    rows = connection.execute("SELECT DISTINCT fiscal_year, stage FROM disclosures ORDER BY ALL").fetchall()
    return "、".join(f"{year} ({stage})" for year, stage in rows) or "nothing yet"


def list_names(names: Iterable[str]) -> str:
    """Some of these names, each once, for a message."""
    unique = list(dict.fromkeys(names))
    return "、".join(unique[:MOST_NAMES]) + ("、…" if len(unique) > MOST_NAMES else "")


def _spending(connection: duckdb.DuckDBPyConnection, disclosure_id: str) -> dict[str, _Spending]:
    rows = connection.execute(
        "SELECT code, name, amount, share, source_table FROM spending_by_function"
        " WHERE disclosure_id = ? AND level = 1",
        [disclosure_id],
    ).fetchall()
    return {code: _Spending(name or "", amount, share, table) for code, name, amount, share, table in rows}
