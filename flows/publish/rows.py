"""The one form in which rows are published, whatever the order of arrival; and two sets of rows made one."""

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from flows.contract import RESOURCES, TableSchema, table_schema
from flows.errors import ContractError

Tables = Mapping[str, pa.Table]


def canonical(tables: Tables) -> dict[str, pa.Table]:
    """Every resource, its columns and types as in its schema, sorted by primary key, its empty texts null.

    Raises ContractError where a required field is empty.
    """
    return {name: _canonical(tables[name], table_schema(name)) for name in RESOURCES}


def merge(before: Tables, given: Tables) -> dict[str, pa.Table]:
    """The disclosures given, and those that were there before and are not given again."""
    replaced = given["disclosures"]["disclosure_id"].combine_chunks()
    return {name: _merged(before.get(name), given[name], replaced, table_schema(name)) for name in RESOURCES}


def earlier_rows(before: Tables, given: Tables) -> dict[str, pa.Table]:
    """The earlier rows of the disclosures that are given again: all that can differ."""
    replaced = given["disclosures"]["disclosure_id"].combine_chunks()
    return {name: table.filter(pc.is_in(table["disclosure_id"], replaced)) for name, table in before.items()}


def aligned(table: pa.Table, schema: pa.Schema) -> pa.Table:
    """The columns of this schema: those that the table lacks are null, those that the schema lacks are left out.

    Raises ContractError where values cannot be had in the types of the schema.
    """
    absent = pa.nulls(table.num_rows)
    columns = [table[field.name] if field.name in table.column_names else absent for field in schema]
    types = pa.schema([pa.field(field.name, field.type) for field in schema])
    try:
        return pa.table(
            {field.name: column.cast(field.type) for field, column in zip(schema, columns, strict=True)}, types
        )
    except pa.ArrowInvalid as error:
        raise ContractError(f"values do not fit their type ({error})", "an earlier version", ANEW) from error


ANEW = "Publish all disclosures of the package again, together"


def _merged(before: pa.Table | None, given: pa.Table, replaced: pa.Array, schema: TableSchema) -> pa.Table:
    if before is None:
        return given
    kept = before.filter(pc.invert(pc.is_in(before["disclosure_id"], replaced)))
    return _canonical(pa.concat_tables([aligned(kept, schema.arrow), aligned(given, schema.arrow)]), schema)


def _canonical(table: pa.Table, schema: TableSchema) -> pa.Table:
    table = aligned(table, schema.arrow)
    columns = [_without_empty_texts(column) for column in table.columns]
    for field, column in zip(schema.fields, columns, strict=True):
        if field.required and column.null_count:
            raise ContractError(f"{column.null_count} rows lack {field.name}", f"resource {schema.name}", ANEW)
    rows = pa.Table.from_arrays(columns, schema=schema.arrow)
    return rows.sort_by([(key, "ascending") for key in schema.primary_key]).combine_chunks()


def _without_empty_texts(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """A CSV file cannot tell an empty text from none, so a package knows none."""
    if not pa.types.is_string(column.type):
        return column
    return pc.if_else(pc.equal(column, ""), pa.scalar(None, pa.string()), column)
