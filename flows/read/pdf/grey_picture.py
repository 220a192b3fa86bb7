"""Pictures in grey pixels: a page as a viewer shows it, and parts of it where something is printed."""

import math
from contextlib import closing
from dataclasses import dataclass
from typing import NamedTuple, Self

import pypdfium2
from PIL import Image

from flows.read.pdf.frame import Frame, Sides
from flows.read.pdf.page_objects import EVERYWHERE

PixelSides = tuple[int, int, int, int]
"""Left, top, right and bottom of a part of a picture."""


class Picture(NamedTuple):
    """Grey pixels, row by row."""

    width: int
    height: int
    pixels: bytes

    @classmethod
    def of(cls, image: Image.Image) -> Self:
        return cls(image.width, image.height, image.tobytes())

    def crop(self, sides: PixelSides) -> Self:
        """The part within some sides."""
        left, top, right, bottom = sides
        across, pixels = self.width, self.pixels
        rows = range(top * across + left, bottom * across + left, across)
        return type(self)(right - left, bottom - top, b"".join([pixels[row : row + right - left] for row in rows]))

    def as_image(self) -> Image.Image:
        return Image.frombytes("L", (self.width, self.height), self.pixels)


@dataclass(frozen=True, slots=True)
class PagePicture:
    """The pixels of a page as it is read; `left` and `top` are where they begin, in points."""

    whole: Picture
    scale: float
    left: float
    top: float

    @classmethod
    def of(cls, page: pypdfium2.PdfPage, frame: Frame, scale: float, part: Sides | None = None) -> Self:
        """The page with all that lies over it, or a part of it."""
        left, top, right, bottom = frame.sides(*page.get_bbox())
        beside = _beside((left, top, right, bottom), part or EVERYWHERE)
        turn = (frame.turn - page.get_rotation()) % 360
        with closing(page.render(scale=scale, grayscale=True, rotation=turn, crop=beside)) as bitmap:
            rows = memoryview(bitmap.buffer)
            starts = range(0, bitmap.height * bitmap.stride, bitmap.stride)
            pixels = b"".join([rows[start : start + bitmap.width] for start in starts])
            whole = Picture(bitmap.width, bitmap.height, pixels)
        left += math.ceil(beside[0] * scale) / scale
        top += math.ceil(beside[3] * scale) / scale
        return cls(whole, scale, left, top)

    def crop(self, sides: Sides, inwards: int = 0) -> Picture:
        """The part within a rectangle of the page, or some pixels within its left and right."""
        left, top, right, bottom = self.in_pixels(sides)
        left, top = max(left + inwards, 0), max(top, 0)
        right, bottom = min(right - inwards, self.whole.width), min(bottom, self.whole.height)
        return self.whole.crop((left, top, right, bottom)) if left < right and top < bottom else Picture(0, 0, b"")

    def in_pixels(self, sides: Sides) -> PixelSides:
        """A rectangle of the page in pixels."""
        left, top, right, bottom = sides
        scale = self.scale
        return (
            round((left - self.left) * scale),
            round((top - self.top) * scale),
            round((right - self.left) * scale),
            round((bottom - self.top) * scale),
        )


def _beside(page: Sides, part: Sides) -> Sides:
    """How much of a page lies to the left of a part of it, below, to the right and above."""
    edges = (part[0] - page[0], page[3] - part[3], page[2] - part[2], part[1] - page[1])
    return max(edges[0], 0.0), max(edges[1], 0.0), max(edges[2], 0.0), max(edges[3], 0.0)
