"""Glyphs of a PDF page, in points from its upper left corner, and how they become lines of text."""

import itertools
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from flows.model import Box, Line

# The middle of a glyph's body above its baseline, as a share of the font size: a Chinese glyph fills its em
# square, of which about an eighth lies below the baseline; digits reach from the baseline to 0.7.
MIDDLE = 0.36
_SAME_LINE = 0.5
_SPACE = 0.22


class Glyph(NamedTuple):
    """One visible character: `x` and `y` are the middle of its body, `base` is its baseline."""

    text: str
    left: float
    right: float
    base: float
    size: float
    x: float
    y: float


def fold(text: str) -> str:
    """Fold look-alikes that only fonts know: Kangxi radicals, CJK compatibility forms and non-breaking spaces.

    >>> fold("⽬⽀⽼")
    '目支老'
    """
    if text < "\u00a0":
        return text
    if "\u2e80" <= text[0] <= "\u2fdf" or "\uf900" <= text[0] <= "\ufaff":
        return unicodedata.normalize("NFKC", text)
    return "" if text in "\u200b\u200c\u200d\ufeff\u00ad" else text


def lines(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Group glyphs into printed lines, from top to bottom, each from left to right.

    Digits and Chinese of one line may stand on different baselines; what overlaps by half is one line.
    """
    found: list[list[Glyph]] = []
    middle = reach = 0.0
    for glyph in sorted(glyphs, key=lambda g: g.y):
        if found and glyph.y - middle < _SAME_LINE * max(reach, glyph.size) * 0.9:
            row = found[-1]
            row.append(glyph)
            middle += (glyph.y - middle) / len(row)
            reach = max(reach, glyph.size)
        else:
            found.append([glyph])
            middle, reach = glyph.y, glyph.size
    for row in found:
        row.sort(key=lambda g: g.x)
    return found


def text_of(row: Sequence[Glyph]) -> str:
    """The text of one line; a gap wider than a fifth of the font size is one space."""
    parts = [row[0].text]
    for before, glyph in itertools.pairwise(row):
        if glyph.left - before.right > _SPACE * min(before.size, glyph.size):
            parts.append(" ")
        parts.append(glyph.text)
    return "".join(parts)


def box_of(row: Sequence[Glyph]) -> Box:
    """The rectangle around the bodies of some glyphs."""
    return Box(
        min(g.left for g in row),
        min(g.base - 0.86 * g.size for g in row),
        max(g.right for g in row),
        max(g.base + 0.14 * g.size for g in row),
    )


def printed_lines(glyphs: Iterable[Glyph], page: int) -> list[Line]:
    """The printed lines that stand outside every grid."""
    return [Line(text_of(row), page, box_of(row)) for row in lines(glyphs)]
