"""Every resource against its Table Schema. Frictionless is the authority; an Arrow check stands before large tables."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache

import pyarrow as pa
from frictionless import Package, Resource, Schema

from flows.check.arrow_validation import surely_valid
from flows.contract import table_schema
from flows.errors import ContractError

LARGE_TABLE = 2_000
"""Rows from which on a table goes to Arrow first: Frictionless reads some 20,000 rows a second, Arrow millions."""

REMEDY = "This is a fault of gongkai and not of the document: please report it"


def conform(tables: Mapping[str, pa.Table], *, large: int = LARGE_TABLE) -> None:
    """Raise ContractError, naming resource, row and field, unless every table keeps its schema, keys and references.

    A resource that others refer to must be among `tables`; those of `large` rows or more go to Arrow first.
    """
    for name, table in tables.items():
        _compare_columns(name, table)
    for name in tables:
        if _needs_frictionless(name, tables, large) and (fault := fault_by_frictionless(name, tables)):
            raise fault


def fault_by_frictionless(name: str, tables: Mapping[str, pa.Table]) -> ContractError | None:
    """What Frictionless finds first in one resource, None where it finds it valid."""
    package = Package(name=name, resources=[_resource(name, tables[name], _schema(name)), *_referred(name, tables)])
    report = package.get_resource(name).validate(limit_errors=1)
    if report.valid:
        return None
    row, field, note, cell = report.flatten(["rowNumber", "fieldName", "note", "cell"])[0]
    return ContractError(str(note).strip() + (f" (`{cell}`)" if cell else ""), _where(name, row, field), REMEDY)


def _needs_frictionless(name: str, tables: Mapping[str, pa.Table], large: int) -> bool:
    """Small tables go to Frictionless at once, large ones only where Arrow cannot say that they are valid."""
    rows = tables[name].num_rows
    return 0 < rows < large or not surely_valid(name, tables)


def _compare_columns(name: str, table: pa.Table) -> None:
    """Columns and types must be the contract's: Frictionless would read a text of digits as a number."""
    wanted = table_schema(name).arrow
    for place, field in enumerate(wanted):
        if place >= table.num_columns or table.schema.field(place).name != field.name:
            raise ContractError(
                f"its columns are not {', '.join(wanted.names)}", _where(name, None, field.name), REMEDY
            )
        if (found := table.schema.field(place).type) != field.type:
            raise ContractError(f"its type is {found} instead of {field.type}", _where(name, None, field.name), REMEDY)
    if table.num_columns > len(wanted):
        extra = table.schema.field(len(wanted)).name
        raise ContractError("the contract knows no such column", _where(name, None, extra), REMEDY)


def _referred(name: str, tables: Mapping[str, pa.Table]) -> Iterator[Resource]:
    """The resources that this one refers to, with the fields that are looked up: Frictionless reads all it is given."""
    fields: dict[str, set[str]] = defaultdict(set)
    for key in table_schema(name).descriptor.get("foreignKeys", ()):
        fields[key["reference"]["resource"]].update(key["reference"]["fields"])
    for resource, names in sorted(fields.items()):
        schema = _schema_of_fields(resource, frozenset(names))
        yield _resource(resource, tables[resource].select(schema.field_names), schema)


def _resource(name: str, table: pa.Table, schema: Schema) -> Resource:
    rows = zip(*(column.to_pylist() for column in table.columns), strict=True)
    return Resource(name=name, data=[table.column_names, *map(list, rows)], schema=schema)


@lru_cache
def _schema(name: str) -> Schema:
    return Schema.from_descriptor(dict(table_schema(name).descriptor))


@lru_cache
def _schema_of_fields(name: str, names: frozenset[str]) -> Schema:
    fields = [dict(spec.descriptor) for spec in table_schema(name).fields if spec.name in names]
    return Schema.from_descriptor({"fields": fields})


def _where(name: str, row: int | None, field: str | None) -> str:
    """Frictionless counts the header as a row, readers of a table do not."""
    parts = (f"resource {name}", f"row {row - 1}" if row else None, f"field {field}" if field else None)
    return ", ".join(part for part in parts if part)
