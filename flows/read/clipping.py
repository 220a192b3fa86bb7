"""What a PDF page shows of its text: a glyph outside the clip path of its text object is not printed.

The fast reader of glyphs does not mind clip paths, and looking them up costs thirty times as much as the
glyphs. So they are looked up only for pages on which something may be hidden: glyphs printed upon one another,
or a long line at the foot that the head of the next page repeats.
"""

import ctypes
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from flows.model import Box, Grid, Page
from flows.read.frame import Frame, Sides
from flows.read.glyphs import MIDDLE, Run, apart, fold
from flows.read.lines import OVERPRINT

_LONG = 12
_EDGE = 0.2
_BAND = 4.0
_NEAR = 1.5


class _Drawn(NamedTuple):
    """A character, where it is drawn, and the part of the page that the clip path of its text object leaves open."""

    text: str
    left: float
    base: float
    clip: Sides


def suspects(pages: Sequence[Page], frames: Sequence[Frame]) -> dict[int, float]:
    """The pages that may hold text which is not shown, by index, and how far from head and foot it may lie."""
    printed = [list(_printed(page)) for page in pages]
    edges = [_EDGE * frame.size[1] for frame in frames]
    doubtful: dict[int, float] = {}
    for index in range(len(pages) - 1):
        foot = _long(printed[index], frames[index].size[1] - edges[index], math.inf)
        if foot & _long(printed[index + 1], -math.inf, edges[index + 1]):
            doubtful |= {index: edges[index], index + 1: edges[index + 1]}
    overprinted = (index for index, texts in enumerate(printed) if any(OVERPRINT in text for text, _ in texts))
    return doubtful | dict.fromkeys(overprinted, math.inf)


def _printed(page: Page) -> Iterator[tuple[str, Box]]:
    """The texts of a page, those in its cells among them, and where they stand."""
    for block in page.blocks:
        for part in block.cells if isinstance(block, Grid) else (block,):
            if part.text and part.box is not None:
                yield part.text, part.box


def _long(printed: Iterable[tuple[str, Box]], top: float, bottom: float) -> set[str]:
    return {text for text, box in printed if len(text) >= _LONG and top < box.top and box.bottom < bottom}


def visible_glyphs(runs: Sequence[Run], page: pypdfium2.PdfPage, frame: Frame, edge: float) -> list[Run]:
    """The glyphs that are drawn inside the clip path of their text object, and those of which it is not known.

    Only glyphs that lie within `edge` of the head or foot are in doubt.
    """
    drawn: dict[tuple[str, int], list[_Drawn]] = {}
    with closing(page.get_textpage()) as text:
        for char in _chars(text, frame, edge):
            drawn.setdefault((char.text, round(char.base / _BAND)), []).append(char)
    return [glyph for run in runs for glyph in apart(run) if _is_shown(glyph, drawn)]


def _is_shown(glyph: Run, drawn: Mapping[tuple[str, int], Sequence[_Drawn]]) -> bool:
    base = glyph.y + MIDDLE * glyph.size
    band = round(base / _BAND)
    alike = (char for near in (band - 1, band, band + 1) for char in drawn.get((glyph.texts[0], near), ()))
    clips = [char.clip for char in alike if abs(char.left - glyph.lefts[0]) + abs(char.base - base) < _NEAR]
    return not clips or any(_holds(clip, glyph) for clip in clips)


def _holds(box: Sides, glyph: Run) -> bool:
    left, top, right, bottom = box
    return left <= glyph.first <= right and top <= glyph.y <= bottom


def _chars(text: pypdfium2.PdfTextPage, frame: Frame, edge: float) -> Iterator[_Drawn]:
    """The characters in doubt, as the reader of clip paths has them."""
    foot = frame.size[1] - edge
    x, y = ctypes.c_double(), ctypes.c_double()
    clips: dict[int, Sides] = {}
    for index in range(text.count_chars()):
        pdfium.FPDFText_GetCharOrigin(text.raw, index, x, y)
        left, base = frame.place(x.value, y.value)
        item = pdfium.FPDFText_GetTextObject(text.raw, index) if base < edge or base > foot else None
        if item:
            address = ctypes.addressof(item.contents)
            if address not in clips:
                clips[address] = frame.sides(*_clip(item))
            yield _Drawn(fold(chr(pdfium.FPDFText_GetUnicode(text.raw, index))), left, base, clips[address])


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
