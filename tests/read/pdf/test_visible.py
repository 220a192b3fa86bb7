"""PDF: text that nobody sees is not read, whatever hides it; what is seen stays."""

from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from flows.errors import UnreadableError
from tests.read.pdf.test_border_crossing import table
from tests.read.pdf.test_pdf_reader import Draw, cells, document, grid_of, pdf, printed

GRID = ["unit", "12.50", "other", ""]


def texts(folder: Path, *pages: Draw) -> list[str]:
    return [cell.text for cell in grid_of(document(folder, pdf(*pages))).cells]


def open_only(canvas: Canvas, *box: float) -> None:
    """Clip to a rectangle: left, bottom, width, height."""
    path = canvas.beginPath()
    path.rect(*box)
    canvas.clipPath(path, stroke=0, fill=0)


def _picture() -> Image.Image:
    return Image.new("RGB", (20, 20), "yellow")


def invisible(canvas: Canvas) -> None:
    text = canvas.beginText(205, 706)
    text.setTextRenderMode(3)
    text.textOut("999.99")
    canvas.drawText(text)


def transparent(canvas: Canvas) -> None:
    canvas.setFillAlpha(0)
    canvas.drawString(205, 706, "999.99")


def white(canvas: Canvas) -> None:
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(205, 706, "999.99")


def coloured_on_its_own_colour(canvas: Canvas) -> None:
    canvas.setFillColorRGB(0.2, 0.3, 0.5)
    canvas.rect(200, 700, 100, 20, stroke=0, fill=1)
    canvas.drawString(205, 706, "999.99")


def covered(canvas: Canvas) -> None:
    canvas.drawString(205, 706, "999.99")
    canvas.setFillColorRGB(1, 1, 1)
    canvas.rect(201, 701, 98, 18, stroke=0, fill=1)


def below_its_row(canvas: Canvas) -> None:
    """A row too low for its cell hides the second line, which falls into the blank cell below."""
    open_only(canvas, 200, 720, 100, 20)
    canvas.drawString(205, 723, "0")
    canvas.drawString(205, 711, "999.99")


def hard_by_a_border(canvas: Canvas) -> None:
    open_only(canvas, 200, 720, 100, 20)
    canvas.drawString(205, 713.5, "999.99")


def too_wide(canvas: Canvas) -> None:
    """What a cell is too narrow for is cut by its edge, and lies in the blank cell beside it all the same."""
    open_only(canvas, 100, 700, 100, 20)
    canvas.drawString(150, 706, "a note that goes on and on")


@pytest.mark.parametrize("draw", [invisible, transparent, white, coloured_on_its_own_colour, covered, hard_by_a_border])
def test_what_is_not_seen_is_not_read(tmp_path: Path, draw: Draw) -> None:
    def page(canvas: Canvas) -> None:
        cells(canvas)
        canvas.saveState()
        draw(canvas)
        canvas.restoreState()

    assert texts(tmp_path, page) == GRID


def test_the_hidden_line_of_a_low_row_is_not_in_the_row_below(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        cells(canvas)
        below_its_row(canvas)

    assert texts(tmp_path, page) == ["unit", "12.50\n0", "other", ""]


def test_what_an_edge_cuts_off_is_not_in_the_cell_beside(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        cells(canvas)
        too_wide(canvas)

    left, right = texts(tmp_path, page)[2:]
    assert left.startswith("other a note")
    assert right == ""


def test_a_number_that_an_edge_cuts_off_is_refused(tmp_path: Path) -> None:
    """What is left of it is another number."""

    def page(canvas: Canvas) -> None:
        cells(canvas)
        open_only(canvas, 100, 700, 100, 20)
        canvas.drawString(170, 706, "1,234,567.00")

    with pytest.raises(UnreadableError, match=r"the number 1,234,567\.00 is cut"):
        document(tmp_path, pdf(page))


def test_two_numbers_upon_one_another_are_none(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        cells(canvas)
        canvas.drawString(205, 706, "100.00")
        canvas.drawString(205.9, 706, "999.99")

    assert "\ufffd" in texts(tmp_path, page)[3]


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        ("1,234,5", "67.00", "1,234,567.00"),
        ("1234567", "8.00", "12345678.00"),
        ("1310.78", "3", "1310.78\n3"),
        ("1310.7", "3", "1310.73"),
        ("123.00", "45.00", "123.00\n45.00"),
        ("123", "45", "123\n45"),
        ("ab", "45", "ab\n45"),
    ],
)
def test_a_number_that_fills_its_line_goes_on_in_the_next(
    tmp_path: Path, above: str, below: str, expected: str
) -> None:
    def page(canvas: Canvas) -> None:
        canvas.rect(200, 700, 46, 40)
        canvas.rect(246, 700, 46, 40)
        canvas.drawString(204, 725, above)
        canvas.drawString(204, 710, below)

    assert texts(tmp_path, page)[0] == expected


@pytest.mark.parametrize(("size", "base"), [(5, 710), (5, 705), (10, 709.5)])
def test_the_mark_of_a_note_is_no_digit_of_its_number(tmp_path: Path, size: float, base: float) -> None:
    def page(canvas: Canvas) -> None:
        cells(canvas)
        canvas.drawString(205, 706, "12.00")
        canvas.setFont("Helvetica", size)
        canvas.drawString(230.1, base, "1")

    assert texts(tmp_path, page)[3] == "12.00\n1"


def test_white_on_a_dark_ground_and_black_on_a_pale_one_are_seen(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0.1, 0.2, 0.5)
        canvas.rect(100, 720, 200, 20, stroke=0, fill=1)
        canvas.setFillColorRGB(0.9, 0.9, 0.95)
        canvas.rect(100, 700, 200, 20, stroke=0, fill=1)
        canvas.setFillColorRGB(1, 1, 1)
        canvas.drawString(205, 726, "1,000.00")
        canvas.setFillColorRGB(0, 0, 0)
        canvas.drawString(205, 706, "2,000.00")
        table(canvas)

    assert texts(tmp_path, page) == ["", "1,000.00", "", "2,000.00"]


def test_what_a_marker_shines_through_is_seen(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        cells(canvas)
        canvas.setFillColorRGB(1, 1, 0)
        canvas.setFillAlpha(0.4)
        canvas.rect(200, 720, 100, 20, stroke=0, fill=1)

    assert texts(tmp_path, page) == GRID


def test_of_a_number_under_another_the_upper_is_read(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        covered(canvas)
        canvas.setFillColorRGB(0, 0, 0)
        canvas.drawString(250, 706, "7.00")
        cells(canvas)

    assert texts(tmp_path, page) == ["unit", "12.50", "other", "7.00"]


def test_what_lies_beside_the_part_of_a_page_that_is_shown_is_not_read(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        cells(canvas)
        canvas.setCropBox((50, 50, 350, 800))
        canvas.drawString(400, 706, "999.99")

    found = document(tmp_path, pdf(page))
    assert [cell.text for cell in grid_of(found).cells] == GRID
    assert printed(found) == []


def test_a_frame_that_is_painted_as_a_ring_covers_nothing(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        cells(canvas)
        ring = canvas.beginPath()
        ring.rect(190, 690, 120, 60)
        ring.rect(195, 695, 110, 50)
        canvas.drawPath(ring, stroke=0, fill=1, fillMode=0)
        canvas.setFillColorRGB(1, 1, 1)
        canvas.drawString(60, 500, "pale, so that the page is looked at")

    assert texts(tmp_path, page) == GRID


def test_a_form_that_is_set_elsewhere_hides_where_it_is_set(tmp_path: Path) -> None:
    """The clip path of a form is given where the form was made, its text where it is placed."""

    def page(canvas: Canvas) -> None:
        canvas.beginForm("cell", 0, -4, 60, 12)
        canvas.setFont("Helvetica", 10)
        canvas.drawString(0, 0, "77.00")
        canvas.endForm()
        cells(canvas)
        canvas.translate(205, 706)
        canvas.doForm("cell")

    assert texts(tmp_path, page) == ["unit", "12.50", "other", "77.00"]


def test_one_page_that_hides_something_casts_doubt_on_all(tmp_path: Path) -> None:
    """Text that is clipped away in the middle of a page, upon nothing, gives no other sign."""

    def clipped(canvas: Canvas, base: float) -> None:
        canvas.saveState()
        open_only(canvas, 50, 100, 100, 20)
        canvas.drawString(205, base, "999.99")
        canvas.restoreState()

    def doubtful(canvas: Canvas) -> None:
        cells(canvas)
        clipped(canvas, 713.5)

    def plain(canvas: Canvas) -> None:
        clipped(canvas, 500)
        canvas.drawString(60, 700, "seen")

    assert printed(document(tmp_path, pdf(doubtful, plain)), 2) == ["seen"]


def test_an_amount_clipped_away_outside_every_grid_is_not_read(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(60, 700, "seen")
        open_only(canvas, 50, 100, 100, 20)
        canvas.drawString(205, 500, "999.99")

    assert printed(document(tmp_path, pdf(page))) == ["seen"]


def test_a_field_of_a_form_that_holds_a_number_is_refused(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        cells(canvas)
        canvas.acroForm.textfield(name="amount", x=205, y=702, width=80, height=14, value="77.00")

    with pytest.raises(UnreadableError, match=r"says 77\.00") as caught:
        document(tmp_path, pdf(page))
    assert caught.value.where == "a.pdf, page 1"


def test_a_blank_field_and_a_box_to_tick_are_no_numbers(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        cells(canvas)
        canvas.acroForm.textfield(name="name", x=205, y=702, width=80, height=14, value="")
        canvas.acroForm.checkbox(name="1", x=50, y=50, checked=True)

    assert texts(tmp_path, page) == GRID


@pytest.mark.parametrize(("text", "refused"), [("77.00", True), ("draft", False)])
def test_a_note_that_holds_a_number_is_refused(tmp_path: Path, text: str, refused: bool) -> None:  # noqa: FBT001
    def page(canvas: Canvas) -> None:
        cells(canvas)
        canvas.freeTextAnnotation(text, "/Helv 10 Tf", Rect=(205, 702, 285, 716))

    content = pdf(page)
    if refused:
        with pytest.raises(UnreadableError, match=r"says 77\.00"):
            document(tmp_path, content)
    else:
        assert [cell.text for cell in grid_of(document(tmp_path, content)).cells] == GRID


def test_a_layer_that_is_switched_off_is_refused(tmp_path: Path) -> None:
    content = pdf(cells)
    layers = b"/Type /Catalog /OCProperties <</OCGs [9 0 R] /D <</OFF [9 0 R]>>>>"
    assert b"/Type /Catalog" in content
    with pytest.raises(UnreadableError, match="switched off"):
        document(tmp_path, content.replace(b"/Type /Catalog", layers))
    document(tmp_path, content.replace(b"/Type /Catalog", layers.replace(b"/OFF [9 0 R]", b"/OFF []")))


def test_a_scan_with_invisible_text_upon_it_is_refused(tmp_path: Path) -> None:
    """What a machine made of a picture is not what the picture shows."""

    def page(canvas: Canvas) -> None:
        invisible(canvas)
        canvas.drawInlineImage(_picture(), 0, 0, 595, 842)

    with pytest.raises(UnreadableError, match="has text"):
        document(tmp_path, pdf(page))


def test_a_scan_with_text_beneath_it_is_refused(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(205, 706, "999.99")
        canvas.drawInlineImage(_picture(), 0, 0, 595, 842)

    with pytest.raises(UnreadableError, match="has text"):
        document(tmp_path, pdf(page))
