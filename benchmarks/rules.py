"""What the rules cost: `python -m benchmarks.rules [N]`, over N disclosures in one batch, on one processor.

The disclosures are the bundled ones, set and read back, each again and again under other jurisdictions.
"""

import os
import sys
import time

import pyarrow as pa
import pyarrow.compute as pc

from flows.check import reconcile
from flows.tabulate import tabulate
from tests.test_bundled import read_back
from tests.typeset.bundled import BUNDLED

COUNT = 10_000
FIRST = 100_000
"""The first of the six-digit codes that stand for jurisdictions."""
RUNS = 3


def main() -> None:
    """Print processor time for each of some sizes of batch: the least of three runs, since others work beside."""
    most = int(sys.argv[1]) if sys.argv[1:] else COUNT
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    disclosures = [read_back(bundled) for bundled in BUNDLED]
    base = tabulate(disclosures)
    for count in (most // 10, most // 4, most // 2, most):
        tables = _multiplied(base, count // len(disclosures))
        seconds = min(_timed(tables) for _ in range(RUNS))
        held = tables["disclosures"].num_rows
        items = tables["line_items"].num_rows
        print(
            f"{held:8} disclosures {items:9} line items {seconds:8.2f} s {1000 * seconds / held:6.2f} ms each",
            flush=True,
        )


def _timed(tables: dict[str, pa.Table]) -> float:
    start = time.process_time()
    reconcile(tables)
    return time.process_time() - start


def _multiplied(tables: dict[str, pa.Table], times: int) -> dict[str, pa.Table]:
    """The same disclosures under `times` jurisdictions."""
    return {
        name: pa.concat_tables(_under(table, str(FIRST + turn)) for turn in range(times)).combine_chunks()
        for name, table in tables.items()
    }


def _under(table: pa.Table, jurisdiction: str) -> pa.Table:
    place = table.schema.get_field_index("disclosure_id")
    ids = pc.utf8_replace_slice(table["disclosure_id"], 0, len(jurisdiction), jurisdiction)
    return table.set_column(place, table.schema.field(place), ids)


if __name__ == "__main__":
    main()
