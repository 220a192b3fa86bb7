"""Runs of glyphs that cross a border of a grid: what may be parted there, and what may not.

Chinese is parted glyph by glyph, as the texts of neighbouring cells may touch. A number is never cut: half of one is
another number. Two numbers that stand side by side are two, where the blank between them is no blank of a number.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from statistics import median

from flows.read.pdf.glyphs import Run, single_glyphs

_OF_NUMBERS = frozenset("0123456789.,%-−()０１２３４５６７８９．，％－（）△▲")
_WHOLE = re.compile(r"(?!0\d+[.．])[-−－△▲(（]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:[.．]\d+)?[)）%％]?|-")
_TOUCHING = 0.08
"""A gap narrower than this share of the font size parts no two numbers."""
_WIDEST = 0.8
_EVEN = 0.12
"""Digits set apart evenly stand at most as far apart as the first share of the font size, and differ by the second."""
_FEWEST = 3


def join_spaced_digits(runs: Sequence[Run], is_divided: Callable[[Run], bool]) -> list[Run]:
    """The runs of a page; digits set apart evenly are one run, where a border would part them."""
    found: list[Run] = []
    chain: list[Run] = []
    for run in runs:
        single = len(run.texts) == 1 and run.texts[0] in _OF_NUMBERS
        if chain and not (single and _follows(chain, run)):
            found += _joined(chain, is_divided)
            chain = []
        (chain if single else found).append(run)
    return [*found, *_joined(chain, is_divided)]


def indivisible_parts(run: Run) -> Iterator[Run]:
    """The parts of a run that no border cuts: its numbers, and every other glyph."""
    number: list[Run] = []
    for glyph in single_glyphs(run):
        if glyph.texts[0] in _OF_NUMBERS:
            number.append(glyph)
            continue
        yield from _numbers(number)
        number = []
        yield glyph
    yield from _numbers(number)


def is_amount_run(run: Run) -> bool:
    """Whether a run is a number as amounts are printed, with a point or a comma or five digits."""
    texts = run.texts
    if len(texts) < _FEWEST or texts[0] not in _OF_NUMBERS or texts[-1] not in _OF_NUMBERS:
        return False
    return (len(texts) > 4 or "." in texts or "," in texts) and _WHOLE.fullmatch("".join(texts)) is not None


def _numbers(glyphs: Sequence[Run]) -> Iterator[Run]:
    """Glyphs of numbers side by side: two numbers where a gap wider than all others leaves two whole ones."""
    gaps = [_gap(one, other) for one, other in pairwise(glyphs)]
    if gaps:
        widest = max(gaps)
        place = gaps.index(widest) + 1
        sides = glyphs[:place], glyphs[place:]
        if widest > _TOUCHING * glyphs[0].size + max(median(gaps), 0) and all(_is_whole(side) for side in sides):
            for side in sides:
                yield from _numbers(side)
            return
    yield from _merged(glyphs)


def _is_whole(glyphs: Sequence[Run]) -> bool:
    return bool(_WHOLE.fullmatch("".join(glyph.texts[0] for glyph in glyphs)))


def _follows(chain: Sequence[Run], run: Run) -> bool:
    """Whether a digit stands as far from the one before it as that from the one before."""
    last = chain[-1]
    gap = _gap(last, run)
    if run.y != last.y or run.size != last.size or not 0 < gap <= _WIDEST * run.size:
        return False
    return len(chain) == 1 or abs(gap - _gap(chain[-2], last)) <= _EVEN * run.size


def _gap(one: Run, other: Run) -> float:
    return other.lefts[0] - one.lefts[-1] - one.widths[-1]


def _joined(chain: Sequence[Run], is_divided: Callable[[Run], bool]) -> Sequence[Run]:
    """Three digits or more set apart evenly are one number; fewer say nothing of what they are."""
    whole = [*_merged(chain)] if len(chain) >= _FEWEST else []
    return whole if whole and is_divided(whole[0]) else chain


def _merged(glyphs: Sequence[Run]) -> Iterator[Run]:
    if not glyphs:
        return
    texts = [glyph.texts[0] for glyph in glyphs]
    lefts = [glyph.lefts[0] for glyph in glyphs]
    widths = [glyph.widths[0] for glyph in glyphs]
    yield Run(texts, lefts, widths, glyphs[0].size, glyphs[0].y, glyphs[0].first, glyphs[-1].last)
