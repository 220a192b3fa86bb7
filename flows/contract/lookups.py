"""What rules look up, as tables: how tables and their measures are called, and what a unit of money is worth."""

import re
from functools import lru_cache

import pyarrow as pa

from flows.amounts import UNITS
from flows.contract.schemas import STANDARD_TABLES, table_schema


@lru_cache
def units_of_money() -> pa.Table:
    """`unit_printed` and its `worth` in yuan."""
    worth = pa.array(list(UNITS.values()), pa.decimal128(38, 0)).cast(pa.decimal128(18, 2))
    return pa.table({"unit_printed": list(UNITS), "worth": worth})


@lru_cache
def titles() -> pa.Table:
    """`table_name` and `measure`, and what both are called in Chinese and in English."""
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


@lru_cache
def item_titles() -> pa.Table:
    """`item` of the prose, and what it is called in Chinese (as its description lists it) and in English."""
    (spec,) = (each for each in table_schema("narrative_amounts").fields if each.name == "item")
    listed = re.findall(r"([a-z_]+) ([^，：]+)", str(spec.descriptor["description"]))
    rows = [
        {"item": name, "item_zh": title, "item_en": name.replace("_", " ")}
        for name, title in listed
        if name != "function"
    ]
    return pa.Table.from_pylist(rows)
