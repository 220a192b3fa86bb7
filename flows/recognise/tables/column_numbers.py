"""The row below a header that numbers the columns: `栏次 | 1 | 2 | 3`. Its numbers are no amounts."""

import itertools
import re
from collections.abc import Sequence

_WORD = re.compile(r"栏次|行次|序号|[类款项目甲乙丙丁]|[A-E]|\*{1,3}")
_MARK = re.compile(r"栏次|行次|[甲乙]|\*{1,3}")
_TOTAL = re.compile(r"(?:合计|总计|小计):?")
_NUMBER = re.compile(r"[(（]?(\d{1,2})(?:[)）]|[=＝][\d=＝+＋\-－()（）]+)?")
_ENOUGH = 3


def is_numbering(texts: Sequence[str]) -> bool:
    """Whether the texts of a row, without white space or blanks, number its columns.

    >>> is_numbering(["栏次", "1=2+3", "2", "3"]), is_numbering(["类", "款", "项", "栏次", "1", "2"])
    (True, True)
    >>> is_numbering(["**", "**", "1"]), is_numbering(["201", "1", "2"]), is_numbering(["项目", "行次"])
    (True, False, False)
    >>> is_numbering(["合计", "1", "2", "3"]), is_numbering(["0", "1", "2"])
    (False, False)
    """
    if is_marked_numbering(texts):
        return True
    numbers = [int(match[1]) for text in texts if (match := _NUMBER.fullmatch(text))]
    if not numbers or not _consecutive(numbers):
        return False
    others = [text for text in texts if not _NUMBER.fullmatch(text)]
    return len(numbers) >= _ENOUGH and len(others) <= 1 and not any(map(_TOTAL.fullmatch, others))


def is_marked_numbering(texts: Sequence[str]) -> bool:
    """Whether a row not only numbers the columns, as amounts might by chance, but says that it does.

    >>> is_marked_numbering(["类", "款", "栏次", "1", "2"]), is_marked_numbering(["1", "2", "3"])
    (True, False)
    """
    if texts and texts[0] in ("栏次", "行次"):
        return True
    words = [text for text in texts if _WORD.fullmatch(text)]
    numbers = [int(match[1]) for text in texts if (match := _NUMBER.fullmatch(text))]
    if not numbers or not _consecutive(numbers) or len(words) + len(numbers) < len(texts):
        return False
    return any(_MARK.fullmatch(word) for word in words)


def is_column_number(text: str) -> bool:
    """Whether a text of such a row tells nothing of its column: `栏次`, `3`.

    >>> is_column_number("3"), is_column_number("款")
    (True, False)
    """
    return bool(_NUMBER.fullmatch(text)) or text in ("栏次", "行次")


def _consecutive(numbers: Sequence[int]) -> bool:
    return 1 <= numbers[0] <= 2 and all(b - a == 1 for a, b in itertools.pairwise(numbers))
