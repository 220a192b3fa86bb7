"""What a run did, disclosure by disclosure: the facts that the summary tells."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from flows.model import Refusal, Release, Stage
from flows.store.layout import package_name

Tables = Mapping[str, pa.Table]
UNTITLED = "（无题名的表）"


@dataclass(frozen=True, slots=True)
class FindingSummary:
    """One finding, as short as the summary tells it."""

    severity: str
    message: str


@dataclass(frozen=True, slots=True)
class DisclosureSummary:
    """One disclosure: who, what it holds, and what did not reconcile. Tables bear their printed titles.

    `other` are the tables that are none of the standard ones, and `not_understood` those that may be one of them, with
    the forms of which no amount was understood.
    `proved` is the share of the amounts other than zero whose standing is that, None where there are none.
    """

    disclosure_id: str
    package: str
    organisation: str
    fiscal_year: int
    stage: Stage
    scope: str
    present: tuple[str, ...]
    empty: tuple[str, ...]
    missing: tuple[str, ...]
    other: tuple[str, ...]
    not_understood: tuple[str, ...]
    line_items: int
    proved: float | None
    stated_amounts: int
    rules: Mapping[str, int]
    findings: tuple[FindingSummary, ...]


@dataclass(frozen=True, slots=True)
class RunResult:
    """What a run published, what it refused, and where the catalog lies."""

    releases: tuple[Release, ...]
    disclosures: tuple[DisclosureSummary, ...]
    refusals: tuple[Refusal, ...]
    catalog: Path
    quarantine: Path

    @property
    def not_understood(self) -> int:
        """How many tables were not understood that may be standard ones."""
        return sum(len(disclosure.not_understood) for disclosure in self.disclosures)


def summaries(tables: Tables) -> tuple[DisclosureSummary, ...]:
    """Sum up every disclosure of these tables, in their order."""
    line_items, amounts = _counts(tables["line_items"]), _counts(tables["narrative_amounts"])
    proved = proved_shares(tables["line_items"])
    printed, findings = rows_by_disclosure(tables["disclosure_tables"]), rows_by_disclosure(tables["findings"])
    coverage, other = rows_by_disclosure(tables["check_coverage"]), rows_by_disclosure(tables["other_tables"])
    return tuple(
        DisclosureSummary(
            disclosure_id=(key := row["disclosure_id"]),
            package=package_name(row),
            organisation=row["organisation"],
            fiscal_year=row["fiscal_year"],
            stage=row["stage"],
            scope=row["scope"],
            present=_titles(printed.get(key, []), "present"),
            empty=_titles(printed.get(key, []), "empty"),
            missing=_titles(printed.get(key, []), "missing"),
            other=_other_titles(other.get(key, []), "other"),
            not_understood=(*_unread_forms(printed.get(key, [])), *_other_titles(other.get(key, []), "not_understood")),
            line_items=line_items[key],
            proved=proved.get(key),
            stated_amounts=amounts[key],
            rules=Counter(each["outcome"] for each in coverage.get(key, [])),
            findings=tuple(FindingSummary(each["severity"], each["message"]) for each in findings.get(key, [])),
        )
        for row in tables["disclosures"].to_pylist()
    )


def _counts(table: pa.Table) -> Counter[str]:
    counted = table.group_by("disclosure_id").aggregate([("disclosure_id", "count")])
    return Counter(dict(zip(*(column.to_pylist() for column in counted.columns), strict=True)))


def proved_shares(line_items: pa.Table) -> dict[str, float]:
    """By disclosure, the share of its amounts other than zero that are proved."""
    amounts = line_items.filter(pc.not_equal(line_items["amount"], Decimal(0)))
    counted, proved = _counts(amounts), _counts(amounts.filter(pc.equal(amounts["standing"], "proved")))
    return {key: proved[key] / counted[key] for key in counted}


def rows_by_disclosure(table: pa.Table) -> dict[str, list[dict[str, Any]]]:
    """The rows of a resource, by the disclosure that they are of."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in table.to_pylist():
        groups.setdefault(row["disclosure_id"], []).append(row)
    return groups


def _titles(rows: list[dict[str, Any]], status: str) -> tuple[str, ...]:
    return tuple(row["title_printed"] or row["table_name"] for row in rows if row["status"] == status)


def _other_titles(rows: list[dict[str, Any]], kind: str) -> tuple[str, ...]:
    return tuple(row["title_printed"] or UNTITLED for row in rows if row["kind"] == kind)


def _unread_forms(rows: list[dict[str, Any]]) -> tuple[str, ...]:
    """The standard tables that print numbers of which none was read as an amount."""
    unread = (row for row in rows if row["status"] == "present" and not row["amounts_read"] and row["amounts_other"])
    return tuple(row["title_printed"] or row["table_name"] for row in unread)
