"""What disclosures say of one another: the rules of schemas/between over all that a catalog holds.

A package is the same whatever else is published, so what comes of these rules belongs to the catalog alone. Unlike
`findings`, they tell nothing of what rounding explains: two disclosures are rounded each for itself.
"""

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from importlib.resources import files
from typing import Any

import duckdb
import pyarrow as pa

from flows.contract import Rule, macros, rules_between, titles, units_of_money
from flows.rules import DisclosureTable, count_outcomes, coverage, judge, start_counts

CATALOG = DisclosureTable("disclosures", "disclosure_id")
"""All that the catalog holds. Their pairs name no cells: they stand in several disclosures."""

MONEY = pa.decimal128(18, 2)
FINDINGS = pa.schema(
    [
        ("disclosure_id", pa.string()),
        ("other_id", pa.string()),
        ("rule", pa.string()),
        ("severity", pa.string()),
        ("table_name", pa.string()),
        ("page", pa.int32()),
        ("other_page", pa.int32()),
        ("message", pa.string()),
        ("message_en", pa.string()),
        ("expected", MONEY),
        ("actual", MONEY),
        ("difference", MONEY),
    ]
)
COVERAGE = pa.schema(
    [("disclosure_id", pa.string()), ("rule", pa.string()), ("outcome", pa.string()), ("judged", pa.int32())]
)


@dataclass(frozen=True, slots=True)
class CrossChecks:
    """What a catalog's disclosures make of one another: the rows of `catalog_findings` and `catalog_coverage`."""

    findings: pa.Table
    coverage: pa.Table


def cross_check(catalog: duckdb.DuckDBPyConnection) -> CrossChecks:
    """Run every rule over the tables of a catalog. Raises ContractError for a rule that does not run."""
    catalog.register("units_of_money", units_of_money())
    catalog.register("titles", titles())
    catalog.execute(macros()).execute(_prepared_tables())
    start_counts(catalog, CATALOG)
    try:
        rows = [row for rule in rules_between() for row in _findings(rule, _failed(catalog, rule))]
    finally:
        catalog.unregister("units_of_money").unregister("titles")
    return CrossChecks(
        pa.Table.from_pylist(sorted(rows, key=_order), schema=FINDINGS),
        coverage(catalog, rules_between(), CATALOG).cast(COVERAGE),
    )


def fingerprint_of_rules() -> list[Any]:
    """All that these rules are made of: a catalog is made anew when they change."""
    return [macros(), _prepared_tables(), [dataclasses.astuple(rule) for rule in rules_between()]]


def _prepared_tables() -> str:
    return files("flows.catalog").joinpath("cross_checks.sql").read_text(encoding="utf-8")


def _failed(catalog: duckdb.DuckDBPyConnection, rule: Rule) -> list[Mapping[str, Any]]:
    """The pairs of a rule that do not hold, in an order of their own. Its outcomes are counted."""
    if not judge(catalog, rule, CATALOG):
        return []
    count_outcomes(catalog, rule, CATALOG)
    failed = catalog.sql("SELECT * FROM judged WHERE outcome = 'failed' ORDER BY ALL")
    return list(failed.to_arrow_table().to_pylist())


def _findings(rule: Rule, failed: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """One for each cause: what differs by the same amount between the same disclosures has one."""
    causes: dict[tuple[Any, ...], list[Mapping[str, Any]]] = defaultdict(list)
    for pair in failed:
        causes[pair["disclosure_id"], pair["other_id"], abs(pair["actual"] - pair["expected"])].append(pair)
    return (_finding(rule, pairs[0], len(pairs) - 1) for pairs in causes.values())


def _finding(rule: Rule, pair: Mapping[str, Any], others: int) -> dict[str, Any]:
    actual, expected = pair["actual"], pair["expected"]
    more_zh = f"，另有{others}处因此不符。" if others else "。"
    more_en = f"; {others} more do not hold for it." if others else "."
    return {
        **{field: pair[field] for field in ("disclosure_id", "other_id", "table_name", "page", "other_page")},
        "rule": rule.id,
        "severity": rule.severity,
        "message": _filled(rule.message_zh, pair["subject_zh"], pair, "元") + more_zh,
        "message_en": _filled(rule.message_en, pair["subject_en"], pair, " yuan") + more_en,
        "expected": expected,
        "actual": actual,
        "difference": actual - expected,
    }


def _filled(template: str, subject: str, pair: Mapping[str, Any], unit: str) -> str:
    def money(amount: Decimal) -> str:
        return f"{amount:,.2f}{unit}"

    actual, expected = pair["actual"], pair["expected"]
    return template.format(
        subject=subject, actual=money(actual), expected=money(expected), difference=money(abs(actual - expected))
    )


def _order(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return (row["disclosure_id"], row["rule"], row["other_id"], row["page"], row["message"])
