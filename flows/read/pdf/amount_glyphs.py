"""The glyphs of the amounts of a PDF page: digits, and the marks that belong to a number."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from flows.read.pdf.frame import Sides
from flows.read.pdf.glyphs import MIDDLE, Run

DIGITS = "0123456789"
_FOLDED = str.maketrans("０１２３４５６７８９．，－−（）％", "0123456789.,--()%")
_NUMBER = re.compile(r"[-(△▲]?\d[\d,]*(?:\.\d+)?[)%]?|-")
_LONG = re.compile(r"\d[\d,]*[.,]\d|\d{5}")
_UNIT = re.compile(r"[元万亿千%]")
_ABOVE, _BELOW, _LOW = 0.8, 0.06, 0.25
_ASIDE = 0.68
_NEAR = 1.1
_DOT, _DASH, _BRACKET, _NARROW = 0.42, 0.25, 0.5, 0.38
"""Points and dashes are at most so high, as shares of the font size, brackets at least; and these at most so wide."""


def folded(letter: str) -> str:
    """A letter of a number as it is in half width.

    >>> folded("９"), folded("−")
    ('9', '-')
    """
    return letter.translate(_FOLDED)


class AmountGlyph(NamedTuple):
    """A digit or mark as it was read: its left, its baseline, its width and its size; and the number it is part of.

    `reach` is how far from there it may stand: of a word that is turned only the middle is known, and no width.
    """

    letter: str
    left: float
    base: float
    width: float
    size: float
    number: str
    reach: float

    @property
    def is_digit(self) -> bool:
        return self.letter in DIGITS

    @property
    def sides(self) -> Sides:
        """The rectangle in which its ink is looked for."""
        below = _BELOW if self.is_digit else _LOW
        return self.left, self.base - _ABOVE * self.size, self.left + self.width, self.base + below * self.size

    def may_be(self, ink: tuple[int, int, int, int], base: float, scale: float) -> bool:
        """Whether a mark that is no digit lies and is as high as it must be; its sides and its baseline in pixels."""
        left, top, right, bottom = ink
        em = scale * self.size
        high = (bottom - top) / em
        match self.letter:
            case "." | ",":
                return base - top <= _DOT * em and high <= _DOT
            case "-":
                return high <= _DASH and right - left > bottom - top and base > bottom
            case "(" | ")":
                return high >= _BRACKET and right - left <= _NARROW * em
            case _:
                return True


class Amount(NamedTuple):
    """The glyphs of one number, and whether nothing of its run stands before it, and after it."""

    glyphs: Sequence[AmountGlyph]
    is_first: bool
    is_last: bool

    def places_beside(self) -> Iterator[AmountGlyph]:
        """Where another digit would stand, before the number and after it."""
        first, last = self.glyphs[0], self.glyphs[-1]
        aside = _ASIDE * first.size
        if self.is_first:
            yield first._replace(letter=" ", left=first.left - aside, width=aside)
        if self.is_last:
            yield last._replace(letter=" ", left=last.left + last.width, width=aside)


def find_amounts(runs: Sequence[Run], grids: Sequence[Sides]) -> list[Amount]:
    """The numbers of a page that may be amounts or codes: long ones, those in grids, and those with a unit after them.

    The numbers of pages, paragraphs and years are none.
    """
    return [
        amount for run, after in zip(runs, [*runs[1:], *runs[-1:]], strict=True) for amount in _of(run, after, grids)
    ]


def _of(run: Run, after: Run, grids: Sequence[Sides]) -> Iterator[Amount]:
    text = "".join(run.texts)
    if not text.isascii():
        text = text.translate(_FOLDED)
    for found in _NUMBER.finditer(text):
        number, end = found[0], found.end()
        is_all = len(number) == len(text)
        is_marked = _LONG.search(number) or _UNIT.match(text, end) or (end == len(text) and _UNIT.match(after.texts[0]))
        if is_marked or (is_all and _lies_in(run, grids)):
            is_upright = len(run.texts) == len(text)
            yield Amount(
                [*_glyphs(run, found, number)], is_upright and found.start() == 0, is_upright and end == len(text)
            )


def _lies_in(run: Run, grids: Iterable[Sides]) -> bool:
    return any(left <= run.first <= right and top <= run.y <= bottom for left, top, right, bottom in grids)


def _glyphs(run: Run, found: re.Match[str], number: str) -> Iterator[AmountGlyph]:
    """Where each glyph of a number stands; a word that is turned is known as one whole only."""
    base = run.y + MIDDLE * run.size
    is_turned = len(run.texts) != len(found.string)
    for place in range(found.start(), found.end()):
        letter = found.string[place]
        if is_turned:
            yield AmountGlyph(letter, run.first, run.y, 0.0, run.size, number, len(found.string) * run.size)
        else:
            width = run.widths[place]
            yield AmountGlyph(letter, run.lefts[place], base, width, run.size, number, _NEAR * max(run.size, width))
