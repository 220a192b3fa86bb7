"""What rules read: the tables of the contract, and above them `cells`, `stated` and `printed`.

`cells` are the amounts of the standard tables and `stated` those of the prose, each with the worth in yuan of its last
printed digit (`step`), and a `cell` number by which a finding names it. Rows without a printed name have an empty one.
"""

from collections.abc import Mapping
from importlib.resources import files

import duckdb
import pyarrow as pa

from flows.amounts import UNITS
from flows.contract import STANDARD_TABLES, table_schema

READ = ("disclosures", "disclosure_tables", "line_items", "narrative_amounts", "projects", "sections", "units")


def load(tables: Mapping[str, pa.Table]) -> duckdb.DuckDBPyConnection:
    """A database in memory, in which rules find what they read."""
    connection = duckdb.connect()
    for name in READ:
        connection.register(name, tables[name])
    connection.register("units_of_money", _units())
    connection.register("titles", _titles())
    connection.execute(files("flows.check").joinpath("cells.sql").read_text(encoding="utf-8"))
    return connection


def _units() -> pa.Table:
    money = pa.decimal128(18, 2)
    return pa.table(
        {"unit_printed": list(UNITS), "worth": pa.array(list(UNITS.values()), pa.decimal128(38, 0)).cast(money)}
    )


def _titles() -> pa.Table:
    """How standard tables and their measures are called, in both languages."""
    rows = [
        {
            "table_name": name,
            "measure": spec.name,
            "table_zh": str(table_schema(name).descriptor["title"]),
            "table_en": str(table_schema(name).descriptor["title_en"]),
            "measure_zh": str(spec.descriptor["title"]),
            "measure_en": str(spec.descriptor["title_en"]),
        }
        for name in STANDARD_TABLES
        for spec in table_schema(name).fields
        if pa.types.is_decimal(spec.arrow)
    ]
    return pa.Table.from_pylist(rows)
