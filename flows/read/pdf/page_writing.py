"""What is seen of the writing of a PDF page: the page as a viewer shows it, against the same page without writing.

That costs as much as reading ten pages, so it is done only where a first sight gives no certain answer.
"""

import ctypes
import math
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import NamedTuple, Self

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageChops

from flows.read.pdf.amount_glyphs import AmountGlyph, folded
from flows.read.pdf.digit_shapes import all_ink, largest_mark
from flows.read.pdf.frame import Frame, Sides
from flows.read.pdf.glyphs import MIDDLE
from flows.read.pdf.grey_picture import PagePicture, Picture
from flows.read.pdf.page_objects import PageObject, address_of, page_objects

_PIXELS, _MOST, _AREA = 40, 10.0, 20_000_000
"""How many pixels the smallest type that is looked at has in a line; how many a point has at most, and a picture."""
_TALL = 0.68
_LEAST = 4.0


class _WrittenCharacter(NamedTuple):
    """A character as PDFium has it: its origin, the rectangle around its ink, how far it is turned, its text object."""

    left: float
    base: float
    sides: Sides
    turn: int
    address: int


@dataclass(frozen=True, slots=True)
class PageWriting:
    """The writing of a page, light on black; the same page whole; its characters by what they are; its text objects."""

    image: Image.Image
    whole: PagePicture
    chars: Mapping[str, list[_WrittenCharacter]]
    objects: Mapping[int, PageObject]

    @classmethod
    def of(cls, page: pypdfium2.PdfPage, frame: Frame, glyphs: Sequence[AmountGlyph]) -> Self:
        """The page loses its writing."""
        part = left, top, right, bottom = around(glyphs)
        most = math.sqrt(_AREA / (right - left) / (bottom - top))
        scale = min(_PIXELS / min(glyph.size for glyph in glyphs), _MOST, most)
        chars = _chars(page, frame, {glyph.letter for glyph in glyphs})
        whole = PagePicture.of(page, frame, scale, part)
        objects = {item.address: item for item in page_objects(page, frame) if item.kind == "text"}
        for item in objects.values():
            pdfium.FPDFPageObj_SetIsActive(item.raw, False)  # noqa: FBT003
        bare = PagePicture.of(page, frame, scale, part)
        return cls(ImageChops.difference(whole.whole.as_image(), bare.whole.as_image()), whole, chars, objects)

    def shows(self, glyph: AmountGlyph) -> bool:
        """Whether a glyph is seen as what it was read as. Each glyph is asked for once."""
        char = _take_nearest(self.chars.get(glyph.letter, []), glyph)
        base, sides, turn = (char.base, char.sides, char.turn) if char else (glyph.base, glyph.sides, 0)
        part, above = self._crop(sides, turn)
        marks = [ink for ink in (all_ink(part), largest_mark(part)) if ink is not None]
        if char is not None and self._is_cut(char, glyph):
            return True
        if glyph.is_digit:
            return any(ink.looks_like(glyph.letter) for ink in marks)
        base = self.whole.in_pixels((0, base, 0, 0))[1] - above
        return any(turn or glyph.may_be(ink.sides, base, self.whole.scale) for ink in marks)

    def shows_more(self, place: AmountGlyph) -> bool:
        """Whether a digit or a minus sign is seen in a place."""
        part, _ = self._crop(place.sides, 0)
        ink = largest_mark(part)
        return ink is not None and 0 < ink.sides[0] < ink.sides[2] < part.width and ink.may_be_of_number(part.height)

    def _crop(self, sides: Sides, turn: int) -> tuple[Picture, int]:
        """What is seen of the writing in a rectangle, set upright; and where that begins from above."""
        left, top, right, bottom = self.whole.in_pixels(sides)
        image = self.image.crop((left - 1, top - 1, max(right, left + 1) + 1, max(bottom, top + 1) + 1))
        return Picture.of(image.rotate(-turn, expand=True) if turn else image), top - 1

    def _is_cut(self, char: _WrittenCharacter, glyph: AmountGlyph) -> bool:
        """Whether the clip path of a character cuts its line along, and leaves the middle of its body."""
        item = self.objects.get(char.address)
        if item is None or char.turn:
            return False
        _, top, _, bottom = item.clip
        middle = char.base - MIDDLE * glyph.size
        return top < middle < bottom and (top > char.base - _TALL * glyph.size or bottom < char.base)


def around(glyphs: Sequence[AmountGlyph]) -> Sides:
    """A rectangle that holds some glyphs, wherever they stand within their reach."""
    reach = max(*(glyph.reach for glyph in glyphs), _LEAST)
    lefts, bases = [glyph.left for glyph in glyphs], [glyph.base for glyph in glyphs]
    return min(lefts) - 2 * reach, min(bases) - 2 * reach, max(lefts) + 3 * reach, max(bases) + 2 * reach


def _chars(page: pypdfium2.PdfPage, frame: Frame, wanted: set[str]) -> dict[str, list[_WrittenCharacter]]:
    """The wanted characters of a page as PDFium has them, by what they are."""
    found: dict[str, list[_WrittenCharacter]] = {}
    x, y = ctypes.c_double(), ctypes.c_double()
    with closing(page.get_textpage()) as text:
        for place in range(text.count_chars()):
            letter = folded(chr(pdfium.FPDFText_GetUnicode(text.raw, place)))
            item = pdfium.FPDFText_GetTextObject(text.raw, place)
            if letter in wanted and item:
                pdfium.FPDFText_GetCharOrigin(text.raw, place, x, y)
                sides = frame.sides(*text.get_charbox(place))
                turn = _turn(pdfium.FPDFText_GetCharAngle(text.raw, place), frame)
                char = _WrittenCharacter(*frame.to_page(x.value, y.value), sides, turn, address_of(item))
                found.setdefault(letter, []).append(char)
    return found


def _turn(angle: float, frame: Frame) -> int:
    """By how much a letter is turned anticlockwise on a page as it is read: in quarters, for a slope is no turn."""
    return (round(-math.degrees(angle) / 90) * 90 - frame.turn) % 360


def _take_nearest(chars: list[_WrittenCharacter], glyph: AmountGlyph) -> _WrittenCharacter | None:
    """The character that stands nearest to where a glyph was read; it is taken, and stands for no other."""
    reach = glyph.reach
    near = [char for char in chars if abs(char.base - glyph.base) < reach and abs(char.left - glyph.left) < reach]
    if not near:
        return None
    nearest = min(near, key=lambda char: abs(char.left - glyph.left) + 2 * abs(char.base - glyph.base))
    chars.remove(nearest)
    return nearest
