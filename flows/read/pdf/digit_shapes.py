"""What digits look like: a picture of one is compared with those of typefaces that are known.

A picture is brought to one size and contrast, so that neither the size of the type nor its weight nor its colour
matters. Known are the typefaces that PDFium brings along, and what `digit_shapes.txt` holds besides: digits as Chinese
typefaces have them, each as ten columns and twelve rows of ink from 0 to f.
"""

import ctypes
import math
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import product
from operator import mul
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from flows.read.pdf.amount_glyphs import DIGITS
from flows.read.pdf.grey_picture import Picture, PixelSides

_FONTS = (
    "Helvetica",
    "Helvetica-Bold",
    "Helvetica-Oblique",
    "Helvetica-BoldOblique",
    "Times-Roman",
    "Times-Bold",
    "Times-Italic",
    "Times-BoldItalic",
    "Courier",
    "Courier-Bold",
    "Courier-Oblique",
    "Courier-BoldOblique",
)
_MORE = Path(__file__).with_suffix(".txt")
_COLUMNS, _ROWS = 10, 12
_CONTRAST = 24
"""Ink differs from its ground by this much at least, of 255, or it is not seen."""
_INK = 0.3
_EM, _STEP = 40, 50
_LIKE = 0.55
_CLEAR, _HAIR = 0.06, 0.015
_ALIKE, _TALL = 0.75, 0.45
_FLAT, _LONG, _HIGH = 0.15, 0.2, 0.7


class Ink(NamedTuple):
    """A mark in a picture: the pixels around it (left, top, right, bottom), and what it looks like in a small grid."""

    sides: PixelSides
    shape: bytes

    def looks_like(self, digit: str) -> bool:
        """Whether it is like a digit, and like no other by more than a hair."""
        return self._lead(digit) >= -_HAIR

    def is_clearly(self, digit: str) -> bool:
        """Whether it cannot be taken for any other digit."""
        return self._lead(digit) >= _CLEAR

    def may_be_of_number(self, height: int) -> bool:
        """Whether it looks like a digit or a minus sign, in a picture of some height that would hold it whole."""
        left, top, right, bottom = self.sides
        if bottom - top >= _TALL * height:
            return max(_likeness(self.shape).values()) >= _ALIKE
        return _FLAT * height >= bottom - top and right - left >= _LONG * height and bottom < _HIGH * height

    def _lead(self, digit: str) -> float:
        found = _likeness(self.shape)
        own = found[digit]
        return own - max(value for other, value in found.items() if other != digit) if own >= _LIKE else -1


def ink_on_ground(picture: Picture) -> Ink | None:
    """What is seen on the ground that most of a picture is; only its largest mark, where that may go on beyond."""
    pixels = picture.pixels
    if not pixels or pixels.count(pixels[0]) == len(pixels):
        return None
    ground = max(set(pixels), key=pixels.count)
    apart = Picture(picture.width, picture.height, pixels.translate(_distances(ground)))
    ink = all_ink(apart)
    return ink if ink is None or 0 < ink.sides[0] < ink.sides[2] < picture.width else largest_mark(apart)


def largest_mark(picture: Picture) -> Ink | None:
    """The largest connected mark on black ground; None where nothing is seen."""
    contrast = max(picture.pixels)
    if contrast < _CONTRAST:
        return None
    mark = max(_marks(picture, _INK * contrast), key=len)
    width = picture.width + 1
    columns = [place % width for place in mark]
    sides = min(columns), min(mark) // width, max(columns) + 1, max(mark) // width + 1
    return Ink(sides, _shape(picture.crop(sides), contrast))


def all_ink(picture: Picture) -> Ink | None:
    """All that is seen on black ground; None where nothing is."""
    contrast = max(picture.pixels)
    light = picture._replace(pixels=picture.pixels.translate(_from(math.ceil(_INK * contrast))))
    sides = light.as_image().getbbox()
    return Ink(sides, _shape(picture.crop(sides), contrast)) if contrast >= _CONTRAST and sides else None


@cache
def _distances(ground: int) -> bytes:
    """How far each grey is from that of the ground."""
    return bytes(abs(grey - ground) for grey in range(256))


@cache
def _from(least: int) -> bytes:
    """White for what is as light as some grey or lighter, black for the rest."""
    return bytes(255 * (grey >= least) for grey in range(256))


@cache
def _stretched(contrast: int) -> bytes:
    """Greys for which the lightest is white."""
    return bytes(min(255, grey * 255 // contrast) for grey in range(256))


def _marks(picture: Picture, least: float) -> Iterator[list[int]]:
    """The places of ink that touch one another, corners included; places count one more in each row than are there."""
    width = picture.width + 1
    rows = enumerate(range(0, len(picture.pixels), picture.width))
    left = {
        row * width + column
        for row, start in rows
        for column, value in enumerate(picture.pixels[start : start + picture.width])
        if value >= least
    }
    around = [down * width + across for down, across in product((-1, 0, 1), repeat=2) if down or across]
    while left:
        mark = [left.pop()]
        for place in mark:
            for step in around:
                if place + step in left:
                    left.remove(place + step)
                    mark.append(place + step)
        yield mark


@lru_cache(maxsize=8192)
def _shape(mark: Picture, contrast: int) -> bytes:
    """What a mark looks like in a small grid."""
    image = mark.as_image()
    width = min(max(round(_ROWS * image.width / image.height), 1), _COLUMNS)
    canvas = Image.new("L", (_COLUMNS, _ROWS))
    canvas.paste(image.resize((width, _ROWS), Image.Resampling.BOX), ((_COLUMNS - width) // 2, 0))
    return canvas.tobytes().translate(_stretched(contrast))


@lru_cache(maxsize=8192)
def _likeness(shape: bytes) -> dict[str, float]:
    """How like it is to each digit: 1 is the same."""
    values = _normalised(shape)
    return {digit: max(sum(map(mul, values, each)) for each in known) for digit, known in _known_shapes().items()}


def _normalised(shape: bytes) -> Sequence[float]:
    mean = sum(shape) / len(shape)
    apart = [value - mean for value in shape]
    length = math.sqrt(sum(map(mul, apart, apart))) or 1.0
    return [value / length for value in apart]


@cache
def _known_shapes() -> dict[str, list[Sequence[float]]]:
    found: dict[str, list[Sequence[float]]] = {digit: [] for digit in DIGITS}
    specimen = _specimen()
    for row, column in product(range(len(_FONTS)), range(len(DIGITS))):
        cell = specimen.crop((column * _STEP, row * _STEP, (column + 1) * _STEP, (row + 1) * _STEP))
        ink = all_ink(Picture.of(cell))
        if ink is not None:
            found[DIGITS[column]].append(_normalised(ink.shape))
    for line in _MORE.read_text("ascii").splitlines():
        digit, shape = line.split()
        found[digit].append(_normalised(bytes(int(grey, 16) * 17 for grey in shape)))
    return found


def _specimen() -> Image.Image:
    """The digits of the typefaces that PDFium brings along, a row for each, in white on black."""
    document = pypdfium2.PdfDocument.new()
    width, height = len(DIGITS) * _STEP, len(_FONTS) * _STEP
    page = document.new_page(width, height)
    for row, name in enumerate(_FONTS):
        font = pdfium.FPDFText_LoadStandardFont(document.raw, name.encode())
        for column, digit in enumerate(DIGITS):
            item = pdfium.FPDFPageObj_CreateTextObj(document.raw, font, _EM)
            text = ctypes.create_string_buffer(f"{digit}\0".encode("utf-16-le"))
            pdfium.FPDFText_SetText(item, ctypes.cast(text, ctypes.POINTER(ctypes.c_ushort)))
            place = _STEP * (column + 0.25), height - _STEP * (row + 0.8)
            pdfium.FPDFPageObj_Transform(item, 1, 0, 0, 1, *place)
            pdfium.FPDFPage_InsertObject(page.raw, item)
    image: Image.Image = page.render(grayscale=True).to_pil()
    found = image.point([255 - grey for grey in range(256)])
    document.close()
    return found
