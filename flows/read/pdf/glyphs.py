"""Glyphs of a PDF page, and the runs in which they stand side by side.

A page has glyphs by the thousand, and each costs time. Those that were drawn one after another on one baseline, as
most are, are one run, and stay together until a border parts them or others are drawn between them.
"""

import math
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from flows.read.pdf.frame import Frame

# The middle of a glyph's body above its baseline, as a share of the font size: a Chinese glyph fills its em
# square, of which about an eighth lies below the baseline; digits reach from the baseline to 0.7.
MIDDLE = 0.36
SPACE = 0.22
"""A gap wider than this share of the font size is a space."""
UPON = 0.2
"""Glyphs whose middles are nearer than this share of the font size are printed upon one another."""
_HALF_WIDTH = "\u2e7f"
_LOOKALIKES = (*range(0x2E80, 0x2FE0), *range(0xF900, 0xFB00))
_FOLDED: Mapping[str, str] = {
    chr(code): unicodedata.normalize("NFKC", chr(code)) for code in _LOOKALIKES
} | dict.fromkeys(
    (*"\u200b\u200c\u200d\ufeff\u00ad", *(chr(code) for code in range(0x3001) if chr(code).isspace())), ""
)


class Mark(NamedTuple):
    """A character as the library tells of it: `bbox` is its left, its baseline (upwards), its width and its size."""

    char: str
    bbox: tuple[float, float, float, float]
    color: tuple[float, float, float]
    rotation_degrees: float


class Run(NamedTuple):
    """Glyphs side by side on one baseline, each clear of the one before and no space between them.

    `first` and `last` are the middles of its outer glyphs, and `y` is the middle of its body.
    """

    texts: Sequence[str]
    lefts: Sequence[float]
    widths: Sequence[float]
    size: float
    y: float
    first: float
    last: float


def fold(text: str) -> str:
    """Fold a character that only fonts know to the one it looks like: Kangxi radicals, CJK compatibility forms.

    White space and what has no shape is nothing.

    >>> "".join(map(fold, "⽬ ⽀⽼"))
    '目支老'
    """
    return _FOLDED.get(text, text)


def single_glyphs(run: Run) -> Iterator[Run]:
    """The glyphs of a run, each alone, from left to right."""
    for text, left, width in zip(run.texts, run.lefts, run.widths, strict=True):
        middle = left + width / 2
        yield Run((text,), (left,), (width,), run.size, run.y, middle, middle)


def runs_on_page(chars: Sequence[Any], frame: Frame) -> tuple[list[Run], list[Any]]:
    """The characters that a PDF page shows, as runs, without white space; and the first character of each run."""
    if frame.turn:
        runs, heads = _runs(_turned(chars, frame), 0, 0)
    else:
        runs, heads = _runs(chars, frame.left, frame.top)
    return _inside(runs, *frame.size), heads


def _turned(chars: Iterable[Any], frame: Frame) -> Iterator[Mark]:
    """Characters of a page that is turned: their width is not given, but Chinese is square and Latin about half."""
    for char in chars:
        x, base = frame.to_page(char.origin_x, char.origin_y)
        size = char.bbox[3]
        width = size if fold(char.char) > _HALF_WIDTH else size / 2
        yield Mark(char.char, (x, -base, width, size), char.color, char.rotation_degrees)


def _runs(marks: Iterable[Any], page_left: float, page_top: float) -> tuple[list[Run], list[Any]]:
    """Marks that follow one another as they are drawn, put together; and the first of each run."""
    heads: list[Any] = []
    folded = _FOLDED
    texts: list[str] = []
    lefts: list[float] = []
    widths: list[float] = []
    base = middle = end = step = gap = 0.0
    body = math.nan  # the first mark follows none
    drawn: list[tuple[list[str], list[float], list[float], float, float]] = []
    for mark in marks:
        text = mark.char
        if text in folded and not (text := folded[text]):
            continue
        x, y, width, size = mark.bbox
        left = x - page_left
        before, middle = middle, left + width / 2
        if y == base and size == body and middle - before >= step and left - end <= gap:
            texts.append(text)
            lefts.append(left)
            widths.append(width)
        else:
            texts, lefts, widths = [text], [left], [width]
            drawn.append((texts, lefts, widths, size, page_top - y - MIDDLE * size))
            heads.append(mark)
            base, body, step, gap = y, size, UPON * size, SPACE * size
        end = left + width
    return [Run(*run, run[1][0] + run[2][0] / 2, run[1][-1] + run[2][-1] / 2) for run in drawn], heads


def _inside(runs: Sequence[Run], width: float, height: float) -> list[Run]:
    """What stands on the page, and nothing beside it."""
    found: list[Run] = []
    for run in runs:
        if not 0 <= run.y <= height:
            continue
        if 0 <= run.first <= run.last <= width:
            found.append(run)
        else:
            found += [glyph for glyph in single_glyphs(run) if 0 <= glyph.first <= width]
    return found
