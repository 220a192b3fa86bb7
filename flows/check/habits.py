"""What a publisher does throughout: who cuts amounts off, where they should be rounded, does so everywhere."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import duckdb
import pyarrow as pa

from flows.check.pairs import Pair

HABIT = 3
"""So many amounts of one disclosure that cutting off explains are no chance."""


def explain_by_cutting(connection: duckdb.DuckDBPyConnection, pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs, with the outcome `cut` where a disclosure cuts its amounts off; what is counted of rules goes with it.

    Everything that differs by more stays as it is.
    """
    counted = Counter(pair.disclosure_id for pair in pairs if pair.may_be_cut)
    explained = [
        replace(pair, outcome="cut") if pair.may_be_cut and counted[pair.disclosure_id] >= HABIT else pair
        for pair in pairs
    ]
    cut = Counter((pair.disclosure_id, pair.rule.id) for pair in explained if pair.outcome == "cut")
    rows = [{"disclosure_id": key, "rule": rule, "cut": count} for (key, rule), count in sorted(cut.items())]
    connection.register("explained", pa.Table.from_pylist(rows, schema=_EXPLAINED))
    connection.execute(_COUNTED)
    return explained


_EXPLAINED = pa.schema([("disclosure_id", pa.string()), ("rule", pa.string()), ("cut", pa.int32())])

_COUNTED = """
UPDATE counted SET failed = failed - cut, rounding = rounding + cut
FROM explained JOIN batch USING (disclosure_id)
WHERE counted.disclosure = batch.disclosure AND counted.rule = explained.rule
"""
