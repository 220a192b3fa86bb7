"""What a PDF page shows of its text.

Not seen is what lies outside the clip path of its text object, under what is painted over it later, or is painted in
no colour or in that of its ground. The fast reader of glyphs minds none of that, and looking it up costs more than all
else that is read of a page. So it is looked up only for pages on which something may be hidden: glyphs printed upon one
another, an amount outside every grid, text that crosses a border, lies hard by one or in a cell that is not its turn,
amounts on a painted ground, pale writing, or a long line at the foot that the head of the next page repeats. Where one
page hides something, all are looked at.
"""

import ctypes
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from flows.model import Box, Grid, Line, Page
from flows.read.frame import Frame
from flows.read.glyphs import MIDDLE, Run, apart, fold
from flows.read.lines import OVERPRINT
from flows.read.objects import address_of
from flows.read.painted import Painting, painting

_LONG = 12
_EDGE = 0.2
_BAND = 4.0
_NEAR = 1.5
_AMOUNT = re.compile(r"[-(（]?[\d,.]{4,}[)）]?")


class _Drawn(NamedTuple):
    """A character, where it is drawn, and the address of its text object."""

    text: str
    left: float
    base: float
    address: int


def suspects(pages: Sequence[Page], frames: Sequence[Frame]) -> set[int]:
    """The pages that may hold text which is not shown, by index, as far as what is printed there tells."""
    printed = [list(_printed(page)) for page in pages]
    edges = [_EDGE * frame.size[1] for frame in frames]
    doubtful = {index for index, page in enumerate(pages) if any(map(_is_stray, page.blocks))}
    doubtful |= {index for index, texts in enumerate(printed) if any(OVERPRINT in text for text, _ in texts)}
    for index in range(len(pages) - 1):
        foot = _long(printed[index], frames[index].size[1] - edges[index], math.inf)
        if foot & _long(printed[index + 1], -math.inf, edges[index + 1]):
            doubtful |= {index, index + 1}
    return doubtful


def _is_stray(block: Line | Grid) -> bool:
    """Whether a line is an amount alone, outside every grid."""
    return isinstance(block, Line) and _AMOUNT.fullmatch(block.text) is not None


def _printed(page: Page) -> Iterator[tuple[str, Box]]:
    """The texts of a page, those in its cells among them, and where they stand."""
    for block in page.blocks:
        for part in block.cells if isinstance(block, Grid) else (block,):
            if part.text and part.box is not None:
                yield part.text, part.box


def _long(printed: Iterable[tuple[str, Box]], top: float, bottom: float) -> set[str]:
    return {text for text, box in printed if len(text) >= _LONG and top < box.top and box.bottom < bottom}


def visible_glyphs(runs: Sequence[Run], page: pypdfium2.PdfPage, frame: Frame, *, clips: bool) -> Sequence[Run]:
    """The glyphs that are seen, and those of which it is not known; the runs as they are where nothing is hidden.

    Clip paths are looked up only where `clips` says so; what was found hidden on the way, they are looked up for.
    """
    found = painting(page, frame, clips=clips)
    if not found.hides:
        return runs
    drawn: dict[tuple[str, int], list[_Drawn]] = {}
    with closing(page.get_textpage()) as text:
        for char in _chars(text, frame):
            drawn.setdefault((char.text, round(char.base / _BAND)), []).append(char)
    shown = [glyph for run in runs for glyph in apart(run) if _is_shown(glyph, drawn, found)]
    return shown if len(shown) < sum(len(run.texts) for run in runs) else runs


def _is_shown(glyph: Run, drawn: Mapping[tuple[str, int], Sequence[_Drawn]], found: Painting) -> bool:
    base = glyph.y + MIDDLE * glyph.size
    band = round(base / _BAND)
    alike = (char for near in (band - 1, band, band + 1) for char in drawn.get((glyph.texts[0], near), ()))
    here = [char for char in alike if abs(char.left - glyph.lefts[0]) + abs(char.base - base) < _NEAR]
    return not here or any(found.is_shown(char.address, glyph.first, glyph.y) for char in here)


def _chars(text: pypdfium2.PdfTextPage, frame: Frame) -> Iterator[_Drawn]:
    """The characters as pdfium has them, each with its text object."""
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(text.count_chars()):
        item = pdfium.FPDFText_GetTextObject(text.raw, index)
        if item:
            pdfium.FPDFText_GetCharOrigin(text.raw, index, x, y)
            letter = fold(chr(pdfium.FPDFText_GetUnicode(text.raw, index)))
            yield _Drawn(letter, *frame.place(x.value, y.value), address_of(item))
