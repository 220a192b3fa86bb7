"""What a PDF page paints, in the order in which it paints it: its writing, and the areas that may cover it.

Looked up object by object, which costs as much as all else that is read of a page: only for pages on which something
may be hidden.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

import pypdfium2

from flows.read.pdf.frame import Frame, Sides, intersection, is_wide
from flows.read.pdf.page_objects import EVERYWHERE, Colour, PageObject, page_objects

_WHITE: Colour = (255, 255, 255)
_ALIKE = 12
"""Colours that differ by less than this, of 255, in all three parts are one colour to the eye."""
_HAIR = 0.5
_TOP = attrgetter("top")


class PaintedArea(NamedTuple):
    """A rectangle that is painted over; of a picture the colour is not known."""

    order: int
    sides: Sides
    colour: Colour | None


class Cover(NamedTuple):
    """What hides a writing: the clip path, or the area painted in that order; neither, where its ink cannot be seen."""

    clip: Sides | None = None
    order: int | None = None


class PaintedText(NamedTuple):
    """A text object: where it lies, and what may hide it."""

    order: int
    sides: Sides
    clip: Sides
    colour: Colour | None
    is_painted: bool

    @property
    def top(self) -> float:
        """Where it begins."""
        return self.sides[1]

    def cover_at(self, x: float, y: float, areas: Sequence[PaintedArea]) -> Cover | None:
        """What hides what is written at a point: its clip path, a later area, or its ink on its ground; or nothing."""
        if not self.is_painted:
            return Cover()
        if not _holds(self.clip, x, y):
            return Cover(clip=self.clip)
        ground: Colour | None = _WHITE
        for order, sides, colour in areas:
            if _holds(sides, x, y):
                if order > self.order:
                    return Cover(order=order)
                ground = colour
        return Cover() if _alike(self.colour, ground) else None

    def is_painted_under(self, cover: Cover) -> bool:
        """Whether it is painted under the same clip path or area, and so would be of one text with what that hides."""
        return self.clip == cover.clip or (cover.order is not None and self.order < cover.order)

    @property
    def is_whole(self) -> bool:
        """Whether it is painted on white, no part of it outside its clip path."""
        left, top, right, bottom = self.sides
        inside = _holds(self.clip, left + _HAIR, top + _HAIR) and _holds(self.clip, right - _HAIR, bottom - _HAIR)
        return self.is_painted and inside and not _alike(self.colour, _WHITE)


UNKNOWN_TEXT = PaintedText(-1, EVERYWHERE, EVERYWHERE, None, is_painted=True)
"""A writing of which nothing is known."""


@dataclass(frozen=True, slots=True)
class PaintOrder:
    """The writing of a page by the address of its text object, and the areas in the order in which they are painted."""

    texts: Mapping[int, PaintedText]
    areas: Sequence[PaintedArea]

    @property
    def may_hide_text(self) -> bool:
        """Whether any writing may be hidden."""
        writings = sorted(self.texts.values(), key=_TOP)
        if not all(writing.is_whole for writing in writings):
            return True
        tallest = max((writing.sides[3] - writing.top for writing in writings), default=0.0)
        return any(_touches(area, writings, tallest) for area in self.areas)


def paint_order(page: pypdfium2.PdfPage, frame: Frame, *, clips: bool) -> PaintOrder:
    """Everything that is painted on a page; the clip paths of its writing only where they are asked for."""
    writings: dict[int, PaintedText] = {}
    areas: list[PaintedArea] = []
    for order, item in enumerate(page_objects(page, frame)):
        if item.kind == "text":
            clip = item.clip if clips else EVERYWHERE
            writings[item.address] = PaintedText(order, item.bounds, clip, *item.text_paint())
        elif item.kind != "other" and is_wide(item.bounds):
            areas += _areas(item, order, page)
    return PaintOrder(writings, areas)


def _areas(item: PageObject, order: int, page: pypdfium2.PdfPage) -> list[PaintedArea]:
    """What a path or a picture paints over, as far as its clip path lets it."""
    if item.kind == "picture":
        found = [item.bounds] if item.is_solid(page) else []
        colour = None
    else:
        found = [*item.rectangles()] if item.is_filled() else []
        colour = item.fill[0]
    shown = [intersection(sides, item.clip) for sides in found]
    return [PaintedArea(order, sides, colour) for sides in shown if is_wide(sides)]


def _touches(area: PaintedArea, writings: Sequence[PaintedText], tallest: float) -> bool:
    """Whether an area covers any writing, or is the ground of writing in its own colour. Writings are in order."""
    left, top, right, bottom = area.sides
    first = bisect_left(writings, top - tallest, key=_TOP)
    return any(
        (area.order > writing.order or _alike(writing.colour, area.colour))
        and left < writing.sides[2]
        and writing.sides[0] < right
        and top < writing.sides[3]
        for writing in writings[first : bisect_right(writings, bottom, key=_TOP)]
    )


def _holds(sides: Sides, x: float, y: float) -> bool:
    left, top, right, bottom = sides
    return left <= x <= right and top <= y <= bottom


@lru_cache(maxsize=4096)
def _alike(one: Colour | None, other: Colour | None) -> bool:
    if one is None or other is None:
        return False
    return all(abs(a - b) < _ALIKE for a, b in zip(one, other, strict=True))
