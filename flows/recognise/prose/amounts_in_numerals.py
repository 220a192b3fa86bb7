"""Money written in Chinese numerals: `三百万元`, `人民币壹亿贰仟万元整`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from flows.amounts import CENT
from flows.numerals import DIGITS, MYRIADS, TENS, parse_numeral

_ANY = "".join({**DIGITS, **TENS, **MYRIADS})
_FIRST = "".join(digit for digit, value in DIGITS.items() if value) + "十拾"
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
            unit = f"{numeral[-1]}元" if numeral[-1] in MYRIADS else "元"
            yield WrittenAmount(match.start(), match.end(), match[0], unit, Decimal(number).quantize(CENT))


def _number(numeral: str) -> int | None:
    """What a numeral says; None where it is none of several places, such as a lone digit.

    >>> _number("叁佰"), _number("二")
    (300, None)
    """
    has_places = any(character in TENS or character in MYRIADS for character in numeral)
    return parse_numeral(numeral) if has_places else None
