"""What a PDF page shows of its text: a glyph outside the clip path of its text object is not printed.

The fast reader of glyphs does not mind clip paths, and looking them up costs thirty times as much as the
glyphs. So they are looked up only for pages on which something may be hidden: glyphs off the page, glyphs
printed upon one another, or long lines that the next page repeats at another height.
"""

import ctypes
import itertools
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from flows.model import Box
from flows.read.glyphs import Glyph, lines

_LONG = 12
_BAND = 8.0
_NEAR = 1.5


class _TextObject(NamedTuple):
    """A text object: the box of its ink and the part of the page that its clip path leaves open."""

    ink: Box
    shown: Box


def suspects(pages: Sequence[Sequence[Glyph]], sizes: Sequence[tuple[float, float]]) -> list[int]:
    """Indices of the pages that may hold text which is not shown."""
    doubtful = {
        index
        for index, (glyphs, size) in enumerate(zip(pages, sizes, strict=True))
        if _off_page(glyphs, size) or _stacked(glyphs)
    }
    heights = [_long_lines(glyphs) for glyphs in pages]
    for index, (here, there) in enumerate(itertools.pairwise(heights)):
        if any(there.get(text, height) != height for text, height in here.items()):
            doubtful |= {index, index + 1}
    return sorted(doubtful)


def visible_glyphs(glyphs: Sequence[Glyph], page: pypdfium2.PdfPage) -> list[Glyph]:
    """The glyphs that some text object draws inside its clip path, and those that no object accounts for."""
    bands: dict[int, list[_TextObject]] = {}
    for item in _text_objects(page):
        for band in range(int(item.ink.top // _BAND), int(item.ink.bottom // _BAND) + 1):
            bands.setdefault(band, []).append(item)
    return [glyph for glyph in glyphs if _is_shown(glyph, bands.get(int(glyph.y // _BAND), ()))]


def _is_shown(glyph: Glyph, objects: Sequence[_TextObject]) -> bool:
    drawing = [item for item in objects if _holds(item.ink, glyph, _NEAR)]
    return not drawing or any(_holds(item.shown, glyph, 0) for item in drawing)


def _holds(box: Box, glyph: Glyph, margin: float) -> bool:
    return box.left - margin <= glyph.x <= box.right + margin and box.top - margin <= glyph.y <= box.bottom + margin


def _off_page(glyphs: Sequence[Glyph], size: tuple[float, float]) -> bool:
    width, height = size
    return any(not (0 <= g.x <= width and 0 <= g.y <= height) for g in glyphs)


def _stacked(glyphs: Sequence[Glyph]) -> bool:
    places = {(int(3 * g.x / g.size), int(3 * g.y / g.size)) for g in glyphs if g.size > 0}
    return len(places) < len(glyphs)


def _long_lines(glyphs: Sequence[Glyph]) -> dict[str, int]:
    found = {}
    for row in lines(glyphs):
        if len(row) >= _LONG:
            found["".join(glyph.text for glyph in row)] = round(row[0].y)
    return found


def _text_objects(page: pypdfium2.PdfPage) -> Iterator[_TextObject]:
    height = page.get_height()
    for index in range(pdfium.FPDFPage_CountObjects(page.raw)):
        item = pdfium.FPDFPage_GetObject(page.raw, index)
        if pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_TEXT:
            ink = _bounds(item, height)
            yield _TextObject(ink, _clip(item, height))


def _bounds(item: Any, height: float) -> Box:
    sides = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(item, *sides)
    left, bottom, right, top = (side.value for side in sides)
    return Box(left, height - top, right, height - bottom)


def _clip(item: Any, height: float) -> Box:
    """The intersection of the bounding boxes of all its clip paths."""
    left, top, right, bottom = -1e9, -1e9, 1e9, 1e9
    clip = pdfium.FPDFPageObj_GetClipPath(item)
    for path in range(max(pdfium.FPDFClipPath_CountPaths(clip), 0)):
        points = list(_points(clip, path))
        if points:
            left, right = max(left, min(x for x, _ in points)), min(right, max(x for x, _ in points))
            top = max(top, min(height - y for _, y in points))
            bottom = min(bottom, max(height - y for _, y in points))
    return Box(left, top, right, bottom)


def _points(clip: Any, path: int) -> Iterator[tuple[float, float]]:
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(pdfium.FPDFClipPath_CountPathSegments(clip, path)):
        segment = pdfium.FPDFClipPath_GetPathSegment(clip, path, index)
        if pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            yield x.value, y.value
