"""How printed words are compared: without white space, in one width, without enumerators."""

import re
import unicodedata

ENUMERATOR = re.compile(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十\d]+）|\d{1,2}[.、](?!\d))")
_YEAR = re.compile(r"(?<!\d)20\d\d(?=年)")
_QUOTES = str.maketrans("", "", "“”\"'‘’「」《》")
_UNIT = re.compile(r"\((?:单位[::]?)?(?:人民币)?(?:元|千元|万元|亿元)\)$")


def squeeze(text: str) -> str:
    """Text without white space.

    >>> squeeze("目 录")
    '目录'
    """
    return "".join(text.split())


def plain(text: str) -> str:
    """A heading as patterns see it: one width, no white space, no quotation marks, no unit in brackets.

    >>> plain("“三公”经费 （万元）")
    '三公经费'
    """
    return _UNIT.sub("", squeeze(unicodedata.normalize("NFKC", text)).translate(_QUOTES))


def label(text: str) -> str:
    """The name of a row as the contract has it: full-width brackets, no enumerator, no trailing colon.

    >>> label("(一) 一般公共预算拨款"), label("合计："), label("1. 一般公共预算资金")
    ('一般公共预算拨款', '合计', '一般公共预算资金')
    """
    name = squeeze(text).replace("(", "（").replace(")", "）").replace("．", ".")
    return ENUMERATOR.sub("", name).rstrip(":：")


def years(text: str) -> tuple[int, ...]:
    """The years that a text names.

    >>> years("2024年预算数比2023年执行数")
    (2024, 2023)
    """
    return tuple(int(year) for year in _YEAR.findall(text))


def is_enumerated(text: str) -> bool:
    """Whether a printed row or heading begins with an enumerator."""
    return bool(ENUMERATOR.match(squeeze(text).replace("(", "（").replace(")", "）").replace("．", ".")))
