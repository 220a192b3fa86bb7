"""A PDF page as a viewer shows it, in grey pixels, looked at where something is printed."""

from dataclasses import dataclass
from typing import Self

import pypdfium2
from PIL import Image

from flows.read.pdf.digit_shapes import Picture
from flows.read.pdf.frame import Frame, Sides


@dataclass(frozen=True, slots=True)
class PagePicture:
    """The pixels of a page as it is read; `left` and `top` are where they begin, in points."""

    width: int
    height: int
    pixels: bytes
    scale: float
    left: float
    top: float

    @classmethod
    def of(cls, page: pypdfium2.PdfPage, frame: Frame, scale: float) -> Self:
        """The page with all that lies over it."""
        bitmap = page.render(scale=scale, grayscale=True, rotation=(frame.turn - page.get_rotation()) % 360)
        rows = memoryview(bitmap.buffer)
        width, height, stride = bitmap.width, bitmap.height, bitmap.stride
        pixels = b"".join(rows[row * stride : row * stride + width] for row in range(height))
        bitmap.close()
        left, top, _, _ = frame.sides(*page.get_bbox())
        return cls(width, height, pixels, scale, left, top)

    def crop(self, sides: Sides) -> Picture:
        """The part within a rectangle of the page; nothing of what lies beside the page."""
        left, top, right, bottom = self.in_pixels(sides)
        left, top, right, bottom = max(left, 0), max(top, 0), min(right, self.width), min(bottom, self.height)
        if left >= right or top >= bottom:
            return Picture(0, 0, b"")
        across = self.width
        rows = range(top * across + left, bottom * across + left, across)
        return Picture(right - left, bottom - top, b"".join([self.pixels[row : row + right - left] for row in rows]))

    def in_pixels(self, sides: Sides) -> tuple[int, int, int, int]:
        """A rectangle of the page in pixels."""
        left, top, right, bottom = sides
        scale = self.scale
        return (
            round((left - self.left) * scale),
            round((top - self.top) * scale),
            round((right - self.left) * scale),
            round((bottom - self.top) * scale),
        )

    def as_image(self) -> Image.Image:
        return Image.frombytes("L", (self.width, self.height), self.pixels)
