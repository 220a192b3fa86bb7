"""One cause gives one finding: pairs that one wrong cell breaks are told together."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flows.check.pairs import Pair
from flows.contract import SEVERITIES

ALIKE = Decimal("0.01")
"""By this share two differences in one row may differ, and be of one cause."""

SECTIONS = range(2 << 40, 3 << 40)
"""The cells that are sections of the prose: see cells.sql."""

Row = tuple[Any, ...]
"""What names one printed row: its table and place; or the number of an amount of the prose."""


@dataclass(frozen=True, slots=True)
class Cause:
    """Pairs of one disclosure that do not hold for one reason. `first` speaks for all."""

    first: Pair
    others: tuple[Pair, ...]


def causes(pairs: Iterable[Pair], rows: Mapping[int, Row]) -> list[Cause]:
    """Gather the failed pairs of each disclosure by cause, and those of little weight by rule.

    What only informs of a cell that another rule accuses is of the same cause. All that a disclosure cuts off is one.
    """
    judged = list(pairs)
    grave = (pair for pair in judged if not is_slight(pair) and not _is_of_words(pair))
    accused = {(pair.disclosure_id, pair.outcome, pair.cell) for pair in grave}
    grouped: dict[tuple[str, ...], list[Pair]] = defaultdict(list)
    for pair in judged:
        is_alone = is_slight(pair) and (pair.disclosure_id, pair.outcome, pair.cell) not in accused
        alone = pair.outcome if pair.outcome == "cut" else pair.rule.id if is_alone else ""
        grouped[(pair.disclosure_id, pair.outcome, alone)].append(pair)
    return [
        _cause(group, rows)
        for (*_, alone), members in grouped.items()
        for group in ([members] if alone else _grouped_by_cause(members, rows))
    ]


def is_slight(pair: Pair) -> bool:
    """What only informs: a difference that rounding or cutting off explains, or a rule that never accuses."""
    return pair.outcome in ("rounding", "cut") or pair.rule.severity == "info"


def _is_of_words(pair: Pair) -> bool:
    """Whether words of a section are judged: what is wrong with others of its words has another cause."""
    return pair.rule.unit == "text" and pair.cell in SECTIONS


def _grouped_by_cause(pairs: Sequence[Pair], rows: Mapping[int, Row]) -> list[list[Pair]]:
    """Join the pairs that share a row and a difference, a rule and the row that is judged, or the judged cell."""
    alike = _alike_differences(pairs, rows)
    leader = list(range(len(pairs)))

    def lead(index: int) -> int:
        while leader[index] != index:
            index = leader[index]
        return index

    leader_of_mark: dict[tuple[Any, ...], int] = {}
    for index, pair in enumerate(pairs):
        for mark in _marks(pair, rows, alike):
            leader[lead(index)] = lead(leader_of_mark.setdefault(mark, index))
    groups: dict[int, list[Pair]] = defaultdict(list)
    for index, pair in enumerate(pairs):
        groups[lead(index)].append(pair)
    return list(groups.values())


def _alike_differences(pairs: Sequence[Pair], rows: Mapping[int, Row]) -> Mapping[tuple[Row, Decimal], Decimal]:
    """For each row and each difference in it, the least that is alike: 7.00 and 6.99 are, where one is rounded."""
    by_row: dict[Row, set[Decimal]] = defaultdict(set)
    for pair in pairs:
        for cell in (pair.cell, *pair.cells):
            by_row[rows[cell]].add(abs(pair.difference))
    alike: dict[tuple[Row, Decimal], Decimal] = {}
    for row, differences in by_row.items():
        least = before = Decimal(0)
        for difference in sorted(differences):
            least = least if difference - before <= ALIKE * before else difference
            alike[row, difference], before = least, difference
    return alike


def _marks(
    pair: Pair, rows: Mapping[int, Row], alike: Mapping[tuple[Row, Decimal], Decimal]
) -> Iterable[tuple[Any, ...]]:
    yield pair.rule.id, rows[pair.cell]
    if _is_of_words(pair):
        return
    yield "cell", pair.cell
    for cell in (pair.cell, *pair.cells):
        yield alike[rows[cell], abs(pair.difference)], rows[cell]


def _cause(pairs: Sequence[Pair], rows: Mapping[int, Row]) -> Cause:
    """The gravest pair speaks, and of these the one whose printed row breaks the most."""
    broken = Counter(row for pair in pairs for row in {rows[cell] for cell in (pair.cell, *pair.cells)})

    def order(pair: Pair) -> tuple[Any, ...]:
        return (
            SEVERITIES.index(pair.rule.severity),
            pair.rule.unit != "money",
            -broken[rows[pair.cell]],
            -abs(pair.difference),
            pair.rule.id,
            str(rows[pair.cell]),
            pair.cell,
        )

    first, *others = sorted(pairs, key=order)
    return Cause(first, tuple(others))
