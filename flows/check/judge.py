"""Every rule once over the whole batch: which pairs hold, and what each rule's outcome is for each disclosure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import duckdb
import pyarrow as pa

from flows.contract import STAGES, Rule, table_schema
from flows.errors import ContractError

DOUBTED = 3
"""So many pairs of one table, or of the prose, that do not hold, more than those that do: the rule does not fit."""


@dataclass(frozen=True, slots=True)
class Pair:
    """What a rule compares: what is printed in `cell`, and what other cells make of it (texts if the rule says so)."""

    rule: Rule
    disclosure_id: str
    outcome: str
    cell: int
    actual: Decimal | str
    expected: Decimal | str
    cells: tuple[int, ...]

    @property
    def difference(self) -> Decimal:
        """By how much the amounts differ; texts do not differ by an amount."""
        if isinstance(self.actual, str) or isinstance(self.expected, str):
            return Decimal(0)
        return self.actual - self.expected


def judge(connection: duckdb.DuckDBPyConnection, rule: Rule) -> list[Pair]:
    """The pairs that do not hold exactly. How many were judged is kept for `coverage`.

    Raises ContractError for a rule that does not run, or that does not yield the columns of a pair.
    """
    try:
        close = "false" if rule.unit == "text" else _CLOSE[rule.tolerance]
        connection.execute(_JUDGED.format(sql=rule.sql, close=close, only=_only(rule)))
    except duckdb.Error as error:
        raise ContractError(f"the rule does not run: {error}", f"schemas/{rule.file}", "Correct it") from error
    pairs = _inexact(connection, rule)
    if rule.severity != "info" and sum(pair.outcome == "failed" for pair in pairs) >= DOUBTED:
        connection.execute(_MISFITS, {"doubted": DOUBTED}).execute(_DISMISSED)
        pairs = _inexact(connection, rule)
    if rule.unit == "money":
        connection.execute(_KEPT[rule.relation])
    connection.execute(_COUNTED, {"rule": rule.id})
    return pairs


def coverage(connection: duckdb.DuckDBPyConnection, rules: Sequence[Rule]) -> pa.Table:
    """The outcome of every rule for every disclosure, and the number of its pairs, by disclosure and rule."""
    connection.register("ruled", pa.table({"rule": pa.array([rule.id for rule in rules], pa.string())}))
    schema = table_schema("check_coverage").arrow
    return connection.sql(_COVERAGE).to_arrow_table().select(schema.names).cast(schema)


def _only(rule: Rule) -> str:
    """Keeps a rule to its stages, where it does not judge all."""
    if set(rule.stages) == set(STAGES):
        return ""
    stages = ", ".join(f"'{stage}'" for stage in rule.stages)
    return f"SEMI JOIN (FROM batch WHERE stage IN ({stages})) USING (disclosure)"


def _inexact(connection: duckdb.DuckDBPyConnection, rule: Rule) -> list[Pair]:
    return [_pair(rule, *row) for row in connection.execute(_INEXACT).fetchall()]


def _pair(rule: Rule, disclosure_id: str, outcome: str, cell: int, *amounts_and_cells: Any) -> Pair:
    actual, expected, cells = amounts_and_cells
    others = sorted((each for each in cells or () if each is not None), key=_as_printed)
    return Pair(rule, disclosure_id, outcome, cell, actual, expected, tuple(others))


def _as_printed(cell: int) -> tuple[bool, int]:
    """Cells of tables count up from 1, those of the prose down from -1."""
    return cell < 0, abs(cell)


_CLOSE = {"printed": "abs(actual - expected) * 2 <= steps", "none": "false"}
"""Half a printed unit for each operand: `steps` is the sum of their steps."""

_JUDGED = """
CREATE OR REPLACE TEMP TABLE judged AS
SELECT
    pairs.disclosure, pairs.cell, actual, expected, pairs.cells,
    CASE
        WHEN actual IS NULL OR expected IS NULL OR steps IS NULL OR pairs.cell IS NULL THEN 'not_run'
        WHEN actual = expected THEN 'passed'
        WHEN {close} THEN 'rounding'
        ELSE 'failed'
    END AS outcome
FROM ({sql}) AS pairs
{only}
"""

_MISFITS = """
CREATE OR REPLACE TEMP TABLE misfits AS
SELECT judged.disclosure, list(judged.cell) FILTER (outcome = 'failed') AS failed
FROM judged LEFT JOIN cells USING (cell)
SEMI JOIN (SELECT disclosure FROM judged WHERE outcome = 'failed' GROUP BY ALL HAVING count(*) >= $doubted) accused
    ON accused.disclosure = judged.disclosure
GROUP BY judged.disclosure, cells.table_name
HAVING len(failed) >= $doubted AND len(failed) * 2 > count(*)
"""

_DISMISSED = """
UPDATE judged SET outcome = 'not_run'
FROM (SELECT unnest(failed) AS cell FROM misfits) misfit WHERE judged.cell = misfit.cell AND judged.outcome = 'failed'
"""

_INEXACT = """
SELECT disclosure_id, outcome, cell, actual, expected, cells
FROM judged JOIN batch USING (disclosure) WHERE outcome IN ('failed', 'rounding')
ORDER BY disclosure, cell, actual, expected, list_sort(cells)
"""

_IDENTITIES = """
INSERT INTO identities SELECT signature_of(cell, cells), cell, cells
FROM judged WHERE outcome IN ('passed', 'rounding') AND actual <> 0 AND len(cells) > 0
"""
"""That nothing is nothing proves no reading: a column that was never filled gives it too."""

_REACHED = """
INSERT INTO identities SELECT signature_of(cell, cells), cell, cells
FROM (
    SELECT judged.cell, list(part.cell) AS cells
    FROM (SELECT cell, actual, unnest(cells) AS other FROM judged WHERE outcome = 'passed' AND actual <> 0) judged
    JOIN cells part ON part.cell = judged.other AND part.cell <> judged.cell
    GROUP BY judged.cell, actual HAVING sum(part.amount) = actual
)
"""
"""What may be less proves only where it is the whole."""

_KEPT = {"equal": _IDENTITIES, "within": _REACHED}

_COUNTED = """
INSERT INTO counted
SELECT
    disclosure, $rule,
    CASE
        WHEN bool_or(outcome = 'failed') THEN 'failed'
        WHEN bool_or(outcome = 'not_run') THEN 'not_run'
        WHEN bool_or(outcome = 'rounding') THEN 'rounding'
        ELSE 'passed'
    END,
    count(*) FILTER (outcome <> 'not_run')
FROM judged GROUP BY disclosure
"""

_COVERAGE = """
SELECT disclosure_id, rule, coalesce(outcome, 'not_applicable') AS outcome, coalesce(judged, 0) AS judged
FROM batch CROSS JOIN ruled LEFT JOIN counted USING (disclosure, rule)
ORDER BY disclosure, rule
"""
