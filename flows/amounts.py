"""Money as it is printed, and as it is counted: Decimal yuan (元) with two places, never a float.

A number is read from plain digits, 0 to 9, in whatever width they are set. Those in circles, raised ones, fractions and
the digits of other scripts are none: read as plain ones, they would be another number.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal, localcontext

UNITS: Mapping[str, Decimal] = {
    "元": Decimal(1),
    "千元": Decimal(1_000),
    "百元": Decimal(100),
    "万元": Decimal(10_000),
    "万": Decimal(10_000),
    "百万元": Decimal(1_000_000),
    "千万元": Decimal(10_000_000),
    "亿元": Decimal(100_000_000),
    "亿": Decimal(100_000_000),
}
CENT = Decimal("0.01")
LARGEST = Decimal(10) ** 15
"""In yuan: many times what all of China spends in a year, so that what is larger was misprinted or misread."""

_NUMBER = re.compile(r"(?P<sign>[-△▲]?)(?P<digits>(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]*)?|\.[0-9]+)")
_DASH = re.compile(r"[-—–―]{1,2}")
_WITH_UNIT = re.compile(rf"(?P<number>.*?)(?P<unit>{'|'.join(sorted(UNITS, key=len, reverse=True))})?")
_MARKS = str.maketrans("", "", "-−+,.()△▲")
_NO_NUMBER = re.compile(r"nan|inf|infinity|∞", re.IGNORECASE)
_FORMS = (range(0xFE10, 0xFE70), range(0xFF01, 0xFFF0))
"""Where Unicode has the vertical and the small forms, and those of half and full width."""


def _in_usual_width(forms: Iterable[range]) -> Mapping[int, str]:
    return {code: unicodedata.normalize("NFKC", chr(code)) for codes in forms for code in codes}


_WIDTHS = _in_usual_width(_FORMS)


def printed_number(text: str) -> Decimal | None:
    """The number that a cell prints, None where it prints none.

    A lone dash is zero. Negative numbers bear a minus, a triangle or brackets. Raises nothing: a text that is
    no number is None, so that a caller which expected one can say where it stands.

    >>> printed_number("1,234.50"), printed_number("（1.00）"), printed_number("△ 3"), printed_number("-")
    (Decimal('1234.50'), Decimal('-1.00'), Decimal('-3'), Decimal('0'))
    >>> printed_number(""), printed_number("1,23"), printed_number("2024年")
    (None, None, None)
    >>> printed_number("１２．５０"), printed_number("①②"), printed_number("12²"), printed_number("٣٤")
    (Decimal('12.50'), None, None, None)
    """
    compact = in_one_width(text).replace("−", "-")
    if _DASH.fullmatch(compact):
        return Decimal(0)
    bracketed = compact.startswith("(") and compact.endswith(")")
    match = _NUMBER.fullmatch(compact[1:-1] if bracketed else compact)
    if match is None or (bracketed and match["sign"]):  # twice negative: nobody can tell what is meant
        return None
    number = Decimal(match["digits"].replace(",", ""))
    return -number if bracketed or match["sign"] else number


def number_with_unit(text: str) -> tuple[Decimal | None, str | None]:
    """The number of a cell that may bear its own unit.

    >>> number_with_unit("621.70万元")
    (Decimal('621.70'), '万元')
    >>> number_with_unit("35%")
    (None, None)
    """
    compact = in_one_width(text)
    match = _WITH_UNIT.fullmatch(compact)
    number = printed_number(match["number"]) if match else None
    return (number, match["unit"] if match and number is not None else None)


def in_one_width(text: str) -> str:
    """A text without white space, its letters, digits and marks in their usual width and no other sign changed.

    >>> in_one_width("１，２３４．５ 万元"), in_one_width("①²")
    ('1,234.5万元', '①²')
    """
    compact = "".join(text.split())
    return compact if compact.isascii() else compact.translate(_WIDTHS)


def is_in_other_digits(text: str) -> bool:
    """Whether a text is a number in signs that are no plain digits; one in Chinese numerals is not meant.

    >>> is_in_other_digits("①②"), is_in_other_digits("½万元"), is_in_other_digits("-∞"), is_in_other_digits("12²")
    (True, True, True, True)
    >>> is_in_other_digits("１２"), is_in_other_digits("一"), is_in_other_digits("①见附注"), is_in_other_digits("-")
    (False, False, False, False)
    """
    match = _WITH_UNIT.fullmatch(in_one_width(text))
    signs = match["number"].translate(_MARKS) if match else ""
    if _NO_NUMBER.fullmatch(signs):
        return True
    return not signs.isascii() and all(map(str.isnumeric, signs)) and has_digit(signs, ascii_too=False)


def has_digit(text: str, *, ascii_too: bool = True) -> bool:
    """Whether a text holds a digit, or a sign that stands for a number as `①` or `½` does; Chinese numerals are none.

    >>> has_digit("约12"), has_digit("约½"), has_digit("一般"), has_digit("12", ascii_too=False)
    (True, True, False, False)
    """
    return any(ascii_too if sign.isascii() else _counts(sign) for sign in text if sign.isnumeric())


def _counts(sign: str) -> bool:
    return sign != "〇" and not unicodedata.name(sign, "").startswith("CJK UNIFIED")


def printed_share(share: float) -> str:
    """Per cent to one place, rounded down: only what is whole is 100.

    >>> printed_share(0.9999), printed_share(1.0)
    ('99.9 %', '100 %')
    """
    return f"{int(share * 1000) / 10:g} %"


def are_several(text: str) -> bool:
    r"""Whether a cell prints two numbers or more, which would be another number if they were read as one.

    A number whose digits are set apart is one, and so is one whose sign stands apart on the same line.

    >>> are_several("100\n200"), are_several("100 200"), are_several("-\n5"), are_several("12.00 1")
    (True, True, True, True)
    >>> are_several("1 0 0"), are_several("- 5.00"), are_several("1,234,5\n67.00"), are_several("0.\n00")
    (False, False, False, False)
    """
    if number_with_unit(text)[0] is None:
        return False
    numbers = [part for line in text.splitlines() for part in _parts(line) if _is_whole(part)]
    return len(numbers) > 1 and "".join(numbers) == "".join(text.split())


def _is_whole(part: str) -> bool:
    return number_with_unit(part)[0] is not None and not (part.startswith(".") or part.endswith("."))


def _parts(line: str) -> list[str]:
    """What blanks part in a line; not the digits of one number set apart, nor its sign."""
    parts = line.split()
    apart = all(len(part) == 1 for part in parts) or (len(parts) == 2 and _DASH.fullmatch(parts[0]) is not None)
    return ["".join(parts)] if apart else parts


def yuan(number: Decimal, unit: str) -> Decimal:
    """A printed number in yuan, with two places: half a cent and more is rounded up, away from zero.

    Raises ValueError for one too large to be money.

    >>> yuan(Decimal("3088.70"), "万元"), yuan(Decimal("1.23456789"), "万元"), yuan(Decimal("-0.005"), "元")
    (Decimal('30887000.00'), Decimal('12345.68'), Decimal('-0.01'))
    """
    with localcontext() as context:
        context.prec = 60
        amount = number * UNITS[unit]
        if abs(amount) >= LARGEST:
            raise ValueError(f"{number:,} {unit} is too large to be an amount: those are below {LARGEST:,} yuan")
        return amount.quantize(CENT, rounding=ROUND_HALF_UP)
