"""A page of a PDF as a picture, on which cells are outlined."""

import io
from collections.abc import Iterable, Sequence
from contextlib import closing

import pypdfium2
from PIL import Image, ImageDraw

from flows.model import Box
from flows.read.pdf.page_objects import character_places, text_turn

OUTLINE = (200, 20, 20)
MARGIN = 2
"""Points between a cell and its outline."""
MOST_HEIGHT = 220
"""Points between the uppermost and the lowest box that one picture of a place shows."""
AROUND = 28
"""Points above and below them that it shows too."""
COLOURS = 64
"""More are not seen on a printed page, and would make the picture three times as large."""


def page_picture(content: bytes, page: int, boxes: Iterable[Box], scale: float = 1.5) -> bytes:
    """A page, counted from 1, as PNG of `scale` pixels a point, these boxes on it outlined in red.

    Raises IndexError for a page that the document has not.
    """
    image = _rendered(content, page, scale)
    _outline(image, boxes, scale)
    return _png(image)


def place_picture(content: bytes, page: int, boxes: Sequence[Box], scale: float = 1.5) -> bytes:
    """The part of a page where these boxes stand, as PNG, outlined; of boxes far apart, where the first stands.

    It is as wide as the page: what a row is called stands at its left. Raises IndexError as `page_picture` does.
    """
    image = _rendered(content, page, scale)
    _outline(image, boxes, scale)
    top, bottom = min(box.top for box in boxes), max(box.bottom for box in boxes)
    if bottom - top > MOST_HEIGHT:
        top, bottom = boxes[0].top, boxes[0].bottom
    upper, lower = max(0, round((top - AROUND) * scale)), min(image.height, round((bottom + AROUND) * scale))
    return _png(image.crop((0, upper, image.width, lower)))


def _rendered(content: bytes, page: int, scale: float) -> Image.Image:
    with closing(pypdfium2.PdfDocument(content)) as document:
        if not 1 <= page <= len(document):
            raise IndexError(f"page {page} of {len(document)}")
        return _upright(document[page - 1], scale)


def _png(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.quantize(COLOURS, Image.Quantize.FASTOCTREE).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _upright(page: pypdfium2.PdfPage, scale: float) -> Image.Image:
    """The page as boxes are measured on it: turned as most of its writing is, whatever the file says of its turn."""
    text = page.get_textpage()
    turn = text_turn(text, character_places(text))
    page.set_rotation(0)
    image: Image.Image = page.render(scale=scale).to_pil().convert("RGB")
    return image.rotate(-turn, expand=True)


def _outline(image: Image.Image, boxes: Iterable[Box], scale: float) -> None:
    draw = ImageDraw.Draw(image)
    margin = MARGIN * scale
    for box in boxes:
        left, top, right, bottom = (edge * scale for edge in box)
        edges = (left - margin, top - margin, max(left, right) + margin, max(top, bottom) + margin)
        draw.rectangle(edges, outline=OUTLINE, width=max(2, round(1.5 * scale)))
