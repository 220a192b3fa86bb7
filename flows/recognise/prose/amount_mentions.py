"""The amounts that the prose states, each once for each time it is stated, with what it is about."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from flows.amounts import in_one_width, yuan
from flows.model import StatedAmount
from flows.recognise.prose.amounts_in_numerals import WrittenAmount, written_amounts
from flows.recognise.prose.passages import Passage
from flows.recognise.prose.sentences import sentence_around, since_clause, since_sentence, year_of

_AMOUNT = re.compile(
    r"(?<![\d.,，])(?P<high>(?:\d{1,6}亿(?=\d{1,8}(?:\.\d+)?[万元]))?(?:\d{1,6}万(?=\d{1,4}(?:\.\d+)?元))?)"
    r"(?P<number>[-－−]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:[.．]\d+)?)"
    r"(?:(?P<unit>亿元|百万元|千万元|万元|千元|元)|(?P<bare>亿|万)(?=[，,。；;、：:（()）\s]|和|及|其中|合计|$))"
)
_HIGH = re.compile(r"(\d+)([亿万])")
_THRESHOLD_AFTER = re.compile(
    r"^(?:[（(][^（()）]{0,8}[）)])?(?:及)?(?:以上|以下|以内|以外|起)|^[（(](?:含|不含)[^（()）]{0,8}[）)](?:及)?(?:以上|以下)"
)
_THRESHOLD_BEFORE = re.compile(r"(?:单价|单[位台件套](?:价值|原值)|限额|标准)(?:[^，。；：、\d]{0,6})$")
_RATE_AFTER = re.compile(r"^[/／每]")
_OPEN_BRACKET = re.compile(r"^.*[（(](?=[^（()）]+$)")
_INCREASE = re.compile(r"(?:增加|增长|上升|提高|增)(?:了|额为?)?$")
_DECREASE = re.compile(r"(?:减少|下降|降低|压减|压缩|减)(?:了|额为?)?$")
_PERCENTAGE = re.compile(
    r"^[，,（(]?(?:同比)?(?:增长|增加|上升|下降|减少|降低|降幅|增幅)(?:了|为|约)?(-?\d+(?:\.\d+)?)[%％]"
)
_LEAD = re.compile(
    r"^(?:其中|具体|包括)[:：]?|^[一二三四五六七八九十]+、|^[（(][一二三四五六七八九十\d]+[）)]|^\d{1,2}[.、．](?!\d)"
)
_VERB = re.compile(r"(?:预算数?|决算数?|执行数|金额|数)?(?:为|是|共计|合计|共|计|达到?|约|安排)?$")


@dataclass(frozen=True, slots=True)
class AmountMention:
    """An amount, and where in the text of its passage it stands."""

    start: int
    end: int
    amount: StatedAmount


def amount_mentions(passage: Passage) -> tuple[AmountMention, ...]:
    """Every money amount of a passage, in reading order. A price threshold is no amount."""
    return tuple(_mentions(passage))


def _mentions(passage: Passage) -> Iterator[AmountMention]:
    text = passage.text
    for found in _found(text):
        before, after = text[: found.start], text[found.end :]
        if _is_threshold(before, after):
            continue
        clause = since_clause(before)
        line = passage.line_at(found.start)
        percentage = _PERCENTAGE.match(after)
        stated = StatedAmount(
            passage.title,
            subject_of(before),
            found.yuan,
            found.printed,
            found.unit,
            line.page,
            sentence_around(text, found.start, found.end),
            year_of(before),
            _direction(clause),
            Decimal(percentage[1]) if percentage and _direction(clause) else None,
            line.box,
            line.reference,
        )
        yield AmountMention(found.start, found.end, stated)


def _found(text: str) -> list[WrittenAmount]:
    """Every amount, be it in figures or in numerals, in reading order."""
    figures = (
        WrittenAmount(
            match.start(),
            match.end(),
            match["high"] + match["number"] + (match["unit"] or match["bare"]),
            match["unit"] or match["bare"],
            sum(
                (yuan(_number(part[1]), part[2]) for part in _HIGH.finditer(match["high"])),
                yuan(_number(match["number"]), match["unit"] or match["bare"]),
            ),
        )
        for match in _AMOUNT.finditer(text)
    )
    return sorted((*figures, *written_amounts(text)), key=lambda found: found.start)


def _is_threshold(before: str, after: str) -> bool:
    """`单价100万元以上设备` speaks of a kind of equipment, `500元/人` of a rate."""
    return bool(_THRESHOLD_AFTER.match(after) or _THRESHOLD_BEFORE.search(before) or _RATE_AFTER.match(after))


def _number(printed: str) -> Decimal:
    """A number of the prose. Raises ValueError for one in the digits of another script."""
    digits = in_one_width(printed).replace(",", "").replace("−", "-")
    if not digits.isascii():
        raise ValueError(f"{printed} is no number in plain digits, 0 to 9")
    return Decimal(digits)


def _direction(clause: str) -> str | None:
    if _INCREASE.search(clause):
        return "increase"
    return "decrease" if _DECREASE.search(clause) else None


def subject_of(before: str) -> str:
    """The words that lead to the amount, within its clause; those of the sentence where the clause has none."""
    for part in (since_clause(before), since_sentence(before)):
        subject = _LEAD.sub("", _OPEN_BRACKET.sub("", part).strip())
        if subject:
            return _VERB.sub("", subject)[-80:] or subject[-80:]
    return ""
