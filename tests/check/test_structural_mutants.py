"""One part of a bundled disclosure at a time is put elsewhere, left out or called otherwise: is that told?"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

import pytest

from flows.check import reconcile
from flows.model import Disclosure, LineItem, StandardTable
from flows.tabulate import tabulate
from tests.check.test_mutation import each_bundled, published
from tests.typeset.bundled import BUNDLED, Bundled

TOLD = 0.99
OTHER_UNIT = {"元": ("万元", Decimal(10_000)), "万元": ("元", Decimal("0.0001"))}
Mutants = Iterator[tuple[str, StandardTable | None]]


def measures(table: StandardTable) -> list[str]:
    return list(dict.fromkeys(item.measure for item in table.items))


def swapped_columns(table: StandardTable) -> Mutants:
    for one, other in combinations(measures(table), 2):
        turned = {one: other, other: one}
        items = tuple(replace(item, measure=turned.get(item.measure, item.measure)) for item in table.items)
        if _cells(items) != _cells(table.items) and _groups(table, one) == _groups(table, other):
            yield f"{table.table_name} {one} {other}", replace(table, items=items)


def _cells(items: Sequence[LineItem]) -> set[tuple[int, int, str, Decimal]]:
    return {(item.row_number, item.column_group, item.measure, item.amount) for item in items if item.amount}


def _groups(table: StandardTable, measure: str) -> set[int]:
    return {item.column_group for item in table.items if item.measure == measure}


def dropped_columns(table: StandardTable) -> Mutants:
    """The principal column is no such change: without it the reader refuses the table."""
    for measure in measures(table):
        if measure != "total" and any(item.measure == measure and item.amount for item in table.items):
            items = tuple(item for item in table.items if item.measure != measure)
            kept = tuple(each for each in table.measures if each != measure)
            yield f"{table.table_name} {measure}", replace(table, items=items, measures=kept)


def dropped_tables(table: StandardTable) -> Mutants:
    yield table.table_name, None


def emptied_tables(table: StandardTable) -> Mutants:
    yield table.table_name, replace(table, items=(), status="empty")


def moved_rows(table: StandardTable) -> Mutants:
    """A row with a code goes half the table further."""
    rows = sorted({item.row_number for item in table.items if item.code and item.side is None})
    for row in rows if len(rows) > 3 else ():
        order = [each for each in rows if each != row]
        order.insert((rows.index(row) + len(rows) // 2) % len(order), row)
        place = {each.row_number: each.row_number for each in table.items} | dict(zip(order, rows, strict=True))
        if place[row] != row:
            items = [replace(item, row_number=place[item.row_number]) for item in table.items]
            yield f"{table.table_name} {row}", replace(table, items=tuple(sorted(items, key=_place)))


def _place(item: LineItem) -> tuple[int, int]:
    return item.row_number, item.column_group


def other_units(table: StandardTable) -> Mutants:
    if table.unit_printed in OTHER_UNIT:
        unit, times = OTHER_UNIT[table.unit_printed]
        items = tuple(
            replace(each, amount=(each.amount * times).quantize(each.amount), unit_printed=unit) for each in table.items
        )
        yield table.table_name, replace(table, unit_printed=unit, items=items)


def other_codes(table: StandardTable) -> Mutants:
    for row, code, name in _coded_rows(table):
        other = code[:-1] + str((int(code[-1]) + 3) % 10)
        yield f"{table.table_name} {code}", _with_row(table, row, other, name)


def other_names(table: StandardTable) -> Mutants:
    for row, code, name in _coded_rows(table):
        yield f"{table.table_name} {code} {name}", _with_row(table, row, code, f"{name[:-1]}甲")


def _coded_rows(table: StandardTable) -> list[tuple[int, str, str]]:
    return sorted({(item.row_number, item.code, item.name) for item in table.items if item.code})


def _with_row(table: StandardTable, row: int, code: str, name: str) -> StandardTable:
    items = (replace(item, code=code, name=name) if item.row_number == row else item for item in table.items)
    return replace(table, items=tuple(items))


KINDS: dict[str, Callable[[StandardTable], Mutants]] = {
    "columns swapped": swapped_columns,
    "a column dropped": dropped_columns,
    "a table dropped with its listing": dropped_tables,
    "a table emptied": emptied_tables,
    "a row moved": moved_rows,
    "another unit": other_units,
    "another code": other_codes,
    "another name": other_names,
}


def of_tables(disclosure: Disclosure, kind: str) -> Iterator[tuple[str, Disclosure]]:
    for place, table in enumerate(disclosure.tables):
        if table.status == "present":
            for label, changed in KINDS[kind](table):
                others = (*disclosure.tables[:place], *filter(None, [changed]), *disclosure.tables[place + 1 :])
                yield label, replace(disclosure, tables=others)


def of_the_year(disclosure: Disclosure) -> Iterator[tuple[str, Disclosure]]:
    for years in (-1, 1):
        other = replace(disclosure.identity, fiscal_year=disclosure.identity.fiscal_year + years)
        yield f"{years:+}", replace(disclosure, identity=other)


def of_directions(disclosure: Disclosure) -> Iterator[tuple[str, Disclosure]]:
    for place, stated in enumerate(disclosure.amounts):
        if stated.direction in ("increase", "decrease"):
            turned = replace(stated, direction="decrease" if stated.direction == "increase" else "increase")
            amounts = (*disclosure.amounts[:place], turned, *disclosure.amounts[place + 1 :])
            yield f"{stated.subject} {stated.amount_printed}", replace(disclosure, amounts=amounts)


def escaped(disclosure: Disclosure, mutants: Sequence[tuple[str, Disclosure]]) -> list[str]:
    """The changes after which nothing is told that was not told before."""
    every = [disclosure, *(mutant for _, mutant in mutants)]
    named = [
        replace(each, identity=replace(each.identity, jurisdiction_code=str(100000 + number)))
        for number, each in enumerate(every)
    ]
    told: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in reconcile(tabulate(named)).findings.to_pylist():
        told[row["disclosure_id"]].add((row["rule"], row["message"]))
    before, *after = (told[each.identity.disclosure_id] for each in named)
    return [label for (label, _), findings in zip(mutants, after, strict=True) if findings <= before]


@each_bundled
def test_nearly_every_change_of_structure_is_told(bundled: Bundled) -> None:
    disclosure = published(bundled)
    of_kind = {kind: list(of_tables(disclosure, kind)) for kind in KINDS}
    of_kind |= {"another year": list(of_the_year(disclosure)), "directions turned": list(of_directions(disclosure))}
    mutants = [(f"{kind}: {label}", mutant) for kind, changed in of_kind.items() for label, mutant in changed]
    missed = escaped(disclosure, mutants)
    print(f"\n{bundled.name}: {len(mutants) - len(missed)} of {len(mutants)} changes of structure are told")
    assert len(mutants) > 100
    assert len(missed) <= (1 - TOLD) * len(mutants), missed


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_change_is_made(kind: str) -> None:
    """A kind of which there is none would be told always."""
    assert any(list(of_tables(published(bundled), kind)) for bundled in BUNDLED)
