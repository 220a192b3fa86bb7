"""One printed digit at a time is changed in the bundled disclosures: what share of the changes do the rules catch?"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TypeVar

import pytest

from flows.amounts import UNITS, printed_number, yuan
from flows.check import reconcile
from flows.model import Disclosure, LineItem, StatedAmount
from flows.tabulate import tabulate
from tests.test_bundled import read_back
from tests.typeset.bundled import BUNDLED, Bundled

TABLES_CAUGHT = 0.99
PROSE_CAUGHT = 0.95
each_bundled = pytest.mark.parametrize("bundled", BUNDLED, ids=[each.name for each in BUNDLED])

Amount = TypeVar("Amount", LineItem, StatedAmount)
Accusations = frozenset[tuple[str, str]]
"""Rule and message of the findings that do more than inform."""


@lru_cache
def published(bundled: Bundled) -> Disclosure:
    return read_back(bundled)


def changed(amount: Amount, turn: int) -> Amount:
    """The amount with one of its digits, a different one at every turn, five further."""
    printed = amount.amount_printed
    places = [place for place, character in enumerate(printed) if character.isdigit()]
    place = places[turn % len(places)]
    text = f"{printed[:place]}{(int(printed[place]) + 5) % 10}{printed[place + 1 :]}"
    number = printed_number(text.removesuffix(amount.unit_printed))
    assert number is not None, text
    assert amount.unit_printed in UNITS
    worth = yuan(number, amount.unit_printed)
    return replace(amount, amount=worth if amount.amount >= 0 else -abs(worth), amount_printed=text)


def changed_tables(disclosure: Disclosure) -> Iterator[tuple[str, Disclosure]]:
    turn = 0
    for place, table in enumerate(disclosure.tables):
        for index, item in enumerate(table.items):
            items = (*table.items[:index], changed(item, turn), *table.items[index + 1 :])
            tables = (*disclosure.tables[:place], replace(table, items=items), *disclosure.tables[place + 1 :])
            yield f"{table.table_name} {item.name} {item.measure}", replace(disclosure, tables=tables)
            turn += 1


def changed_prose(disclosure: Disclosure) -> Iterator[tuple[str, Disclosure]]:
    """The sentence says what the amount says: it is changed too, in all amounts of that sentence."""
    for turn, stated in enumerate(disclosure.amounts):
        other = changed(stated, turn)
        text = stated.text.replace(stated.amount_printed, other.amount_printed, 1)
        amounts = tuple(
            replace(other if each is stated else each, text=text) if each.text == stated.text else each
            for each in disclosure.amounts
        )
        yield f"{stated.subject} {stated.amount_printed}", replace(disclosure, amounts=amounts)


def accusations(disclosures: Sequence[Disclosure]) -> Sequence[Accusations]:
    """What is accused in each, all judged in one batch under different jurisdictions."""
    named = [
        replace(each, identity=replace(each.identity, jurisdiction_code=str(100000 + number)))
        for number, each in enumerate(disclosures)
    ]
    told: Mapping[str, set[tuple[str, str]]] = defaultdict(set)
    for row in reconcile(tabulate(named)).findings.to_pylist():
        if row["severity"] != "info":
            told[row["disclosure_id"]].add((row["rule"], row["message"]))
    return [frozenset(told[each.identity.disclosure_id]) for each in named]


def escaped(disclosure: Disclosure, mutants: Sequence[tuple[str, Disclosure]]) -> list[str]:
    """The changes after which nothing is accused that was not accused before."""
    before, *after = accusations([disclosure, *(mutant for _, mutant in mutants)])
    return [label for (label, _), accused in zip(mutants, after, strict=True) if accused <= before]


def caught(what: str, missed: Sequence[str], changes: int) -> float:
    """The share of changes that are caught: shown by `pytest -s`."""
    share = 1 - len(missed) / changes
    print(f"\n{what}: {share:.2%} of {changes} changed digits are caught")
    return share


def test_unchanged_nothing_is_an_error() -> None:
    findings = reconcile(tabulate([published(bundled) for bundled in BUNDLED])).findings
    assert "error" not in findings["severity"].to_pylist()


@each_bundled
def test_a_changed_digit_of_a_table_is_caught(bundled: Bundled) -> None:
    mutants = list(changed_tables(published(bundled)))
    missed = escaped(published(bundled), mutants)
    assert caught(bundled.name, missed, len(mutants)) >= TABLES_CAUGHT, missed


def test_a_changed_digit_of_the_prose_is_caught() -> None:
    every = {bundled: list(changed_prose(published(bundled))) for bundled in BUNDLED}
    missed = [label for bundled, mutants in every.items() for label in escaped(published(bundled), mutants)]
    assert caught("prose", missed, sum(map(len, every.values()))) >= PROSE_CAUGHT, missed
