"""Texts of office files as they are printed: one Unicode form, nothing that has no shape."""

import re
import unicodedata

_SHAPELESS = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"))
_ESCAPED_RETURN = re.compile(r"_x000[dD]_")
_BREAKS = re.compile(r"\r\n?|[\v\f\u2028\u2029\x85]")


def printed(text: str) -> str:
    r"""A text without what cannot be seen; its line breaks are line feeds.

    >>> printed(" 合\u200b计\r\n（万元） ")
    '合计\n（万元）'
    """
    bare = _BREAKS.sub("\n", _ESCAPED_RETURN.sub("", text)).translate(_SHAPELESS)
    return unicodedata.normalize("NFC", bare).strip()
