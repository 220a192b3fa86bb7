"""A PDF without the outlines of its letters: they are most of its bytes, and whoever only reads it needs none."""

import re
from collections.abc import Iterable

_PROGRAM = b"/FontFile2"
_PASSED_OVER = b"/FontFile-"
_FONT = re.compile(rb"/Type\s*/Font\b")
_KIND = re.compile(rb"/Subtype\s*/(Type0|TrueType|CIDFontType2)\b")
_NEEDED = {
    b"Type0": (re.compile(rb"/ToUnicode\b"),),
    b"TrueType": (re.compile(rb"/ToUnicode\b"), re.compile(rb"/Widths\b")),
    b"CIDFontType2": (re.compile(rb"/W\b"),),
}
"""What a font must say by itself, so that nobody asks its outlines: which letters its codes are, and how wide."""


def without_font_programs(content: bytes, between: Iterable[tuple[int, int]]) -> bytes:
    """The same PDF, byte for byte as long, with no way to its TrueType outlines; as it is, where a font may need them.

    `between` are the parts of the file that are in no stream.
    """
    parts = [(begin, content[begin:end]) for begin, end in between]
    outside = b"".join(part for _, part in parts)
    if b"/ObjStm" in outside or not _is_clear(outside):
        return content
    found = bytearray(content)
    for begin, part in parts:
        if _PROGRAM in part:
            found[begin : begin + len(part)] = part.replace(_PROGRAM, _PASSED_OVER)
    return bytes(found)


def _is_clear(outside: bytes) -> bool:
    """Whether there are outlines, and every font that has some says by itself what it needs them for."""
    fonts = [(kind[1], font) for font in _fonts(outside) if (kind := _KIND.search(font))]
    outlined = sum(kind != b"Type0" for kind, _ in fonts)
    return 0 < outside.count(_PROGRAM) <= outlined and all(
        needed.search(font) for kind, font in fonts for needed in _NEEDED[kind]
    )


def _fonts(outside: bytes) -> Iterable[bytes]:
    return (part for part in outside.split(b"endobj") if _FONT.search(part))
