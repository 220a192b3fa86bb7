"""What changed between two versions, row by row and field by field."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa

from flows.contract import TableSchema, table_schema
from flows.publish.package_version import CHANGES
from flows.publish.rows import Tables

Key = tuple[Any, ...]
Values = tuple[str | None, ...]
Change = dict[str, str | None]


def difference(before: Tables, after: Tables) -> pa.Table:
    """The rows added, removed and changed, as the resource `changes`; values as the CSV files write them."""
    changes = [change for name in after for change in _changes(table_schema(name), before.get(name), after[name])]
    numbered = [{"change_number": number, **change} for number, change in enumerate(changes, 1)]
    return pa.Table.from_pylist(numbered, schema=table_schema(CHANGES).arrow)


def _changes(schema: TableSchema, before: pa.Table | None, after: pa.Table) -> Iterator[Change]:
    if after.equals(before):
        return
    old, new = _rows(schema, before), _rows(schema, after)
    fields = [field.name for field in schema.fields]
    for key in sorted(key for key in old.keys() | new.keys() if old.get(key) != new.get(key)):
        at: Change = {"resource": schema.name, "key": _json(schema, key)}
        if key not in old or key not in new:
            yield {**at, "change": "removed" if key in old else "added"}
            continue
        for field, was, becomes in zip(fields, old[key], new[key], strict=True):
            if was != becomes:
                yield {**at, "change": "changed", "field": field, "before": was, "after": becomes}


def _rows(schema: TableSchema, table: pa.Table | None) -> Mapping[Key, Values]:
    """The rows by primary key, each value as text; a column that an earlier contract had not is null."""
    if table is None:
        return {}
    keys = zip(*(table[name].to_pylist() for name in schema.primary_key), strict=True)
    absent = pa.nulls(table.num_rows, pa.string())
    columns = [table[field.name] if field.name in table.column_names else absent for field in schema.fields]
    values = zip(*(column.cast(pa.string()).to_pylist() for column in columns), strict=True)
    return dict(zip(keys, values, strict=True))


def _json(schema: TableSchema, key: Key) -> str:
    return json.dumps(dict(zip(schema.primary_key, key, strict=True)), ensure_ascii=False)
