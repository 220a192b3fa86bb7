"""Money written in Chinese numerals: `三百万元`, `人民币壹亿贰仟万元整`."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from flows.amounts import CENT

_DIGITS: Mapping[str, int] = {
    **{digit: number for number, digit in enumerate("零一二三四五六七八九")},
    **{digit: number for number, digit in enumerate("零壹贰叁肆伍陆柒捌玖")},
    "〇": 0,
    "两": 2,
}
_TENS: Mapping[str, int] = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS: Mapping[str, int] = {"万": 10_000, "亿": 100_000_000}
_ANY = "".join({**_DIGITS, **_TENS, **_MYRIADS})
_FIRST = "".join(_DIGITS).replace("零", "").replace("〇", "") + "十拾"
_WRITTEN = re.compile(rf"(?<![{_ANY}\d几数上成第])[{_FIRST}][{_ANY}]*元(?![化店件素])")


@dataclass(frozen=True, slots=True)
class WrittenAmount:
    """An amount in numerals, where it stands, and the unit that is its last."""

    start: int
    end: int
    printed: str
    unit: str
    yuan: Decimal


def written_amounts(text: str) -> Iterator[WrittenAmount]:
    """Every amount that numerals write out; a numeral that is none, as in `二元结构`, is passed over."""
    for match in _WRITTEN.finditer(text):
        numeral = match[0][:-1]
        number = _number(numeral)
        if number is not None:
            unit = f"{numeral[-1]}元" if numeral[-1] in _MYRIADS else "元"
            yield WrittenAmount(match.start(), match.end(), match[0], unit, Decimal(number).quantize(CENT))


def _number(numeral: str) -> int | None:
    """What a numeral says; None where it is no number that is written out, such as a row of digits.

    >>> _number("一亿零二百万"), _number("叁佰"), _number("十五"), _number("二"), _number("一二三"), _number("三百千")
    (102000000, 300, 15, None, None, None)
    """
    if not any(character in _TENS or character in _MYRIADS for character in numeral):
        return None
    total = section = 0
    digit: int | None = None
    step, reach = 10_000, 10**12
    for character in numeral:
        if character in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[character]
        elif character in _TENS:
            if _TENS[character] >= step or (not digit and (section or character not in "十拾")):
                return None
            step = _TENS[character]
            section += (digit or 1) * step
            digit = None
        else:
            section += digit or 0
            if not section or _MYRIADS[character] >= reach:
                return None
            reach = _MYRIADS[character]
            total += section * reach
            section, digit, step = 0, None, 10_000
    return total + section + (digit or 0)
