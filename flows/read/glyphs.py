"""Glyphs of a PDF page, in points from its upper left corner, and how they become lines of text."""

import unicodedata
from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from flows.model import Box, Line
from flows.read.frame import Frame

# The middle of a glyph's body above its baseline, as a share of the font size: a Chinese glyph fills its em
# square, of which about an eighth lies below the baseline; digits reach from the baseline to 0.7.
MIDDLE = 0.36
_HALF_BODY = 0.5
_SAME_LINE = 0.45
_SPACE = 0.22
_TWICE = 0.15
_UPON = 0.2
OVERPRINT = "\0"
"""What is put between glyphs that are printed upon one another, until it is known which of them is shown."""
_HALF_WIDTH = "\u2e7f"
_BLANK = frozenset(("", *(chr(code) for code in range(0x3001) if chr(code).isspace())))


class Glyph(NamedTuple):
    """One visible character: `x` and `y` are the middle of its body."""

    text: str
    left: float
    right: float
    size: float
    x: float
    y: float


_LOOKALIKES = (*range(0x2E80, 0x2FE0), *range(0xF900, 0xFB00))
_FOLDED = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in _LOOKALIKES} | dict.fromkeys(
    "\u200b\u200c\u200d\ufeff\u00ad", ""
)
_X = itemgetter(Glyph._fields.index("x"))
_Y = itemgetter(Glyph._fields.index("y"))


def fold(text: str) -> str:
    """Fold a character that only fonts know to the one it looks like: Kangxi radicals, CJK compatibility forms.

    >>> "".join(map(fold, "⽬⽀⽼"))
    '目支老'
    """
    return _FOLDED.get(text, text)


def placed(chars: Iterable[Any], frame: Frame) -> list[Glyph]:
    """The characters that a PDF page shows, as glyphs, without white space."""
    glyphs = _turned(chars, frame) if frame.turn else _upright(chars, frame)
    width, height = frame.size
    if glyphs and not (
        min(map(_X, glyphs)) >= 0 <= min(map(_Y, glyphs))
        and max(map(_X, glyphs)) <= width
        and max(map(_Y, glyphs)) <= height
    ):
        return [glyph for glyph in glyphs if 0 <= glyph.x <= width and 0 <= glyph.y <= height]
    return glyphs


def _upright(chars: Iterable[Any], frame: Frame) -> list[Glyph]:
    left, top = frame.left, frame.top
    new = tuple.__new__  # half the time of calling Glyph, for each of the characters of a page
    folded = _FOLDED.get
    found: list[Glyph] = []
    for char in chars:
        text = char.char
        text = folded(text, text)
        if text in _BLANK:
            continue
        x, y, width, size = char.bbox
        x -= left
        found.append(new(Glyph, (text, x, x + width, size, x + width / 2, top - y - MIDDLE * size)))
    return found


def _turned(chars: Iterable[Any], frame: Frame) -> list[Glyph]:
    """Glyphs of a page that is turned: their width is not given, but Chinese is square and Latin about half."""
    found = []
    for char in chars:
        text = fold(char.char)
        if text not in _BLANK:
            x, base = frame.place(char.origin_x, char.origin_y)
            size = char.bbox[3]
            width = size if text > _HALF_WIDTH else size / 2
            found.append(Glyph(text, x, x + width, size, x + width / 2, base - MIDDLE * size))
    return found


def lines(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Group glyphs into printed lines, from top to bottom, each from left to right.

    Digits and Chinese of one line may stand on different baselines; what overlaps by half is one line.
    """
    glyphs = sorted(glyphs, key=_Y)
    if glyphs and glyphs[-1].y - glyphs[0].y < _SAME_LINE * glyphs[0].size:
        return [sorted(glyphs, key=_X)]
    found: list[list[Glyph]] = []
    middle = reach = 0.0
    for glyph in glyphs:
        y, size = glyph.y, glyph.size
        if found and y - middle < _SAME_LINE * max(reach, size):
            row = found[-1]
            row.append(glyph)
            middle += (y - middle) / len(row)
            reach = max(reach, size)
        else:
            found.append([glyph])
            middle, reach = y, size
    for row in found:
        row.sort(key=_X)
    return found


def text_of(row: Sequence[Glyph], overprint: str = "") -> str:
    """The text of one line; a gap wider than a fifth of the font size is one space.

    Bold type may be one glyph drawn twice, a hair apart; doubled digits would be another number. `overprint` is put
    between glyphs that are printed upon one another otherwise.
    """
    before, _, end, last_size, middle, _ = row[0]
    parts = [before]
    for text, left, right, size, x, _ in row[1:]:
        if text == before and x - middle < _TWICE * size:
            continue
        if left > end:
            if left - end > _SPACE * min(last_size, size):
                parts.append(" ")
        elif x - middle < _UPON * size:
            parts.append(overprint)
        parts.append(text)
        before, end, last_size, middle = text, right, size, x
    return "".join(parts)


def box_of(row: Sequence[Glyph]) -> Box:
    """The rectangle around the bodies of some glyphs."""
    return Box(
        min(g.left for g in row),
        min(g.y - _HALF_BODY * g.size for g in row),
        max(g.right for g in row),
        max(g.y + _HALF_BODY * g.size for g in row),
    )


def printed_lines(glyphs: Iterable[Glyph], page: int, overprint: str = "") -> list[Line]:
    """The printed lines that stand outside every grid."""
    return [Line(text_of(row, overprint), page, box_of(row)) for row in lines(glyphs)]
