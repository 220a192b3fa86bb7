"""What becomes of a pair and of a rule, whatever the disclosures are numbered by."""

from collections.abc import Iterator
from dataclasses import replace

import duckdb
import pytest

from flows.contract import Rule, rules
from flows.errors import ContractError
from flows.rules import DisclosureTable, count_outcomes, coverage, judge, start_counts

LISTED = DisclosureTable("listed", "disclosure_id")
RULE = replace(next(rule for rule in rules() if rule.id == "balance-closes"), sql="FROM pairs")
SHARE = replace(RULE, unit="percentage")
TEXT = replace(RULE, unit="text", tolerance="none")


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute(
            "CREATE TABLE listed AS FROM (VALUES ('a', 'budget'), ('b', 'final')) AS _(disclosure_id, stage)"
        )
        start_counts(connection, LISTED)
        yield connection


def outcomes(connection: duckdb.DuckDBPyConnection, rule: Rule, *pairs: str) -> list[str]:
    """What becomes of pairs of the first disclosure, each written as `actual, expected, steps`."""
    rows = ", ".join(f"({place}, 'a', {pair})" for place, pair in enumerate(pairs))
    connection.execute(
        f"CREATE OR REPLACE TABLE pairs AS FROM (VALUES {rows}) AS _(place, disclosure_id, actual, expected, steps)"
    )
    count = judge(connection, rule, LISTED)
    found = [outcome for (outcome,) in connection.execute("SELECT outcome FROM judged ORDER BY place").fetchall()]
    assert count == len(found)
    return found


@pytest.mark.parametrize(
    ("pair", "outcome"),
    [
        ("1.00, 1.00, 0.00", "passed"),
        ("1.00, 1.01, 0.02", "rounding"),
        ("1.01, 1.00, 0.02", "rounding"),
        ("1.00, 1.02, 0.02", "failed"),
        ("NULL, 1.00, 0.02", "not_run"),
        ("1.00, NULL, 0.02", "not_run"),
        ("1.00, 1.00, NULL", "not_run"),
    ],
)
def test_a_pair_holds_or_is_rounded_or_fails_and_a_null_never_passes(
    connection: duckdb.DuckDBPyConnection, pair: str, outcome: str
) -> None:
    assert outcomes(connection, RULE, pair) == [outcome]
    assert outcomes(connection, SHARE, pair) == [outcome]


def test_without_tolerance_nothing_is_rounded(connection: duckdb.DuckDBPyConnection) -> None:
    assert outcomes(connection, replace(RULE, tolerance="none"), "1.00, 1.01, 9.00") == ["failed"]
    assert outcomes(connection, TEXT, "'甲', '甲', 9.00", "'甲', '乙', 9.00") == ["passed", "failed"]


@pytest.mark.parametrize(
    ("pairs", "outcome", "count"),
    [
        (("1, 1, 0", "1, 1, 0"), "passed", 2),
        (("1, 1, 0", "1, 2, 2"), "rounding", 2),
        (("1, 2, 2", "1, NULL, 0"), "not_run", 1),
        (("1, NULL, 0", "1, 9, 0", "1, 1, 0"), "failed", 2),
    ],
)
def test_the_gravest_outcome_of_its_pairs_is_that_of_a_rule(
    connection: duckdb.DuckDBPyConnection, pairs: tuple[str, ...], outcome: str, count: int
) -> None:
    outcomes(connection, RULE, *pairs)
    count_outcomes(connection, RULE, LISTED)
    assert coverage(connection, [RULE], LISTED).to_pylist() == [
        {"disclosure_id": "a", "rule": RULE.id, "outcome": outcome, "judged": count},
        {"disclosure_id": "b", "rule": RULE.id, "outcome": "not_applicable", "judged": 0},
    ]


def test_a_rule_judges_its_stages_alone(connection: duckdb.DuckDBPyConnection) -> None:
    assert outcomes(connection, replace(RULE, stages=("budget",)), "1, 1, 0") == ["passed"]
    assert outcomes(connection, replace(RULE, stages=("final",)), "1, 1, 0") == []


def test_what_else_is_needed_may_not_be_null_either(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(
        "CREATE TABLE pairs AS SELECT 'a' AS disclosure_id, 1 AS actual, 1 AS expected, 0 AS steps, NULL AS cell"
    )
    for needed, outcome in (((), "passed"), (("cell",), "not_run")):
        judge(connection, RULE, replace(LISTED, needed=("actual", "expected", "steps", *needed)))
        assert connection.execute("SELECT outcome FROM judged").fetchall() == [(outcome,)]


def test_a_rule_without_what_is_needed_is_refused_by_its_file(connection: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(ContractError, match="steps") as refused:
        judge(connection, replace(RULE, sql="SELECT 'a' AS disclosure_id, 1 AS actual, 1 AS expected"), LISTED)
    assert refused.value.where == "schemas/rules/balance-closes.sql"
