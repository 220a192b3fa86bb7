"""What a PDF page shows of its text: a glyph outside the clip path of its text object is not printed.

The fast reader of glyphs does not mind clip paths, and looking them up costs thirty times as much as the
glyphs. So they are looked up only for pages on which something may be hidden: glyphs printed upon one another,
or a long line at the foot that the head of the next page repeats.
"""

import ctypes
import itertools
import math
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from flows.model import Box
from flows.read.frame import Frame, Sides
from flows.read.glyphs import Glyph, lines

_LONG = 12
_EDGE = 0.2
_BAND = 8.0
_NEAR = 1.5


class _TextObject(NamedTuple):
    """A text object: the box of its ink and the part of the page that its clip path leaves open."""

    ink: Box
    shown: Box


def suspects(pages: Sequence[Sequence[Glyph]], frames: Sequence[Frame]) -> dict[int, float]:
    """The pages that may hold text which is not shown, by index, and how far from head and foot it may lie."""
    doubtful: dict[int, float] = {}
    for index, (here, there) in enumerate(itertools.pairwise(zip(pages, frames, strict=True))):
        if _at_foot(*here) & _at_head(*there):
            doubtful |= {each: _EDGE * frames[each].size[1] for each in (index, index + 1)}
    return doubtful | {index: math.inf for index, glyphs in enumerate(pages) if _stacked(glyphs)}


def visible_glyphs(glyphs: Sequence[Glyph], page: pypdfium2.PdfPage, frame: Frame, edge: float) -> list[Glyph]:
    """The glyphs that a text object draws inside its clip path, and those that no object accounts for.

    Only glyphs that lie within `edge` of the head or foot are in doubt.
    """
    foot = frame.size[1] - edge
    bands: dict[int, list[_TextObject]] = {}
    for ink, item in _text_objects(page, frame):
        if ink.top < edge or ink.bottom > foot:
            drawn = _TextObject(ink, Box(*frame.sides(*_clip(item))))
            for band in range(int(ink.top // _BAND), int(ink.bottom // _BAND) + 1):
                bands.setdefault(band, []).append(drawn)
    return [glyph for glyph in glyphs if _is_shown(glyph, bands.get(int(glyph.y // _BAND), ()))]


def _is_shown(glyph: Glyph, objects: Sequence[_TextObject]) -> bool:
    drawing = [item for item in objects if _holds(item.ink, glyph, _NEAR)]
    return not drawing or any(_holds(item.shown, glyph, 0) for item in drawing)


def _holds(box: Box, glyph: Glyph, margin: float) -> bool:
    return box.left - margin <= glyph.x <= box.right + margin and box.top - margin <= glyph.y <= box.bottom + margin


def _stacked(glyphs: Sequence[Glyph]) -> bool:
    if not glyphs:
        return False
    scale = 3 / max(min(map(itemgetter(Glyph._fields.index("size")), glyphs)), 1)
    return len({int(x * scale) << 20 | int(y * scale) for _, _, _, _, x, y in glyphs}) < len(glyphs)


def _at_foot(glyphs: Sequence[Glyph], frame: Frame) -> set[str]:
    bound = (1 - _EDGE) * frame.size[1]
    return _long_lines(glyph for glyph in glyphs if glyph.y > bound)


def _at_head(glyphs: Sequence[Glyph], frame: Frame) -> set[str]:
    bound = _EDGE * frame.size[1]
    return _long_lines(glyph for glyph in glyphs if glyph.y < bound)


def _long_lines(glyphs: Iterable[Glyph]) -> set[str]:
    return {"".join(glyph.text for glyph in row) for row in lines(glyphs) if len(row) >= _LONG}


def _text_objects(page: pypdfium2.PdfPage, frame: Frame) -> Iterator[tuple[Box, Any]]:
    for index in range(pdfium.FPDFPage_CountObjects(page.raw)):
        item = pdfium.FPDFPage_GetObject(page.raw, index)
        if pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_TEXT:
            yield Box(*frame.sides(*_bounds(item))), item


def _bounds(item: Any) -> Sides:
    sides = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(item, *sides)
    left, bottom, right, top = (side.value for side in sides)
    return left, bottom, right, top


def _clip(item: Any) -> Sides:
    """The intersection of the bounding boxes of all its clip paths."""
    left, bottom, right, top = -1e9, -1e9, 1e9, 1e9
    clip = pdfium.FPDFPageObj_GetClipPath(item)
    for path in range(max(pdfium.FPDFClipPath_CountPaths(clip), 0)):
        points = list(_points(clip, path))
        if points:
            left, right = max(left, min(x for x, _ in points)), min(right, max(x for x, _ in points))
            bottom, top = max(bottom, min(y for _, y in points)), min(top, max(y for _, y in points))
    return left, bottom, right, top


def _points(clip: Any, path: int) -> Iterator[tuple[float, float]]:
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(pdfium.FPDFClipPath_CountPathSegments(clip, path)):
        segment = pdfium.FPDFClipPath_GetPathSegment(clip, path, index)
        if pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            yield x.value, y.value
