"""How printed words are compared: without white space, in one width, without enumerators."""

import re
import unicodedata

from flows.numerals import digits_for

ENUMERATOR = re.compile(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十\d]+）|\d{1,2}[.、](?!\d))")
_YEAR = re.compile(r"(?<!\d)20\d\d(?=年)")
_WRITTEN_YEAR = re.compile(r"二[〇○Ｏ零][一二三四五六七八九〇○Ｏ零]{2}(?=年)")
_QUOTES = str.maketrans("", "", "“”\"'‘’「」《》")
_UNIT = re.compile(r"\((?:单位[::]?)?(?:人民币)?(?:元|千元|万元|亿元)\)$")


def strip_whitespace(text: str) -> str:
    """Text without white space.

    >>> strip_whitespace("目 录")
    '目录'
    """
    return "".join(text.split())


def normalise_heading(text: str) -> str:
    """A heading as patterns see it: one width, no white space, no quotation marks, no unit in brackets.

    >>> normalise_heading("“三公”经费 （万元）")
    '三公经费'
    """
    return _UNIT.sub("", strip_whitespace(unicodedata.normalize("NFKC", text)).translate(_QUOTES))


def row_label(text: str) -> str:
    """The name of a row as the contract has it: full-width brackets, no enumerator, no trailing colon.

    >>> row_label("(一) 一般公共预算拨款"), row_label("合 计："), row_label("3. 2025年支出"), row_label("3.5级")
    ('一般公共预算拨款', '合计', '2025年支出', '3.5级')
    """
    name = _full_width(text).strip()
    bare = strip_whitespace(
        ENUMERATOR.sub("", name) if ENUMERATOR.match(name) else ENUMERATOR.sub("", strip_whitespace(name))
    )
    return bare.rstrip(":：")


def _full_width(text: str) -> str:
    return text.replace("(", "（").replace(")", "）").replace("．", ".")


def with_years_in_digits(text: str) -> str:
    """Text with its years in digits.

    >>> with_years_in_digits("二〇二五年部门预算")
    '2025年部门预算'
    """
    return _WRITTEN_YEAR.sub(lambda year: digits_for(year[0]), text)


def years_in(text: str) -> tuple[int, ...]:
    """The years that a text names.

    >>> years_in("2024年预算数比2023年执行数")
    (2024, 2023)
    """
    return tuple(int(year) for year in _YEAR.findall(with_years_in_digits(text)))


def is_enumerated(text: str) -> bool:
    """Whether a printed row or heading begins with an enumerator."""
    return bool(ENUMERATOR.match(strip_whitespace(_full_width(text))))
