"""Pictures of pages: upright whatever the file says of its turn, and of no page that is not there."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image, ImageChops

from flows.model import Box
from flows.read.sniff import is_pdf
from flows.reports.evidence.page_pictures import OUTLINE, page_picture
from tests.cli.commands.planting import SOUND
from tests.typeset.pdf import pdf

BOXES = (Box(100, 80, 200, 100), Box(300, 200, 420, 215))


def picture(*, rotated: bool) -> Image.Image:
    content = pdf(replace(SOUND, quirks=replace(SOUND.quirks, rotated=rotated)))
    return Image.open(io.BytesIO(page_picture(content, 6, BOXES))).convert("RGB")


def test_a_page_lies_as_it_is_read_whatever_its_turn() -> None:
    upright, turned = picture(rotated=False), picture(rotated=True)
    assert upright.size == turned.size
    grey = [each.convert("L").reduce(6) for each in (upright, turned, upright.rotate(180))]
    assert max(changed(grey[0], grey[1]), 1) * 50 < changed(grey[0], grey[2])


def test_every_box_is_outlined_and_nothing_is_painted_over() -> None:
    plain = Image.open(io.BytesIO(page_picture(pdf(SOUND), 6, ()))).convert("RGB")
    outlined = picture(rotated=False)
    for left, top, right, bottom in BOXES:
        inner = outlined.crop((round(left * 1.5), round(top * 1.5), round(right * 1.5), round(bottom * 1.5)))
        outer = outlined.crop(
            (round(left * 1.5) - 4, round(top * 1.5) - 4, round(right * 1.5) + 5, round(bottom * 1.5) + 5)
        )
        assert reds(inner) == 0
        assert reds(outer) >= 2 * 2 * (inner.width + inner.height)
    assert reds(plain) == 0
    assert changed(plain.convert("L"), outlined.convert("L")) <= reds(outlined)


def changed(one: Image.Image, other: Image.Image) -> int:
    """Pixels that differ to the eye."""
    return sum(ImageChops.difference(one, other).histogram()[64:])


def reds(picture: Image.Image) -> int:
    """Pixels in the colour of outlines, or nearly."""
    counts: list[tuple[int, Any]] = list(picture.getcolors(picture.width * picture.height) or [])
    return sum(count for count, colour in counts if all(abs(x - y) < 24 for x, y in zip(colour, OUTLINE, strict=True)))


def test_the_page_is_the_one_that_is_meant() -> None:
    content = pdf(SOUND)
    document = pypdfium2.PdfDocument(content)
    pages = [document[place].render(scale=1.5).to_pil().convert("L") for place in range(len(document))]
    for number in (1, 6, len(pages)):
        shown = Image.open(io.BytesIO(page_picture(content, number, ()))).convert("L")
        differences = [changed(shown, page) for page in pages]
        assert differences[number - 1] < 100
        assert sorted(differences)[1] > 1000


@pytest.mark.parametrize("page", [0, 999])
def test_there_is_no_picture_of_a_page_that_is_not_there(page: int) -> None:
    with pytest.raises(IndexError, match=str(page)):
        page_picture(pdf(SOUND), page, BOXES)


def test_a_document_is_a_pdf_by_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "served.html").write_bytes(pdf(SOUND))
    with zipfile.ZipFile(tmp_path / "parts.pdf", "w", zipfile.ZIP_STORED) as packed:
        packed.writestr("a.pdf", pdf(SOUND))
    assert is_pdf(tmp_path / "served.html")
    assert not is_pdf(tmp_path / "parts.pdf")
