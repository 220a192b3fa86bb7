"""The fast check in front of Frictionless: it lets pass only what Frictionless would find valid.

What it stops may still be valid (its digits are ASCII only, for one): Frictionless decides.
"""

from collections.abc import Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from flows.contract import FieldSpec, table_schema

KNOWN = {"required", "enum", "pattern", "minimum", "maximum"}


def surely_valid(name: str, tables: Mapping[str, pa.Table]) -> bool:
    """Whether all cells, the primary key and the foreign keys of one resource keep its schema."""
    schema, table = table_schema(name), tables[name]
    cells = all(_cells_pass(table.column(spec.name), spec) for spec in schema.fields)
    keys = schema.descriptor.get("foreignKeys", ())
    return cells and _is_unique(table, schema.primary_key) and all(_refers(table, key, tables) for key in keys)


def _cells_pass(column: pa.ChunkedArray, spec: FieldSpec) -> bool:
    constraints: Mapping[str, Any] = spec.descriptor.get("constraints", {})
    if constraints.keys() - KNOWN:
        return False
    printed = _given_values(column)
    return (
        not (spec.required and len(printed) < len(column))
        and _all_in(printed, constraints.get("enum"))
        and _all_match(printed, constraints.get("pattern"))
        and _within(printed, constraints)
    )


def _given_values(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """The values that are not missing: an empty text is a missing value in CSV, and for Frictionless."""
    values = column.drop_null()
    return values.filter(pc.not_equal(values, "")) if pa.types.is_string(column.type) else values


def _all(mask: pa.ChunkedArray) -> bool:
    return pc.all(mask).as_py() is not False


def _all_in(printed: pa.ChunkedArray, values: list[Any] | None) -> bool:
    return values is None or _all(pc.is_in(printed, pa.array(values, printed.type)))


def _all_match(printed: pa.ChunkedArray, pattern: str | None) -> bool:
    return pattern is None or _all(pc.match_substring_regex(printed, f"^(?:{pattern})$"))


def _within(printed: pa.ChunkedArray, constraints: Mapping[str, Any]) -> bool:
    extremes = pc.min_max(printed).as_py() if {"minimum", "maximum"} & constraints.keys() else {"min": None}
    if extremes["min"] is None:
        return True
    return bool(
        constraints.get("minimum", extremes["min"]) <= extremes["min"]
        and extremes["max"] <= constraints.get("maximum", extremes["max"])
    )


def _is_unique(table: pa.Table, key: tuple[str, ...]) -> bool:
    fields = list(key)
    no_nulls = all(table.column(field).null_count == 0 for field in fields)
    return no_nulls and table.group_by(fields).aggregate([]).num_rows == table.num_rows


def _refers(table: pa.Table, key: Mapping[str, Any], tables: Mapping[str, pa.Table]) -> bool:
    """A key of one field, all of whose values stand in the resource that it refers to."""
    reference = key["reference"]
    if len(key["fields"]) != 1 or reference["resource"] not in tables:
        return False
    values = tables[reference["resource"]].column(reference["fields"][0])
    return _all(pc.is_in(table.column(key["fields"][0]), values.combine_chunks()))
