"""Findings as a finance officer reads them: one sentence in Chinese, one in English, and the cells that take part."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from flows.amounts import UNITS, printed_number, yuan
from flows.check.causes import Cause
from flows.check.pairs import Pair
from flows.contract import rules
from flows.labels import Label

MOST_CELLS = 12
"""Cells that the evidence of a finding names; the rest is counted."""

WHY_SLIGHT: Mapping[str, Label] = {
    "rounding": Label("四舍五入所致", "rounding"),
    "cut": Label("全文截位而不四舍五入所致", "amounts are cut off throughout, and not rounded"),
}
"""What explains a difference that is no fault."""

BETWEEN_PAIRS, AFTER_TITLE = "；", "："
"""What parts the pairs of an evidence, and what follows the title of the rule with which each begins."""


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """One printed amount, by its number: where it stands, and how it is called."""

    cell: int
    table_name: str | None
    place: int
    page: int
    where: str
    label_zh: str
    label_en: str
    amount_printed: str
    unit_printed: str
    box: str | None

    @property
    def evidence(self) -> str:
        amount = self.amount_printed.removesuffix(self.unit_printed)
        return f"{self.where} {self.label_zh} {amount}{self.unit_printed}".strip()


def finding(cause: Cause, printed: Mapping[int, PrintedCell]) -> dict[str, object]:
    """The row of `findings` that tells of one cause, without its number."""
    pair, cell = cause.first, printed[cause.first.cell]
    as_text = _value_text(pair, lambda amount: _as_printed(amount, pair, printed))
    rounded = pair.outcome in WHY_SLIGHT
    return {
        "disclosure_id": pair.disclosure_id,
        "rule": pair.rule.id,
        "severity": "info" if rounded else pair.rule.severity,
        "table_name": cell.table_name,
        "page": cell.page,
        "message": _in_chinese(pair, cell) + _tail_zh(cause),
        "message_en": _in_english(pair, cell) + _tail_en(cause),
        "expected": _yuan(pair, pair.expected),
        "actual": _yuan(pair, pair.actual),
        "difference": _yuan(pair, pair.difference),
        "evidence": BETWEEN_PAIRS.join(_evidence(each, printed) for each in (pair, *cause.others[: MOST_CELLS - 1])),
        "place": cell.where,
        "actual_printed": as_text(pair.actual),
        "expected_printed": as_text(pair.expected),
        "boxes": _boxes(pair, printed) or None,
    }


def _in_chinese(pair: Pair, cell: PrintedCell) -> str:
    return _filled(pair.rule.message_zh, cell.label_zh, pair, lambda amount: money(amount, cell.unit_printed))


def _in_english(pair: Pair, cell: PrintedCell) -> str:
    return _filled(pair.rule.message_en, cell.label_en, pair, lambda amount: f"{amount:,.2f} yuan")


def _filled(template: str, subject: str, pair: Pair, in_money: Callable[[Decimal], str]) -> str:
    as_text = _value_text(pair, in_money)
    return template.format(
        subject=subject,
        actual=as_text(pair.actual),
        expected=as_text(pair.expected),
        difference=as_text(abs(pair.difference)),
    )


def _value_text(pair: Pair, in_money: Callable[[Decimal], str]) -> Callable[[Decimal | str], str]:
    """How the values of a pair are said: texts as they are, percentages, and money as asked."""

    def as_text(value: Decimal | str) -> str:
        if isinstance(value, str):
            return value
        return in_money(value) if pair.rule.unit == "money" else f"{value:.2f}%"

    return as_text


def _yuan(pair: Pair, value: Decimal | str) -> Decimal | None:
    """Percentages and texts are told in words: the columns of findings are money."""
    return value if pair.rule.unit == "money" and isinstance(value, Decimal) else None


def _tail_zh(cause: Cause) -> str:
    count = len(cause.others)
    if why := WHY_SLIGHT.get(cause.first.outcome):
        return f"（{why.zh}{f'，另有{count}处' if count else ''}）。"
    return f"，另有{count}处因此不符。" if count else "。"


def _tail_en(cause: Cause) -> str:
    count = len(cause.others)
    if why := WHY_SLIGHT.get(cause.first.outcome):
        return f" ({why.en}{f'; {count} more like it' if count else ''})."
    return f"; {count} more do not hold for it." if count else "."


def money(amount: Decimal, unit: str) -> str:
    """An amount in the unit that the document prints.

    >>> money(Decimal("3330200.00"), "万元"), money(Decimal("50"), "万元"), money(Decimal("7.50"), "元")
    ('333.02万元', '0.005万元', '7.50元')
    """
    value = amount / UNITS.get(unit, Decimal(1))
    places = max(2, -int(value.normalize().as_tuple().exponent))
    return f"{value:,.{places}f}{unit}"


def _evidence(pair: Pair, printed: Mapping[int, PrintedCell]) -> str:
    """`actual ≠ expected`, with the cells behind both."""
    against: Sequence[int] = [cell for cell in dict.fromkeys(pair.cells) if cell != pair.cell]
    named = "、".join(printed[cell].evidence for cell in against[:MOST_CELLS])
    more = f" 等{len(against)}项" if len(against) > MOST_CELLS else ""
    judged = f"{pair.rule.title_zh}{AFTER_TITLE}{printed[pair.cell].evidence}"
    return f"{judged}{BETWEEN_PAIRS}对照 {named}{more}" if named else judged


def rules_in_evidence(evidence: str) -> frozenset[str]:
    """The ids of the rules of which an evidence tells.

    >>> sorted(rules_in_evidence("收入总计等于支出总计：第2页 5元；对照 第2页 6元；公开名词解释：第1页"))
    ['balance-closes', 'duty-terms']
    """
    titles = {part.partition(AFTER_TITLE)[0] for part in evidence.split(BETWEEN_PAIRS)}
    return frozenset(_ids_by_title()[title] for title in titles & _ids_by_title().keys())


@lru_cache
def _ids_by_title() -> Mapping[str, str]:
    return {rule.title_zh: rule.id for rule in rules()}


def _as_printed(amount: Decimal, pair: Pair, printed: Mapping[int, PrintedCell]) -> str:
    """An amount as a cell of the pair prints it; one that no cell prints, in the unit of the judged cell."""
    for cell in (printed[each] for each in (pair.cell, *pair.cells)):
        digits = cell.amount_printed.removesuffix(cell.unit_printed)
        number = printed_number(digits)
        if number and cell.unit_printed in UNITS and yuan(number, cell.unit_printed) == amount:
            return digits + cell.unit_printed
    return money(amount, printed[pair.cell].unit_printed)


def _boxes(pair: Pair, printed: Mapping[int, PrintedCell]) -> str:
    """`page left top right bottom` of the judged cell, then of those that it is held against."""
    cells = [printed[cell] for cell in dict.fromkeys((pair.cell, *pair.cells))][: MOST_CELLS + 1]
    return "; ".join(f"{cell.page} {cell.box}" for cell in cells if cell.box)
