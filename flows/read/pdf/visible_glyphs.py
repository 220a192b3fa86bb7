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
from dataclasses import dataclass
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from flows.model import Box, Grid, Line, Page
from flows.read.pdf.border_crossing import indivisible_parts
from flows.read.pdf.frame import Frame
from flows.read.pdf.glyphs import MIDDLE, Run, fold, single_glyphs
from flows.read.pdf.page_objects import address_of
from flows.read.pdf.paint_order import UNKNOWN_TEXT, Cover, PaintedText, PaintOrder, paint_order
from flows.read.pdf.text_lines import OVERPRINT

_LONG = 12
_EDGE = 0.2
_BAND = 4.0
_NEAR = 1.5
_AMOUNT = re.compile(r"[-(（]?[\d,.]{4,}[)）]?")


class _DrawnCharacter(NamedTuple):
    """A character, where it is drawn, and the address of its text object."""

    text: str
    left: float
    base: float
    address: int


Covers = Mapping[PaintedText, Cover | None]


class VisibleRuns(NamedTuple):
    """The runs of a page that are seen, and the numbers of which a part only is."""

    runs: Sequence[Run]
    torn_numbers: Sequence[str]


def pages_that_may_hide(pages: Sequence[Page], frames: Sequence[Frame]) -> set[int]:
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


def visible_runs(runs: Sequence[Run], page: pypdfium2.PdfPage, frame: Frame, *, clips: bool) -> VisibleRuns:
    """The glyphs that are seen, and those of which it is not known; the runs as they are where nothing is hidden.

    Clip paths are looked up only where `clips` says so.
    """
    found = paint_order(page, frame, clips=clips)
    if not found.may_hide_text:
        return VisibleRuns(runs, ())
    pdfium_page = _PdfiumPage(found, _drawn(page, frame))
    shown: list[Run] = []
    torn_numbers: list[str] = []
    for part in (part for run in runs for part in indivisible_parts(run)):
        glyphs = [*single_glyphs(part)]
        covers = [pdfium_page.covers_of(glyph) for glyph in glyphs]
        if all(None in covers_of_glyph.values() for covers_of_glyph in covers):
            shown.append(part)
        elif _is_torn(covers):
            torn_numbers.append("".join(part.texts))
        else:
            shown += [glyph for glyph, answer in zip(glyphs, covers, strict=True) if None in answer.values()]
    return (
        VisibleRuns(shown, torn_numbers)
        if torn_numbers or sum(map(_length, shown)) < sum(map(_length, runs))
        else VisibleRuns(runs, ())
    )


def _length(run: Run) -> int:
    return len(run.texts)


def _is_torn(covers: Sequence[Covers]) -> bool:
    """Whether what hides some glyphs of a number is what the others are painted under too: it cuts the number."""
    hidden = {
        cover
        for covers_of_glyph in covers
        if None not in covers_of_glyph.values()
        for cover in covers_of_glyph.values()
    }
    shown = [writing for answer in covers for writing, cover in answer.items() if cover is None]
    return any(writing.is_painted_under(cover) for writing in shown for cover in hidden if cover is not None)


@dataclass(frozen=True, slots=True)
class _PdfiumPage:
    """What pdfium has of a page: what is painted, and its characters by what they are and about where they stand."""

    found: PaintOrder
    drawn: Mapping[tuple[str, int], Sequence[_DrawnCharacter]]

    def covers_of(self, glyph: Run) -> Covers:
        """What hides a glyph, for each writing that has it in that place; nothing, where none is known."""
        base = glyph.y + MIDDLE * glyph.size
        band = round(base / _BAND)
        alike = (char for near in (band - 1, band, band + 1) for char in self.drawn.get((glyph.texts[0], near), ()))
        here = (char for char in alike if abs(char.left - glyph.lefts[0]) + abs(char.base - base) < _NEAR)
        writings = [self.found.texts[char.address] for char in here if char.address in self.found.texts]
        areas = self.found.areas
        return {each: each.cover_at(glyph.first, glyph.y, areas) for each in writings} or {UNKNOWN_TEXT: None}


def _drawn(page: pypdfium2.PdfPage, frame: Frame) -> dict[tuple[str, int], list[_DrawnCharacter]]:
    found: dict[tuple[str, int], list[_DrawnCharacter]] = {}
    with closing(page.get_textpage()) as text:
        for char in _chars(text, frame):
            found.setdefault((char.text, round(char.base / _BAND)), []).append(char)
    return found


def _chars(text: pypdfium2.PdfTextPage, frame: Frame) -> Iterator[_DrawnCharacter]:
    """The characters as pdfium has them, each with its text object."""
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(text.count_chars()):
        item = pdfium.FPDFText_GetTextObject(text.raw, index)
        if item:
            pdfium.FPDFText_GetCharOrigin(text.raw, index, x, y)
            letter = fold(chr(pdfium.FPDFText_GetUnicode(text.raw, index)))
            yield _DrawnCharacter(letter, *frame.to_page(x.value, y.value), address_of(item))
