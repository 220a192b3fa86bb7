"""One rule over all disclosures of a database: which of its pairs hold, and what becomes of it for each disclosure."""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from flows.contract import STAGES, Rule
from flows.errors import ContractError


@dataclass(frozen=True, slots=True)
class DisclosureTable:
    """What rules judge: the table that lists disclosures with their stage, and the column by which a pair names one.

    A pair in which something `needed` is null is not run: what is not known never passes.
    """

    name: str
    key: str
    needed: tuple[str, ...] = ("actual", "expected", "steps")


def start_counts(connection: duckdb.DuckDBPyConnection, over: DisclosureTable) -> None:
    """Make the table in which `count_outcomes` keeps what becomes of rules."""
    connection.execute(_COUNTS.format(disclosures=over.name, key=over.key))


def judge(connection: duckdb.DuckDBPyConnection, rule: Rule, over: DisclosureTable) -> int:
    """Run a rule: the table `judged` then holds its pairs with their `outcome`; how many they are.

    Raises ContractError for a rule that does not run, or that does not yield what is needed.
    """
    sql = _PAIRS.format(
        sql=rule.sql,
        unknown=" OR ".join(f"pairs.{column} IS NULL" for column in over.needed),
        close="false" if rule.unit == "text" else _CLOSE[rule.tolerance],
        only=_only(rule, over),
    )
    try:
        ((count,),) = connection.execute(sql).fetchall()
    except duckdb.Error as error:
        raise ContractError(f"the rule does not run: {error}", f"schemas/{rule.file}", "Correct it") from error
    return int(count)


def count_outcomes(connection: duckdb.DuckDBPyConnection, rule: Rule, over: DisclosureTable) -> None:
    """Keep what became of the rule that was run last, for every disclosure of which it judged something."""
    connection.execute(_OUTCOMES.format(key=over.key), {"rule": rule.id})


def coverage(connection: duckdb.DuckDBPyConnection, rules: Sequence[Rule], over: DisclosureTable) -> pa.Table:
    """The outcome of every rule for every disclosure, and the number of its pairs, by disclosure and rule."""
    sql = _COVERAGE.format(disclosures=over.name, key=over.key)
    return connection.sql(sql, params={"rules": [rule.id for rule in rules]}).to_arrow_table()


def _only(rule: Rule, over: DisclosureTable) -> str:
    """Keeps a rule to its stages, where it does not judge all."""
    if set(rule.stages) == set(STAGES):
        return ""
    stages = ", ".join(f"'{stage}'" for stage in rule.stages)
    return f"SEMI JOIN (FROM {over.name} WHERE stage IN ({stages})) USING ({over.key})"


_CLOSE = {"printed": "abs(actual - expected) * 2 <= steps", "none": "false"}
"""Half a printed unit for each operand: `steps` is the sum of their steps."""

_PAIRS = """
CREATE OR REPLACE TEMP TABLE judged AS
SELECT
    pairs.*,
    CASE
        WHEN {unknown} THEN 'not_run'
        WHEN actual = expected THEN 'passed'
        WHEN {close} THEN 'rounding'
        ELSE 'failed'
    END AS outcome
FROM ({sql}) AS pairs
{only}
"""

_COUNTS = """
CREATE TEMP TABLE counted AS
SELECT {key}, '' AS rule, 0 AS failed, 0 AS not_run, 0 AS rounding, 0 AS judged, false AS blind
FROM {disclosures} WITH NO DATA
"""

_OUTCOMES = """
INSERT INTO counted
SELECT
    {key}, $rule,
    count(*) FILTER (outcome = 'failed'), count(*) FILTER (outcome = 'not_run'),
    count(*) FILTER (outcome = 'rounding'), count(*) FILTER (outcome <> 'not_run'), false
FROM judged GROUP BY {key}
"""

_COVERAGE = """
SELECT
    disclosure_id, rule,
    CASE
        WHEN judged IS NULL THEN 'not_applicable'
        WHEN blind THEN 'blind'
        WHEN failed > 0 THEN 'failed'
        WHEN not_run > 0 THEN 'not_run'
        WHEN rounding > 0 THEN 'rounding'
        ELSE 'passed'
    END AS outcome,
    coalesce(judged, 0) AS judged
FROM {disclosures} CROSS JOIN (SELECT unnest($rules) AS rule) LEFT JOIN counted USING ({key}, rule)
ORDER BY {key}, rule
"""
