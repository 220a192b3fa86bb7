"""The objects of a PDF page as pdfium has them: what they are, where they lie, how they are painted.

Sides are in points from the upper left corner of the page as it is read; colours are red, green and blue from 0 to 255.
"""

import ctypes
import math
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any, Literal, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from flows.read.pdf.frame import Frame, Sides, intersection, main_turn

Colour = tuple[int, int, int]
Kind = Literal["text", "path", "picture", "other"]

EVERYWHERE: Sides = (-1e9, -1e9, 1e9, 1e9)
OPAQUE = 255
_IDENTITY = pypdfium2.PdfMatrix()
_HAIR = 0.5
_KINDS: dict[int, Kind] = {
    pdfium.FPDF_PAGEOBJ_TEXT: "text",
    pdfium.FPDF_PAGEOBJ_PATH: "path",
    pdfium.FPDF_PAGEOBJ_IMAGE: "picture",
    pdfium.FPDF_PAGEOBJ_SHADING: "picture",
}
_UNSEEN_MODES = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)
_FILLED_MODES = (pdfium.FPDF_TEXTRENDERMODE_FILL, pdfium.FPDF_TEXTRENDERMODE_FILL_CLIP)
# What pdfium answers with; read at once, so that one set of them is enough.
_FLOATS = tuple(ctypes.c_float() for _ in range(4))
_PARTS = tuple(ctypes.c_uint() for _ in range(4))


class PageObject(NamedTuple):
    """One object of a page; `matrix` is the place of the form in which it lies."""

    raw: Any
    kind: Kind
    matrix: pypdfium2.PdfMatrix
    frame: Frame

    @property
    def address(self) -> int:
        """What tells it from the other objects of the page."""
        return address_of(self.raw)

    @property
    def bounds(self) -> Sides:
        """The rectangle around it."""
        pdfium.FPDFPageObj_GetBounds(self.raw, *_FLOATS)
        left, bottom, right, top = _FLOATS
        return _placed((left.value, bottom.value, right.value, top.value), self.matrix, self.frame)

    @property
    def clip(self) -> Sides:
        """The intersection of the bounding boxes of all its clip paths."""
        found = EVERYWHERE
        clip = pdfium.FPDFPageObj_GetClipPath(self.raw)
        for path in range(max(pdfium.FPDFClipPath_CountPaths(clip), 0)):
            points = list(_clip_points(clip, path))
            if points:
                found = intersection(found, _placed(_around(points), self.matrix, self.frame))
        return found

    @property
    def fill(self) -> tuple[Colour | None, int]:
        """The colour with which it is filled, and how opaque that is."""
        if not pdfium.FPDFPageObj_GetFillColor(self.raw, *_PARTS):
            return None, OPAQUE
        red, green, blue, alpha = _PARTS
        return (red.value, green.value, blue.value), alpha.value

    @property
    def is_translucent(self) -> bool:
        """Whether something shines through it."""
        return bool(pdfium.FPDFPageObj_HasTransparency(self.raw))

    def text_paint(self) -> tuple[Colour | None, bool]:
        """The colour of a text, where it is filled with one, and whether it is painted at all."""
        mode = pdfium.FPDFTextObj_GetTextRenderMode(self.raw)
        if mode not in _FILLED_MODES:
            return None, mode not in _UNSEEN_MODES
        colour, alpha = self.fill
        return colour, alpha > 0

    def is_filled(self) -> bool:
        """Whether a path is filled so that nothing shines through."""
        mode, stroke = ctypes.c_int(), ctypes.c_int()
        if not pdfium.FPDFPath_GetDrawMode(self.raw, mode, stroke) or mode.value == pdfium.FPDF_FILLMODE_NONE:
            return False
        return self.fill[1] == OPAQUE and not self.is_translucent

    def rectangles(self) -> Iterator[Sides]:
        """The upright rectangles of a path, neither holed nor holes; others cover nothing that could be told."""
        place = _matrix(self.raw).multiply(self.matrix)
        shapes = [[place.on_point(x, y) for x, y in points] for points in _subpaths(self.raw)]
        bounds = [_around(shape) for shape in shapes]
        for index, (shape, sides) in enumerate(zip(shapes, bounds, strict=True)):
            others = bounds[:index] + bounds[index + 1 :]
            if _is_rectangle(shape) and not any(intersection(sides, other) in (sides, other) for other in others):
                yield self.frame.sides(*sides)

    def is_solid(self, page: pypdfium2.PdfPage) -> bool:
        """Whether nothing shines through a picture."""
        if self.is_translucent:
            return False
        bitmap = pdfium.FPDFImageObj_GetRenderedBitmap(page.pdf.raw, page.raw, self.raw)
        if not bitmap:
            return True
        has_alpha = pdfium.FPDFBitmap_GetFormat(bitmap) == pdfium.FPDFBitmap_BGRA
        size = pdfium.FPDFBitmap_GetStride(bitmap) * pdfium.FPDFBitmap_GetHeight(bitmap)
        pixels = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), size) if has_alpha else b""
        pdfium.FPDFBitmap_Destroy(bitmap)
        return not pixels or min(pixels[3::4]) == OPAQUE


def page_objects(page: pypdfium2.PdfPage, frame: Frame) -> Iterator[PageObject]:
    """The objects of a page in the order in which they are painted, those inside its forms among them."""
    for index in range(pdfium.FPDFPage_CountObjects(page.raw)):
        yield from _unfolded(pdfium.FPDFPage_GetObject(page.raw, index), _IDENTITY, frame)


def character_places(text: pypdfium2.PdfTextPage) -> list[int]:
    """The places of characters in the text of a page, without those that pdfium makes up: blanks, ends of lines."""
    return [place for place in range(text.count_chars()) if not pdfium.FPDFText_IsGenerated(text, place)]


def text_turn(text: pypdfium2.PdfTextPage, places: Iterable[int]) -> int:
    """By how many degrees most of these characters are turned anticlockwise: 0, 90, 180 or 270."""
    return main_turn(-math.degrees(pdfium.FPDFText_GetCharAngle(text, place)) for place in places)


def shown_frame(page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage, places: Iterable[int]) -> Frame:
    """What shows of a page, turned as most of these characters of its text are."""
    left, bottom, right, top = page.get_cropbox()
    return Frame(left, bottom, right, top, text_turn(text, places))


def address_of(raw: Any) -> int:
    """What tells one object of a page from another."""
    return ctypes.addressof(raw.contents)


def _unfolded(raw: Any, outer: pypdfium2.PdfMatrix, frame: Frame) -> Iterator[PageObject]:
    kind = pdfium.FPDFPageObj_GetType(raw)
    if kind != pdfium.FPDF_PAGEOBJ_FORM:
        yield PageObject(raw, _KINDS.get(kind, "other"), outer, frame)
        return
    inner = _matrix(raw).multiply(outer)
    for index in range(max(pdfium.FPDFFormObj_CountObjects(raw), 0)):
        yield from _unfolded(pdfium.FPDFFormObj_GetObject(raw, index), inner, frame)


def _is_rectangle(shape: list[tuple[float, float]]) -> bool:
    upright = all(abs(a[0] - b[0]) < _HAIR or abs(a[1] - b[1]) < _HAIR for a, b in pairwise((*shape, shape[0])))
    return upright and 4 <= len(shape) <= 5


def _subpaths(path: Any) -> Iterator[list[tuple[float, float]]]:
    points: list[tuple[float, float]] = []
    x, y, *_ = _FLOATS
    for index in range(max(pdfium.FPDFPath_CountSegments(path), 0)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        if points and pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            yield points
            points = []
        if pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            points.append((x.value, y.value))
    if points:
        yield points


def _clip_points(clip: Any, path: int) -> Iterator[tuple[float, float]]:
    x, y, *_ = _FLOATS
    for index in range(pdfium.FPDFClipPath_CountPathSegments(clip, path)):
        if pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFClipPath_GetPathSegment(clip, path, index), x, y):
            yield x.value, y.value


def _matrix(raw: Any) -> pypdfium2.PdfMatrix:
    found = pdfium.FS_MATRIX()
    return pypdfium2.PdfMatrix.from_raw(found) if pdfium.FPDFPageObj_GetMatrix(raw, found) else _IDENTITY


def _placed(box: Sides, matrix: pypdfium2.PdfMatrix, frame: Frame) -> Sides:
    return frame.sides(*(box if matrix is _IDENTITY else matrix.on_rect(*box)))


def _around(points: list[tuple[float, float]]) -> Sides:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)
