"""What changed from one draft of a disclosure to the next: findings that are gone or new, and amounts."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

from flows.contract import titles
from flows.reports.checklist.contents import AmountChange, Checklist, DraftChanges
from flows.reports.checklist.document_order import printed_place
from flows.run.summary import Tables

Row = Mapping[str, Any]
Place = tuple[Any, ...]
"""What names an amount in every draft: its table, its row by what it is called, its column."""


def draft_changes(earlier: Checklist, before: Tables, later: Checklist, after: Tables) -> DraftChanges:
    """Compare two drafts of one disclosure; `before` and `after` are the tables that hold them."""
    old = {finding.key: finding for finding in (*earlier.findings, *earlier.dismissed)}
    new = {finding.key: finding for finding in (*later.findings, *later.dismissed)}
    return DraftChanges(
        earlier.source,
        earlier.source_sha256,
        tuple(finding for key, finding in old.items() if key not in new),
        tuple(finding for key, finding in new.items() if key not in old),
        len(old.keys() & new.keys()),
        tuple(_changes(_amounts(before, later.disclosure_id), _amounts(after, later.disclosure_id))),
    )


def _changes(old: Mapping[Place, Row], new: Mapping[Place, Row]) -> Iterator[AmountChange]:
    """In the order of the later draft; then what it no longer has."""
    for place in (*new, *(place for place in old if place not in new)):
        before, after = old.get(place), new.get(place)
        if _value(before) != _value(after):
            yield AmountChange(
                *_called(place),
                _printed(before),
                _printed(after),
                printed_place(before) if before else None,
                printed_place(after) if after else None,
                _difference(before, after),
            )


def _amounts(tables: Tables, disclosure_id: str) -> dict[Place, Row]:
    """The amounts of a disclosure: those of its tables, and those of its prose. Of several alike, each has a number."""
    found: dict[Place, Row] = {}
    met: Counter[Place] = Counter()
    for name in ("line_items", "other_amounts", "narrative_amounts"):
        for row in _rows(tables, name, disclosure_id):
            place = _place(row)
            met[place] += 1
            found[*place, met[place]] = row
    return found


def _rows(tables: Tables, name: str, disclosure_id: str) -> Iterable[Row]:
    return (row for row in tables[name].to_pylist() if row["disclosure_id"] == disclosure_id)


def _place(row: Row) -> Place:
    if "measure" in row:
        return row["table_name"], row["side"], row["code"], row["name"], row["measure"]
    if "heading" in row:
        return row["table_name"], None, row["code"], row["name"], row["heading"]
    thing = row["project_name"] or row["function"]
    return None, row["section"], thing, row["subject"], f"{row['item'] or ''} {row['kind'] or ''}"


def _called(place: Place) -> tuple[str, str, str]:
    """The table or passage, the row and the column of an amount, in words."""
    table, side, code, name, column, _ = place
    row = " ".join(filter(None, (code, name)))
    if table is None:
        return str(side), row, ""
    tables, measures = _names()
    return tables[table], row, measures.get((table, column), column)


@lru_cache
def _names() -> tuple[Mapping[str, str], Mapping[tuple[str, str], str]]:
    rows = titles().to_pylist()
    tables = {row["table_name"]: row["table_zh"] for row in rows}
    return tables, {(row["table_name"], row["measure"]): row["measure_zh"] for row in rows}


def _value(row: Row | None) -> Decimal | str | None:
    """Its amount; of a rate, what is printed."""
    return None if row is None else row["amount"] if row["amount"] is not None else row["amount_printed"]


def _printed(row: Row | None) -> str | None:
    unit = row["unit_printed"] or "" if row else ""
    return row["amount_printed"].removesuffix(unit) + unit if row else None


def _difference(before: Row | None, after: Row | None) -> Decimal | None:
    amounts = [row["amount"] for row in (before, after) if row and row["amount"] is not None]
    return amounts[1] - amounts[0] if len(amounts) == 2 else None
