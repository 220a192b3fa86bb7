"""Writing that is turned: a page whose writing is turned as a whole, and words that stand on their side in one cell.

Slanted writing is left out: a watermark is no part of what it is printed over.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import Any

from flows.read.pdf.frame import Frame, main_turn, quarter_turn
from flows.read.pdf.glyphs import Run, runs_on_page

_DEGREES = attrgetter("rotation_degrees")


def upright_runs(chars: Sequence[Any], frame: Frame) -> tuple[list[Run], list[Any], Frame]:
    """The runs of a page, the first character of each, and the page as it is held when its writing stands upright."""
    runs, heads = runs_on_page(chars, frame)
    if not any(map(_DEGREES, heads)):
        return runs, heads, frame
    turns: dict[int | None, list[Any]] = {}
    for char in chars:
        turns.setdefault(quarter_turn(char.rotation_degrees), []).append(char)
    frame = replace(frame, turn=main_turn(map(_DEGREES, chars)))
    runs, heads = runs_on_page(turns.pop(frame.turn, []), frame)
    for turn, others in turns.items():
        if turn is not None:
            runs += _words(others, replace(frame, turn=turn), frame)
    return runs, heads, frame


def _words(chars: Sequence[Any], own: Frame, frame: Frame) -> Iterator[Run]:
    """Words that are turned otherwise than their page, each as one glyph that holds its letters in order."""

    def along(char: Any) -> tuple[float, float]:
        x, base = own.to_page(char.origin_x, char.origin_y)
        return round(base), x

    for run in runs_on_page(sorted(chars, key=along), own)[0]:
        x, y = frame.to_page(*own.to_file((run.first + run.last) / 2, run.y))
        yield Run(("".join(run.texts),), (x - run.size / 2,), (run.size,), run.size, y, x, x)
