"""Disclosures -> Arrow tables, one for each resource of the contract, sorted by primary key."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from flows.contract import STANDARD_TABLES, table_schema
from flows.model import Disclosure, LineItem, Source, StandardTable

Record = Mapping[str, Any]


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
            "status": "present" if any(table.status == "present" for table in printed) else first.status,
            "unit_printed": first.unit_printed,
            "first_page": first.first_page,
            "last_page": last.last_page,
            "rows": sum(table.rows for table in printed),
        }


def _by_name(disclosure: Disclosure) -> Iterator[tuple[str, list[StandardTable]]]:
    """A disclosure may print one form for each project: they are one table, its rows numbered on."""
    for name in STANDARD_TABLES:
        printed = [table for table in disclosure.tables if table.table_name == name]
        if printed:
            yield name, printed


def _items(printed: Sequence[StandardTable]) -> Iterator[tuple[int, LineItem]]:
    before = 0
    for table in printed:
        for item in table.items:
            yield before + item.row_number, item
        before += max(table.rows, max((item.row_number for item in table.items), default=0))


def _line_items(disclosure: Disclosure) -> Iterator[Record]:
    identity = disclosure.identity
    for name, printed in _by_name(disclosure):
        for number, item in _items(printed):
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
                "box": _text(item.box),
                "reference": item.reference,
                "proofs": 0,
                "standing": "unchecked",
            }


def _wide(name: str) -> Callable[[Disclosure], Iterator[Record]]:
    """The rows of one standard table, its measures side by side."""

    def records(disclosure: Disclosure) -> Iterator[Record]:
        rows: dict[tuple[int, int], dict[str, Any]] = {}
        for number, item in _items(dict(_by_name(disclosure)).get(name, [])):
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


def _narrative_amounts(disclosure: Disclosure) -> Iterator[Record]:
    for number, stated in enumerate(disclosure.amounts, 1):
        yield _key(disclosure) | {
            "amount_number": number,
            "section": stated.section,
            "subject": stated.subject,
            "amount": stated.amount,
            "amount_printed": stated.amount_printed,
            "unit_printed": stated.unit_printed,
            "page": stated.page,
            "text": stated.text,
            "year": stated.year,
            "direction": stated.direction,
            "percentage": stated.percentage,
            "box": _text(stated.box),
            "reference": stated.reference,
            "item": stated.item,
            "function": stated.function,
            "function_code": stated.function_code,
            "kind": stated.kind,
            "project_name": stated.project_name,
            "prior_amount": stated.prior_amount,
            "change_amount": stated.change_amount,
            "compared_with": stated.compared_with,
            "reason": stated.reason,
        }


def _units(disclosure: Disclosure) -> Iterator[Record]:
    for number, unit in enumerate(disclosure.units, 1):
        yield _key(disclosure) | {
            "unit_number": number,
            "name": unit.name,
            "funding_nature": unit.funding_nature,
            "page": unit.page,
        }


def _projects(disclosure: Disclosure) -> Iterator[Record]:
    for number, project in enumerate(disclosure.projects, 1):
        yield _key(disclosure) | {
            "project_number": number,
            "name": project.name,
            "fiscal_year": project.fiscal_year,
            "budget": project.budget,
            "general_public_budget": project.general_public_budget,
            "own_funds": project.own_funds,
            "implementer": project.implementer,
            "page": project.page,
        }


def _performance_indicators(disclosure: Disclosure) -> Iterator[Record]:
    for number, indicator in enumerate(disclosure.indicators, 1):
        yield _key(disclosure) | {
            "indicator_number": number,
            "table_name": indicator.table_name,
            "parent": indicator.parent,
            "name": indicator.name,
            "operator": indicator.operator,
            "target": indicator.target,
            "unit": indicator.unit,
            "page": indicator.page,
        }


def _sections(disclosure: Disclosure) -> Iterator[Record]:
    for number, section in enumerate(disclosure.sections, 1):
        yield _key(disclosure) | {
            "section_number": number,
            "title": section.title,
            "text": section.text,
            "page": section.page,
        }


def _counts(disclosure: Disclosure) -> Iterator[Record]:
    for number, count in enumerate(disclosure.counts, 1):
        yield _key(disclosure) | {
            "count_number": number,
            "section": count.section,
            "counted": count.counted,
            "category": count.category,
            "counted_printed": count.counted_printed,
            "number": count.number,
            "number_printed": count.number_printed,
            "measure_word": count.measure_word,
            "threshold": count.threshold,
            "year": count.year,
            "as_of": count.as_of,
            "page": count.page,
            "text": count.text,
            "box": _text(count.box),
            "reference": count.reference,
        }


def _text(box: object | None) -> str | None:
    return str(box) if box is not None else None


RECORDS: Mapping[str, Callable[[Disclosure], Iterator[Record]]] = {
    "disclosures": _disclosures,
    "disclosure_tables": _disclosure_tables,
    "line_items": _line_items,
    "narrative_amounts": _narrative_amounts,
    "units": _units,
    "projects": _projects,
    "performance_indicators": _performance_indicators,
    "sections": _sections,
    "counts": _counts,
}
