"""A page of a PDF as a picture, on which cells are outlined."""

import io
from collections.abc import Iterable

import pypdfium2
from PIL import Image, ImageDraw

from flows.model import Box
from flows.read.pdf.page_objects import character_places, text_turn

OUTLINE = (200, 20, 20)
MARGIN = 2
"""Points between a cell and its outline."""
COLOURS = 64
"""More are not seen on a printed page, and would make the picture three times as large."""


def page_picture(content: bytes, page: int, boxes: Iterable[Box], scale: float = 1.5) -> bytes:
    """A page, counted from 1, as PNG of `scale` pixels a point, these boxes on it outlined in red.

    Raises IndexError for a page that the document has not.
    """
    document = pypdfium2.PdfDocument(content)
    try:
        if not 1 <= page <= len(document):
            raise IndexError(f"page {page} of {len(document)}")
        image = _upright(document[page - 1], scale)
    finally:
        document.close()
    _outline(image, boxes, scale)
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
