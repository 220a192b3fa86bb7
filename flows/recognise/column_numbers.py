"""The row below a header that numbers the columns: `栏次 | 1 | 2 | 3`. Its numbers are no amounts."""

import itertools
import re
from collections.abc import Sequence

_WORD = re.compile(r"栏次|行次|序号|[类款项目甲乙丙丁]|[A-E]|\*{1,3}")
_TELLING = re.compile(r"栏次|行次|[甲乙]|\*{1,3}")
_NUMBER = re.compile(r"[(（]?(\d{1,2})(?:[)）]|[=＝][\d=＝+＋\-－()（）]+)?")
_ENOUGH = 3


def numbers_columns(texts: Sequence[str]) -> bool:
    """Whether the texts of a row, without white space or blanks, number its columns.

    >>> numbers_columns(["栏次", "1=2+3", "2", "3"]), numbers_columns(["类", "款", "项", "栏次", "1", "2"])
    (True, True)
    >>> numbers_columns(["**", "**", "1"]), numbers_columns(["201", "1", "2"]), numbers_columns(["项目", "行次"])
    (True, False, False)
    """
    if texts and texts[0] in ("栏次", "行次"):
        return True
    words = [text for text in texts if _WORD.fullmatch(text)]
    numbers = [int(match[1]) for text in texts if (match := _NUMBER.fullmatch(text))]
    if not numbers or not _consecutive(numbers):
        return False
    if len(words) + len(numbers) == len(texts) and any(_TELLING.fullmatch(word) for word in words):
        return True
    return len(numbers) >= _ENOUGH and len(texts) - len(numbers) <= 1


def is_column_number(text: str) -> bool:
    """Whether a text of such a row tells nothing of its column: `栏次`, `3`.

    >>> is_column_number("3"), is_column_number("款")
    (True, False)
    """
    return bool(_NUMBER.fullmatch(text)) or text in ("栏次", "行次")


def _consecutive(numbers: Sequence[int]) -> bool:
    return numbers[0] <= 2 and all(b - a == 1 for a, b in itertools.pairwise(numbers))
