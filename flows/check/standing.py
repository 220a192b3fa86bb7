"""What is proved: the identities that hold through each line item, and the items that a failed one leaves in doubt."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import duckdb
import pyarrow as pa

from flows.check.causes import Cause, is_slight
from flows.check.pairs import Pair
from flows.contract import table_schema


def with_standing(connection: duckdb.DuckDBPyConnection, line_items: pa.Table, causes: Sequence[Cause]) -> pa.Table:
    """The line items with proofs, their kinds and standing filled. Equations that hold were kept in `identities`."""
    connection.execute(_PROOFS)
    accused = {cell for cause in causes for pair in _accusing(cause) for cell in _operands(pair)}
    _register(connection, accused)
    proofs = dict(connection.execute("SELECT cell, held FROM doubted JOIN proved USING (cell)").fetchall())
    _register(connection, {cell for cause in causes for cell in disputed(cause, proofs)})
    schema = table_schema("line_items").arrow
    judged = connection.sql(_STANDING).to_arrow_table()
    for name in judged.column_names:
        place = schema.get_field_index(name)
        line_items = line_items.set_column(place, schema.field(place), judged[name].cast(schema.field(place).type))
    return line_items


def disputed(cause: Cause, proofs: Mapping[int, int]) -> Iterator[int]:
    """The cells that may be wrong: of each failed equation the one that explains it, or all if none does."""
    failed = list(_accusing(cause))
    shared = set.intersection(*map(_operands, failed)) if len(failed) > 1 else set()
    for pair in failed:
        unproved = {cell for cell in _operands(pair) if not proofs.get(cell)}
        yield from next((cells for cells in (shared, unproved) if len(cells) == 1), _operands(pair))


def _accusing(cause: Cause) -> Iterable[Pair]:
    """Equations of money that do not hold. Rates and texts are no equations between cells."""
    pairs = (cause.first, *cause.others)
    return (pair for pair in pairs if pair.rule.unit == "money" and not is_slight(pair))


def _operands(pair: Pair) -> set[int]:
    return {pair.cell, *pair.cells}


def _register(connection: duckdb.DuckDBPyConnection, cells: set[int]) -> None:
    connection.register("doubted", pa.table({"cell": pa.array(sorted(cells), pa.int64())}))


_PROOFS = """
CREATE TABLE proved AS
WITH repeated AS (SELECT signature, min(rowid) AS once FROM identities GROUP BY signature HAVING count(*) > 1),
held AS (
    SELECT identities.rowid AS identity, list_distinct(list_append(cells, cell)) AS cells
    FROM identities LEFT JOIN repeated USING (signature)
    WHERE once IS NULL OR once = identities.rowid
),
members AS (SELECT identity, unnest(cells) AS cell FROM held),
directions AS (
    SELECT
        identity,
        CASE
            WHEN count(DISTINCT table_name) <> 1 OR count(table_name) < count(*) OR count(DISTINCT side) > 1
                THEN 'across'
            WHEN count(DISTINCT place) = 1 THEN 'row'
            ELSE 'column'
        END AS direction
    FROM members LEFT JOIN cells USING (cell)
    WHERE cell IS NOT NULL
    GROUP BY identity
)
SELECT
    cell, count(*) AS held,
    count(*) FILTER (direction = 'across') AS across,
    count(*) FILTER (direction = 'column') AS down,
    count(*) FILTER (direction = 'row') AS along
FROM members JOIN directions USING (identity)
WHERE cell IS NOT NULL
GROUP BY cell
"""

_STANDING = """
SELECT
    coalesce(proved.held, 0) AS proofs,
    nullif(concat_ws(
        ' ', if(across > 0, 'across=' || across, NULL), if(down > 0, 'column=' || down, NULL),
        if(along > 0, 'row=' || along, NULL)
    ), '') AS proof_kinds,
    CASE
        WHEN doubted.cell IS NOT NULL THEN 'disputed'
        WHEN across > 0 OR down > 0 AND along > 0 THEN 'proved'
        ELSE 'unchecked'
    END AS standing
FROM numbered_items LEFT JOIN proved USING (cell) LEFT JOIN doubted USING (cell)
ORDER BY cell
"""
"""A sum down its column, or along its row, alone does not prove which column or row it is."""
