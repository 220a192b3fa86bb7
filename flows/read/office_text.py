"""Texts of office files as they are printed: one Unicode form, nothing that has no shape."""

import re
import unicodedata
from collections.abc import Iterable

_SHAPELESS = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"))
_ESCAPED_RETURN = re.compile(r"_x000[dD]_")
_BREAKS = re.compile(r"\r\n?|[\v\f\u2028\u2029\x85]")


def clean_text(text: str) -> str:
    r"""A text without what cannot be seen; its line breaks are line feeds.

    >>> clean_text(" 合\u200b计\r\n（万元） ")
    '合计\n（万元）'
    """
    bare = _BREAKS.sub("\n", _ESCAPED_RETURN.sub("", text)).translate(_SHAPELESS)
    return unicodedata.normalize("NFC", bare).strip()


def join_runs(parts: Iterable[tuple[str, bool]]) -> str:
    r"""A text of parts, each with whether it is raised or struck out: where it is, digits do not meet those beside it.

    >>> join_runs([("12.00", False), ("1", True)]), join_runs([("1,234", False), (".50", False)])
    ('12.00\n1', '1,234.50')
    """
    text, before = "", False
    for part, apart in parts:
        text = join_text(text, part) if apart or before else text + part
        before = apart
    return text


def join_text(before: str, after: str) -> str:
    r"""A text that goes on in another way (raised, struck out): digits that would meet stand on two lines.

    The mark of a note is no digit of the number that it stands by, nor is what was struck out.

    >>> join_text("12.00", "1"), join_text("说明", "1")
    ('12.00\n1', '说明1')
    """
    meet = before[-1:].isdigit() and after[:1].isdigit()
    return f"{before}\n{after}" if meet else before + after
