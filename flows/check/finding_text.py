"""Findings as a finance officer reads them: one sentence in Chinese, one in English, and the cells that take part."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from flows.amounts import UNITS, printed_number, yuan
from flows.check.causes import Cause, is_slight
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
MOST_AMOUNTS = 4
"""Amounts that the message of a percentage tells."""
ROUNDED = f"（{WHY_SLIGHT['rounding'].zh}"
"""So the message of a finding ends that rounding explains."""
_LATIN = "\u2e7f"
"""Up to here no character is Chinese."""

BETWEEN_PAIRS, AFTER_TITLE = "；", "："
"""What parts the pairs of an evidence, and what follows the title of the rule with which each begins."""


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """One printed amount, by its number: where it stands, and how it is called.

    `row_zh` and `row_en` call its row alone, where it stands in one.
    """

    cell: int
    table_name: str | None
    place: int
    page: int
    where: str
    label_zh: str
    label_en: str
    row_zh: str | None
    row_en: str | None
    amount_printed: str
    unit_printed: str
    box: str | None

    @property
    def amount(self) -> str:
        """The amount with its unit; nothing where the cell prints none."""
        return self.amount_printed.removesuffix(self.unit_printed) + self.unit_printed

    @property
    def in_yuan(self) -> Decimal:
        return yuan(
            printed_number(self.amount_printed.removesuffix(self.unit_printed)) or Decimal(0), self.unit_printed
        )

    @property
    def evidence(self) -> str:
        return f"{self.where} {self.label_zh} {self.amount}".strip()


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
        "message": _in_chinese(pair, cell, printed) + _tail_zh(cause),
        "message_en": _in_english(pair, cell, printed) + _tail_en(cause),
        "expected": _yuan(pair, pair.expected),
        "actual": _yuan(pair, pair.actual),
        "difference": _yuan(pair, pair.difference),
        "evidence": BETWEEN_PAIRS.join(_evidence(each, printed) for each in (pair, *cause.others[: MOST_CELLS - 1])),
        "place": cell.where,
        "actual_printed": as_text(pair.actual),
        "expected_printed": as_text(pair.expected),
        "boxes": _boxes(pair, printed) or None,
    }


def _in_chinese(pair: Pair, cell: PrintedCell, printed: Mapping[int, PrintedCell]) -> str:
    def in_money(amount: Decimal) -> str:
        return money(amount, cell.unit_printed)

    subject = (cell.row_zh if pair.rule.unit == "text" else None) or cell.label_zh
    amounts = "、".join(each.amount for each in _amounts_of_rate(pair, printed))
    return _filled(pair.rule.message_zh, subject, pair, _value_text(pair, in_money)) + (
        f"（所涉金额：{amounts}）" if amounts else ""
    )


def _in_english(pair: Pair, cell: PrintedCell, printed: Mapping[int, PrintedCell]) -> str:
    """The sentence in English: what is printed in Chinese stands in quotation marks."""
    subject = (cell.row_en if pair.rule.unit == "text" else None) or cell.label_en
    as_text = _value_text(pair, _in_yuan)
    template = pair.rule.message_en.replace("“{actual}”", "{actual}").replace("“{expected}”", "{expected}")
    amounts = ", ".join(_in_yuan(each.in_yuan) for each in _amounts_of_rate(pair, printed))
    return _filled(template, subject, pair, lambda value: _quoted(as_text(value))) + (
        f" (amounts: {amounts})" if amounts else ""
    )


def _amounts_of_rate(pair: Pair, printed: Mapping[int, PrintedCell]) -> list[PrintedCell]:
    """The amounts behind a percentage: that which bears it, and those that it is of."""
    cells = dict.fromkeys((pair.cell, *pair.cells)) if pair.rule.unit == "percentage" else ()
    return [printed[cell] for cell in cells if printed[cell].unit_printed in UNITS][:MOST_AMOUNTS]


def _in_yuan(amount: Decimal) -> str:
    return f"{amount:,.2f} yuan"


def _quoted(text: str) -> str:
    """Text that is Chinese, in quotation marks.

    >>> _quoted("津贴补贴"), _quoted("30102"), _quoted("12.00%")
    ('“津贴补贴”', '30102', '12.00%')
    """
    return f"“{text}”" if any(character > _LATIN for character in text) else text


def _filled(template: str, subject: str, pair: Pair, as_text: Callable[[Decimal | str], str]) -> str:
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
    like_it = "同类情形" if is_slight(cause.first) else "因此不符"
    return f"，另有{count}处{like_it}。" if count else "。"


def _tail_en(cause: Cause) -> str:
    count = len(cause.others)
    if why := WHY_SLIGHT.get(cause.first.outcome):
        return f" ({why.en}{f'; {count} more like it' if count else ''})."
    like_it = "like it" if is_slight(cause.first) else f"{'do' if count > 1 else 'does'} not hold for it"
    return f"; {count} more {like_it}." if count else "."


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


def judged_in_evidence(evidence: str, place: str) -> str:
    """What is judged, as an evidence calls it: with its amount, and without its place.

    >>> judged_in_evidence("收入总计等于支出总计：第2页 收支总表 收入总计 5元；对照 第2页 6元", "第2页")
    '收支总表 收入总计 5元'
    """
    return evidence.partition(BETWEEN_PAIRS)[0].partition(AFTER_TITLE)[2].removeprefix(place).strip()


def is_rounding(message: str) -> bool:
    """Whether the message of a finding says that rounding explains it."""
    return ROUNDED in message


def pairs_in_evidence(evidence: str) -> list[str]:
    """The pairs of which an evidence tells: each begins with the title of its rule.

    >>> pairs_in_evidence("收入总计等于支出总计：第2页 5元；对照 第2页 6元；公开名词解释：第1页")
    ['收入总计等于支出总计：第2页 5元；对照 第2页 6元', '公开名词解释：第1页']
    """
    pairs: list[str] = []
    for part in evidence.split(BETWEEN_PAIRS):
        if pairs and part.partition(AFTER_TITLE)[0] not in _ids_by_title():
            pairs[-1] += BETWEEN_PAIRS + part
        else:
            pairs.append(part)
    return pairs


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
