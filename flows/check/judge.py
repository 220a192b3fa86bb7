"""Every rule once over the whole batch: which pairs hold, and what each rule's outcome is for each disclosure."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import duckdb
import pyarrow as pa

from flows.contract import Rule
from flows.errors import ContractError

DOUBTED = 3
"""So many pairs of one table that do not hold, more than those that do, say that the rule does not fit the table."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two amounts that a rule compares: what is printed in `cell`, and what other cells make of it."""

    rule: Rule
    disclosure_id: str
    outcome: str
    cell: int
    found: Decimal
    expected: Decimal
    cells: tuple[int, ...]

    @property
    def difference(self) -> Decimal:
        return self.found - self.expected


def judge(connection: duckdb.DuckDBPyConnection, rule: Rule) -> tuple[list[Pair], pa.Table]:
    """The pairs that do not hold exactly, and the outcome and number of pairs for every disclosure.

    Raises ContractError for a rule that does not run, or that does not yield the columns of a pair.
    """
    try:
        known = {"stages": rule.stages, "tolerance": _TOLERANCE[rule.tolerance]}
        connection.execute(_JUDGED.format(sql=rule.sql), known)
        connection.execute(_DOUBT, {"doubted": DOUBTED})
    except duckdb.Error as error:
        raise ContractError(f"the rule does not run: {error}", f"schemas/rules/{rule.id}.sql", "Correct it") from error
    rows = connection.execute(_INEXACT).fetchall()
    coverage = connection.sql(_COVERAGE, params={"rule": rule.id}).to_arrow_table()
    return [_pair(rule, *row) for row in rows], coverage


def _pair(rule: Rule, disclosure_id: str, outcome: str, cell: int, *amounts_and_cells: Any) -> Pair:
    found, expected, cells = amounts_and_cells
    return Pair(rule, disclosure_id, outcome, cell, found, expected, tuple(sorted(cells or (), key=_as_printed)))


def _as_printed(cell: int) -> tuple[bool, int]:
    """Cells of tables count up from 1, those of the prose down from -1."""
    return cell < 0, abs(cell)


_TOLERANCE = {"printed": 1, "none": 0}
"""Half a printed unit for each operand: `steps` is the sum of their steps, and differences are doubled."""

_JUDGED = """
CREATE OR REPLACE TEMP TABLE judged AS
SELECT
    pairs.disclosure, pairs.cell, found, expected, pairs.cells,
    CASE
        WHEN found IS NULL OR expected IS NULL OR steps IS NULL OR pairs.cell IS NULL THEN 'not_run'
        WHEN found = expected THEN 'passed'
        WHEN abs(found - expected) * 2 <= steps * $tolerance THEN 'rounding'
        ELSE 'failed'
    END AS outcome
FROM ({sql}) AS pairs
JOIN batch ON batch.disclosure = pairs.disclosure AND list_contains($stages, batch.stage)
"""

_DOUBT = """
UPDATE judged SET outcome = 'not_run'
FROM (
    SELECT judged.disclosure, table_name
    FROM judged JOIN cells USING (cell)
    SEMI JOIN (SELECT disclosure FROM judged WHERE outcome = 'failed' GROUP BY ALL HAVING count(*) >= $doubted) accused
        ON accused.disclosure = judged.disclosure
    GROUP BY ALL
    HAVING count(*) FILTER (outcome = 'failed') >= $doubted AND count(*) FILTER (outcome = 'failed') * 2 > count(*)
) misfit
JOIN cells ON cells.disclosure = misfit.disclosure AND cells.table_name = misfit.table_name
WHERE judged.outcome = 'failed' AND judged.cell = cells.cell
"""

_INEXACT = """
SELECT disclosure_id, outcome, cell, found, expected, cells
FROM judged JOIN batch USING (disclosure) WHERE outcome IN ('failed', 'rounding')
"""

_COVERAGE = """
SELECT
    any_value(disclosure_id) AS disclosure_id, $rule AS rule,
    CASE
        WHEN bool_or(outcome = 'failed') THEN 'failed'
        WHEN bool_or(outcome = 'not_run') THEN 'not_run'
        WHEN bool_or(outcome = 'rounding') THEN 'rounding'
        WHEN bool_or(outcome = 'passed') THEN 'passed'
        ELSE 'not_applicable'
    END AS outcome,
    CAST(count(outcome) FILTER (outcome <> 'not_run') AS INTEGER) AS judged
FROM batch LEFT JOIN judged USING (disclosure)
GROUP BY disclosure
"""
