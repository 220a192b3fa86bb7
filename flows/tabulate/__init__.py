"""Disclosures -> Arrow tables, one for each resource of the contract, sorted by primary key."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from operator import attrgetter
from pathlib import Path
from typing import Any, TypeVar

import pyarrow as pa

from flows.contract import STANDARD_TABLES, table_schema
from flows.model import Box, Disclosure, LineItem, OtherAmount, Source, StandardTable

Record = Mapping[str, Any]
Amount = TypeVar("Amount", LineItem, OtherAmount)

_ITEMS: Callable[[StandardTable], Iterable[LineItem]] = attrgetter("items")
_OTHERS: Callable[[StandardTable], Iterable[OtherAmount]] = attrgetter("others")


def tabulate(disclosures: Sequence[Disclosure]) -> dict[str, pa.Table]:
    """Every resource but the findings and the check coverage. Columns and types are those of the schemas."""
    tables = {name: _table(name, disclosures, records) for name, records in RECORDS.items()}
    for name in STANDARD_TABLES:
        tables[name] = _table(name, disclosures, _wide(name))
    return tables


def _table(name: str, disclosures: Sequence[Disclosure], records: Callable[[Disclosure], Iterable[Record]]) -> pa.Table:
    schema = table_schema(name)
    rows = [dict(record) for disclosure in disclosures for record in records(disclosure)]
    table = pa.Table.from_pylist(rows, schema=schema.arrow)
    return table.sort_by([(key, "ascending") for key in schema.primary_key])


def _key(disclosure: Disclosure) -> dict[str, Any]:
    return {"disclosure_id": disclosure.identity.disclosure_id}


def _disclosures(disclosure: Disclosure) -> Iterator[Record]:
    identity = disclosure.identity
    yield _key(disclosure) | {
        "jurisdiction_code": identity.jurisdiction_code,
        "jurisdiction": identity.jurisdiction,
        "organisation": identity.organisation,
        "organisation_code": identity.organisation_code,
        "fiscal_year": identity.fiscal_year,
        "stage": identity.stage,
        "scope": identity.scope,
        "source": _source(disclosure.snapshot.source),
        "source_sha256": disclosure.snapshot.sha256,
        "status": "published",
    }


def _source(source: Source) -> str:
    """Its URL or title; of a file the name alone, since where it lies on a machine is no matter of the data."""
    return source.title or (source.location if "://" in source.location else Path(source.location).name)


def _disclosure_tables(disclosure: Disclosure) -> Iterator[Record]:
    for name, printed in _by_name(disclosure):
        first, last = printed[0], printed[-1]
        yield _key(disclosure) | {
            "table_name": name,
            "title_printed": first.title_printed,
            "title_listed": first.title_listed,
            "status": "present" if any(table.status == "present" for table in printed) else first.status,
            "unit_printed": first.unit_printed,
            "first_page": first.first_page,
            "last_page": last.last_page,
            "rows": sum(table.rows for table in printed),
            "measures": " ".join(dict.fromkeys(each for table in printed for each in table.measures)) or None,
            "amounts_read": sum(len(table.items) for table in printed),
            "amounts_other": sum(len(table.others) for table in printed),
            "amounts_refused": 0,
        }


def _by_name(disclosure: Disclosure) -> Iterator[tuple[str, list[StandardTable]]]:
    """A disclosure may print one form for each project: they are one table, its rows numbered on."""
    for name in STANDARD_TABLES:
        printed = [table for table in disclosure.tables if table.table_name == name]
        if printed:
            yield name, printed


def _numbered(
    printed: Sequence[StandardTable], amounts_of: Callable[[StandardTable], Iterable[Amount]]
) -> Iterator[tuple[int, Amount]]:
    """The amounts of tables of one name with the number of their row, which goes on from table to table."""
    before = 0
    for table in printed:
        for amount in amounts_of(table):
            yield before + amount.row_number, amount
        before += _rows(table)


def _rows(table: StandardTable) -> int:
    """How far the rows of a table are numbered."""
    numbers = (each.row_number for amounts in (table.items, table.others) for each in amounts)
    return max(table.rows, max(numbers, default=0))


def _line_items(disclosure: Disclosure) -> Iterator[Record]:
    identity = disclosure.identity
    for name, printed in _by_name(disclosure):
        for number, item in _numbered(printed, _ITEMS):
            yield _key(disclosure) | {
                "jurisdiction_code": identity.jurisdiction_code,
                "organisation": identity.organisation,
                "fiscal_year": identity.fiscal_year,
                "stage": identity.stage,
                "scope": identity.scope,
                "table_name": name,
                "row_number": number,
                "column_group": item.column_group,
                "side": item.side,
                "code": item.code,
                "name": item.name,
                "measure": item.measure,
                "amount": item.amount,
                "amount_printed": item.amount_printed,
                "unit_printed": item.unit_printed,
                "page": item.page,
                "box": _as_stored(item.box),
                "reference": item.reference,
                "proofs": 0,
                "proof_kinds": None,
                "standing": "unchecked",
            }


def _other_amounts(disclosure: Disclosure) -> Iterator[Record]:
    others = (
        (name, number, other) for name, printed in _by_name(disclosure) for number, other in _numbered(printed, _OTHERS)
    )
    for place, (name, number, other) in enumerate(others, 1):
        values = {field.name: _as_stored(getattr(other, field.name)) for field in fields(other)}
        yield _key(disclosure) | values | {"other_number": place, "table_name": name, "row_number": number}


def _other_table_cells(disclosure: Disclosure) -> Iterator[Record]:
    for number, table in enumerate(disclosure.other_tables, 1):
        for cell in table.cells:
            values = {field.name: _as_stored(getattr(cell, field.name)) for field in fields(cell)}
            yield _key(disclosure) | {"table_number": number} | values


def _wide(name: str) -> Callable[[Disclosure], Iterator[Record]]:
    """The rows of one standard table, its measures side by side."""

    def records(disclosure: Disclosure) -> Iterator[Record]:
        rows: dict[tuple[int, int], dict[str, Any]] = {}
        for number, item in _numbered(dict(_by_name(disclosure)).get(name, []), _ITEMS):
            row = rows.setdefault((number, item.column_group), _wide_row(disclosure, number, item))
            row[item.measure] = item.amount
        yield from rows.values()

    return records


def _wide_row(disclosure: Disclosure, number: int, item: LineItem) -> dict[str, Any]:
    return _key(disclosure) | {
        "organisation": disclosure.identity.organisation,
        "fiscal_year": disclosure.identity.fiscal_year,
        "row_number": number,
        "column_group": item.column_group,
        "side": item.side,
        "code": item.code,
        "name": item.name,
        "unit_printed": item.unit_printed,
        "page": item.page,
    }


def _listed(
    name: str, number: str, listed: Callable[[Disclosure], Sequence[object]]
) -> Callable[[Disclosure], Iterator[Record]]:
    """The rows of a resource that holds one kind of thing, counted from 1 in `number`, each column its attribute."""
    columns = [column for column in table_schema(name).arrow.names if column not in ("disclosure_id", number)]

    def records(disclosure: Disclosure) -> Iterator[Record]:
        for place, thing in enumerate(listed(disclosure), 1):
            values = {column: getattr(thing, column) for column in columns}
            yield _key(disclosure) | {number: place} | {column: _as_stored(value) for column, value in values.items()}

    return records


def _as_stored(value: object) -> object:
    return str(value) if isinstance(value, Box) else value


RECORDS: Mapping[str, Callable[[Disclosure], Iterator[Record]]] = {
    "disclosures": _disclosures,
    "disclosure_tables": _disclosure_tables,
    "line_items": _line_items,
    "narrative_amounts": _listed("narrative_amounts", "amount_number", attrgetter("amounts")),
    "units": _listed("units", "unit_number", attrgetter("units")),
    "projects": _listed("projects", "project_number", attrgetter("projects")),
    "performance_indicators": _listed("performance_indicators", "indicator_number", attrgetter("indicators")),
    "sections": _listed("sections", "section_number", attrgetter("sections")),
    "counts": _listed("counts", "count_number", attrgetter("counts")),
    "other_tables": _listed("other_tables", "table_number", attrgetter("other_tables")),
    "other_amounts": _other_amounts,
    "other_table_cells": _other_table_cells,
}
