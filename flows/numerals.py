"""Chinese numerals: what they say, and how a number is written in them."""

import re
from collections.abc import Mapping

DIGITS: Mapping[str, int] = {
    **{digit: number for number, digit in enumerate("零一二三四五六七八九")},
    **{digit: number for number, digit in enumerate("零壹贰叁肆伍陆柒捌玖")},
    **dict.fromkeys("〇○Ｏ", 0),
    "两": 2,
}
TENS: Mapping[str, int] = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
MYRIADS: Mapping[str, int] = {"万": 10_000, "亿": 100_000_000}
_WRITTEN = "零一二三四五六七八九"
_COUNTING = "".join({**DIGITS, **TENS})
_ALONE = re.compile(rf"(?:人民币|负)*[{_COUNTING}{''.join(MYRIADS)}点元圆角分整正]*")


def parse_numeral(numeral: str) -> int | None:
    """The number that a numeral writes out; None where it writes none, as a row of digits does.

    >>> parse_numeral("一亿零二百万"), parse_numeral("叁佰"), parse_numeral("十五"), parse_numeral("两")
    (102000000, 300, 15, 2)
    >>> parse_numeral("一二三"), parse_numeral("三百千"), parse_numeral("")
    (None, None, None)
    """
    total = section = 0
    digit: int | None = None
    step, reach = 10_000, 10**12
    for character in numeral:
        if character in DIGITS:
            if digit:
                return None
            digit = DIGITS[character]
        elif character in TENS:
            if TENS[character] >= step or (not digit and (section or character not in "十拾")):
                return None
            step = TENS[character]
            section += (digit or 1) * step
            digit = None
        elif character in MYRIADS:
            section += digit or 0
            if not section or MYRIADS[character] >= reach:
                return None
            reach = MYRIADS[character]
            total += section * reach
            section, digit, step = 0, None, 10_000
        else:
            return None
    return total + section + (digit or 0) if numeral else None


def is_written_number(text: str) -> bool:
    """Whether a text is nothing but a number, or an amount of money, in numerals.

    >>> is_written_number("一百"), is_written_number("壹佰元整"), is_written_number("一般"), is_written_number("元")
    (True, True, False, False)
    """
    return _ALONE.fullmatch(text) is not None and any(character in _COUNTING for character in text)


def write_numeral(number: int) -> str:
    """A number from 1 to 99 in Chinese.

    >>> write_numeral(3), write_numeral(10), write_numeral(21)
    ('三', '十', '二十一')
    """
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else _WRITTEN[tens]) + ("十" if tens else "") + (_WRITTEN[ones] if ones else "")


def digits_for(numeral: str) -> str:
    """A row of Chinese digits in Arabic ones.

    >>> digits_for("二〇二五")
    '2025'
    """
    return "".join(str(DIGITS[character]) for character in numeral)
