"""What rules read: the tables of the contract and codelists, and above them those of cells.sql (docs/writing-rules.md).

`cells` are the amounts of the standard tables and `stated` those of the prose, each with the worth in yuan of its last
printed digit (`step`), and a `cell` number by which a finding names it. Rows without a printed name have an empty one.
"""

from collections.abc import Iterable, Mapping
from importlib.resources import files

import duckdb
import pyarrow as pa

from flows.contract import codelist, macros, table_macros, titles, units_of_money

READ = (
    "disclosures",
    "disclosure_tables",
    "line_items",
    "narrative_amounts",
    "other_amounts",
    "other_tables",
    "performance_indicators",
    "projects",
    "sections",
    "units",
)
CODELISTS = ("functions", "economic_classes", "items", "superseded_names")


def load(tables: Mapping[str, pa.Table]) -> duckdb.DuckDBPyConnection:
    """A database in memory, in which rules find what they read."""
    connection = duckdb.connect()
    for name in READ:
        connection.register(name, tables[name])
    connection.register("units_of_money", units_of_money())
    connection.register("titles", titles())
    for name in CODELISTS:
        connection.register(name, _with_nulls(codelist(name)))
    connection.execute(macros())
    connection.execute(files("flows.check").joinpath("cells.sql").read_text(encoding="utf-8"))
    connection.execute(table_macros())
    return connection


def _with_nulls(rows: Iterable[Mapping[str, str]]) -> pa.Table:
    """The rows of a codelist as a table, null where they say nothing."""
    return pa.Table.from_pylist([{name: text or None for name, text in row.items()} for row in rows])
