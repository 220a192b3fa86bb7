"""PDF: what a page shows is what is read, and what it hides is not."""

import hashlib
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from flows.errors import UnreadableError
from flows.model import Document, Grid, Line, Snapshot, Source
from flows.read import read

HEIGHT = 842
Draw = Callable[[Canvas], None]


def pdf(*pages: Draw, encrypt: StandardEncryption | None = None) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, HEIGHT), invariant=1, encrypt=encrypt)
    for draw in pages:
        canvas.setFont("Helvetica", 10)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def document(folder: Path, content: bytes) -> Document:
    path = folder / "a.pdf"
    path.write_bytes(content)
    return read(Snapshot(Source("a.pdf"), hashlib.sha256(content).hexdigest(), len(content), path))


def printed(found: Document, page: int = 1) -> list[str]:
    return [block.text for block in found.pages[page - 1].blocks if isinstance(block, Line)]


def grid_of(found: Document) -> Grid:
    grids = [block for block in found.pages[0].blocks if isinstance(block, Grid)]
    assert len(grids) == 1
    return grids[0]


def cells(canvas: Canvas) -> None:
    """Two columns, two rows, from (100, 700) to (300, 740); amounts float near the top edge of their cell."""
    for y in (700, 720, 740):
        canvas.line(100, y, 300, y)
    for x in (100, 200, 300):
        canvas.line(x, 700, x, 740)
    canvas.drawString(105, 726, "unit")
    canvas.drawString(205, 733, "12.50")
    canvas.drawString(105, 706, "other")


def test_text_goes_into_the_cell_in_which_its_middle_lies(tmp_path: Path) -> None:
    grid = grid_of(document(tmp_path, pdf(cells)))
    assert [cell.text for cell in grid.cells] == ["unit", "12.50", "other", ""]


def test_every_cell_knows_its_box(tmp_path: Path) -> None:
    box = grid_of(document(tmp_path, pdf(cells))).cells[1].box
    assert box is not None
    assert (box.left, box.top, box.right, box.bottom) == pytest.approx((200, 102, 300, 122), abs=0.5)


def test_text_outside_a_clip_path_is_not_printed(tmp_path: Path) -> None:
    """A cell merged over a page break is drawn whole on both pages; each shows its part only."""

    def part(visible_from: float, visible_to: float, first: float) -> Draw:
        def draw(canvas: Canvas) -> None:
            path = canvas.beginPath()
            path.rect(50, visible_from, 400, visible_to - visible_from)
            canvas.clipPath(path, stroke=0, fill=0)
            canvas.drawString(60, first, "the first long line of a cell 100.00")
            canvas.drawString(60, first - 20, "the second long line of a cell 200.00")

        return draw

    found = document(tmp_path, pdf(part(70, 100, 80), part(770, 790, 800)))
    assert printed(found, 1) == ["the first long line of a cell 100.00"]
    assert printed(found, 2) == ["the second long line of a cell 200.00"]


def test_of_texts_printed_upon_one_another_the_one_inside_its_clip_path_is_read(tmp_path: Path) -> None:
    """A row that is too low hides the second line of its cell, which lies upon the text of the row below."""

    def draw(canvas: Canvas) -> None:
        for box, text in (((50, 700, 400, 20), "100.00"), ((50, 300, 400, 20), "999.99")):
            canvas.saveState()
            path = canvas.beginPath()
            path.rect(*box)
            canvas.clipPath(path, stroke=0, fill=0)
            canvas.drawString(60, 706, text)
            canvas.restoreState()

    assert printed(document(tmp_path, pdf(draw))) == ["100.00"]


def test_bold_type_drawn_twice_is_one_number(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 700, "1,200.00")
        canvas.drawString(60.3, 700, "1,200.00")

    assert printed(document(tmp_path, pdf(draw))) == ["1,200.00"]


def test_equal_digits_side_by_side_are_not_one(tmp_path: Path) -> None:
    assert printed(document(tmp_path, pdf(lambda canvas: canvas.drawString(60, 700, "111,111.11")))) == ["111,111.11"]


def test_a_page_without_text_is_refused_by_page(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="none of the 2 pages"):
        document(tmp_path, pdf(lambda canvas: canvas.rect(50, 50, 400, 400, fill=1), lambda _: None))


def test_an_encrypted_pdf_is_refused(tmp_path: Path) -> None:
    locked = StandardEncryption("secret", ownerPassword="owner", canPrint=0)
    with pytest.raises(UnreadableError, match="encrypted"):
        document(tmp_path, pdf(cells, encrypt=locked))


@pytest.mark.parametrize("kept", [20, 300, 900])
def test_a_truncated_pdf_is_refused_or_whole(tmp_path: Path, kept: int) -> None:
    content = pdf(cells)
    assert kept < len(content)
    with pytest.raises(UnreadableError) as caught:
        document(tmp_path, content[:kept])
    assert caught.value.where == "a.pdf"


def test_an_error_page_named_pdf_is_told_by_its_bytes(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError):
        document(tmp_path, b"<!DOCTYPE html><html><body>404 Not Found</body></html>")


@pytest.mark.parametrize("turn", [90, 180, 270])
@pytest.mark.parametrize("declared", [True, False])
def test_a_turned_page_reads_as_its_writing_stands(tmp_path: Path, turn: int, declared: bool) -> None:  # noqa: FBT001
    """Wide tables are set on a turned page, whether the file says so (and a viewer turns it) or not."""
    shift = {90: (HEIGHT, 0), 180: (595, HEIGHT), 270: (0, 595)}[turn]

    def turned(canvas: Canvas) -> None:
        if declared:
            canvas.setPageRotation(turn)  # which lays an upright page on its side
        elif turn != 180:
            canvas.setPageSize((HEIGHT, 595))
        canvas.translate(*shift)
        canvas.rotate(turn)
        cells(canvas)

    content = pdf(turned)
    assert [cell.text for cell in grid_of(document(tmp_path, content)).cells] == ["unit", "12.50", "other", ""]


def test_a_slanted_watermark_is_no_part_of_a_number(tmp_path: Path) -> None:
    def marked(canvas: Canvas) -> None:
        cells(canvas)
        canvas.translate(205, 705)
        canvas.rotate(45)
        canvas.drawString(0, 0, "DRAFT 2025")

    assert [cell.text for cell in grid_of(document(tmp_path, pdf(marked))).cells] == ["unit", "12.50", "other", ""]


@pytest.mark.parametrize("turn", [90, 180, 270, 1, -1])
def test_a_number_on_its_side_in_one_cell_is_read_along_its_writing(tmp_path: Path, turn: int) -> None:
    def page(canvas: Canvas) -> None:
        cells(canvas)
        canvas.drawString(60, 600, "most of the page is upright")
        canvas.setFont("Helvetica", 5)
        canvas.translate(250, 710)
        canvas.rotate(turn)
        canvas.drawCentredString(0, 0, "100.00")

    assert [cell.text for cell in grid_of(document(tmp_path, pdf(page))).cells] == ["unit", "12.50", "other", "100.00"]
