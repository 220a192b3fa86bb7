"""Every rule once over the whole batch: the pairs that do not hold, and the identities that do."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import duckdb

from flows.contract import Rule
from flows.rules import DisclosureTable, count_outcomes, judge

BATCH = DisclosureTable("batch", "disclosure", needed=("actual", "expected", "steps", "cell"))
"""The disclosures of a batch, as cells.sql numbers them."""


@dataclass(frozen=True, slots=True)
class Pair:
    """What a rule compares: what is printed in `cell`, and what other cells make of it (texts if the rule says so)."""

    rule: Rule
    disclosure_id: str
    outcome: str
    cell: int
    actual: Decimal | str
    expected: Decimal | str
    steps: Decimal
    cells: tuple[int, ...]

    @property
    def difference(self) -> Decimal:
        """By how much the amounts differ; texts do not differ by an amount."""
        if isinstance(self.actual, str) or isinstance(self.expected, str):
            return Decimal(0)
        return self.actual - self.expected

    @property
    def may_be_cut(self) -> bool:
        """Whether amounts that are cut off, where they should be rounded, explain why it does not hold."""
        has_tolerance = self.rule.unit == "money" and self.rule.tolerance == "printed"
        return self.outcome == "failed" and has_tolerance and abs(self.difference) <= self.steps


def inexact_pairs(connection: duckdb.DuckDBPyConnection, rule: Rule) -> list[Pair]:
    """The pairs of a rule that do not hold exactly. Its outcomes and the equations that hold are kept in the database.

    Raises ContractError for a rule that does not run, or that does not yield the columns of a pair.
    """
    if not judge(connection, rule, BATCH):
        return []
    if rule.unit == "money":
        connection.execute(_KEPT[rule.relation])
    count_outcomes(connection, rule, BATCH)
    return _inexact(connection, rule)


def _inexact(connection: duckdb.DuckDBPyConnection, rule: Rule) -> list[Pair]:
    """Most rules have none, and to plan the query that orders them takes a millisecond."""
    ((count,),) = connection.execute(_COUNT_OF_INEXACT).fetchall()
    return [_pair(rule, *row) for row in connection.execute(_INEXACT).fetchall()] if count else []


def _pair(rule: Rule, disclosure_id: str, outcome: str, cell: int, *amounts_and_cells: Any) -> Pair:
    actual, expected, steps, cells = amounts_and_cells
    others = sorted((each for each in cells or () if each is not None), key=_as_printed)
    return Pair(rule, disclosure_id, outcome, cell, actual, expected, steps, tuple(others))


def _as_printed(cell: int) -> tuple[bool, int]:
    """Cells of tables count up from 1, those of the prose down from -1."""
    return cell < 0, abs(cell)


_COUNT_OF_INEXACT = "SELECT count(*) FROM judged WHERE outcome IN ('failed', 'rounding')"

_INEXACT = """
SELECT disclosure_id, outcome, cell, actual, expected, steps, cells
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
