"""Runs of glyphs become lines of text, as a reader sees them."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import add, attrgetter

from flows.model import Box, Line
from flows.read.pdf.glyphs import SPACE, UPON, Run, single_glyphs

_HALF_BODY = 0.5
_SAME_LINE = 0.45
_TWICE = 0.15
OVERPRINT = "\0"
"""What is put between glyphs that are printed upon one another, until it is known which of them is shown."""
ILLEGIBLE = "\ufffd"
"""What is put between digits that are printed upon one another and all seen: nobody can read them."""
_SMALLER = 0.8
_RAISED = 0.25
_PADDING = 13.0
_DIGIT = 0.6
"""A line is full with no room left but the padding of its cell, in points, and a digit, as a share of the font size."""
_NUMBER = re.compile(r"[-(（△]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d{1,2})?[)）]?[\u4e00-\u9fff]{0,3}")
_FIRST = attrgetter("first")
_Y = attrgetter("y")


def group_into_lines(runs: Sequence[Run]) -> list[list[Run]]:
    """Group runs into printed lines, from top to bottom, each from left to right.

    Digits and Chinese of one line may stand on different baselines; what overlaps by half is one line.
    """
    if len(runs) == 1:
        return [[*runs]]
    found: list[list[Run]] = []
    middle = reach = 0.0
    count = 0
    for run in sorted(runs, key=_Y):
        more = len(run.texts)
        if found and run.y - middle < _SAME_LINE * max(reach, run.size):
            found[-1].append(run)
            count += more
            middle += (run.y - middle) * more / count
            reach = max(reach, run.size)
        else:
            found.append([run])
            middle, reach, count = run.y, run.size, more
    return [_ordered(row) for row in found]


def _ordered(row: Sequence[Run]) -> list[Run]:
    """The runs of a line from left to right; glyph by glyph, where one stands between or upon those of another."""
    ordered = sorted(row, key=_FIRST)
    if all(after.first - before.last >= UPON * after.size for before, after in pairwise(ordered)):
        return ordered
    return sorted((glyph for run in row for glyph in single_glyphs(run)), key=_FIRST)


def line_text(row: Sequence[Run], overprint: str = "") -> str:
    """The text of one line; a gap wider than a fifth of the font size is one space.

    Bold type may be one glyph drawn twice, a hair apart; doubled digits would be another number. `overprint` is put
    between glyphs that are printed upon one another otherwise. A smaller or raised digit after a digit is the mark of a
    note, and stands on a line of its own.
    """
    parts = list(row[0].texts)
    end, before, middle, level = _right(row[0]), row[0].size, row[0].last, row[0].y
    for run in row[1:]:
        texts, lefts, _, size, y, first, last = run
        if texts[0] == parts[-1] and first - middle < _TWICE * size:
            continue
        if (size < _SMALLER * before or abs(y - level) > _RAISED * size) and _are_digits(parts[-1], texts[0]):
            parts.append("\n")
        elif lefts[0] > end:
            if lefts[0] - end > SPACE * min(before, size):
                parts.append(" ")
        elif first - middle < UPON * size and (overprint != ILLEGIBLE or _are_digits(parts[-1], texts[0])):
            parts.append(overprint)
        parts += texts
        end, before, middle, level = _right(run), size, last, y
    return "".join(parts)


def _are_digits(one: str, other: str) -> bool:
    return one.isdigit() and other.isdigit()


def cell_text(rows: Sequence[Sequence[Run]], box: Box, overprint: str = "") -> str:
    """The text of a cell, line by line. A number that fills its line and goes on in the next is one number."""
    texts = [line_text(row, overprint) for row in rows]
    text = texts[0]
    for index in range(1, len(rows)):
        is_number = _NUMBER.fullmatch(texts[index - 1] + texts[index]) is not None
        text += ("" if is_number and _is_broken(rows[index - 1], rows[index], box) else "\n") + texts[index]
    return text


def _is_broken(above: Sequence[Run], row: Sequence[Run], box: Box) -> bool:
    """Whether there was no room left on a line, and a shorter rest stands on the next."""
    width, rest = (_right(line[-1]) - line[0].lefts[0] for line in (above, row))
    return rest < width and box.right - box.left - width < _PADDING + _DIGIT * above[0].size


def _right(run: Run) -> float:
    return run.lefts[-1] + run.widths[-1]


def box_of(row: Sequence[Run]) -> Box:
    """The rectangle around the bodies of some glyphs."""
    return Box(
        min(min(run.lefts) for run in row),
        min(run.y - _HALF_BODY * run.size for run in row),
        max(max(map(add, run.lefts, run.widths)) for run in row),
        max(run.y + _HALF_BODY * run.size for run in row),
    )


def printed_lines(runs: Iterable[Run], page: int, overprint: str = "") -> list[Line]:
    """The printed lines that stand outside every grid."""
    return [Line(line_text(row, overprint).replace("\n", " "), page, box_of(row)) for row in group_into_lines([*runs])]
