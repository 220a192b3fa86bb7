"""Numbers that cross a border go whole into one cell, or refuse the document; two numbers stay two."""

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from flows.errors import UnreadableError
from flows.read.pdf.border_crossing import indivisible_parts, is_amount_run, join_spaced_digits
from flows.read.pdf.glyphs import Run
from tests.read.pdf.test_pdf_reader import document, grid_of, pdf


def run(text: str, *gaps: float, left: float = 0) -> Run:
    """Glyphs five points wide, of ten points' size; the gaps between them, and no gap after the last given."""
    lefts = [left]
    for index in range(1, len(text)):
        lefts.append(lefts[-1] + 5 + (gaps[index - 1] if index <= len(gaps) else 0))
    return Run(list(text), lefts, [5.0] * len(text), 10, 100, lefts[0] + 2.5, lefts[-1] + 2.5)


def parts(whole: Run) -> list[str]:
    return ["".join(part.texts) for part in indivisible_parts(whole)]


@pytest.mark.parametrize(
    ("whole", "expected"),
    [
        (run("1,000.00"), ["1,000.00"]),
        (run("支出1,000.00元"), ["支", "出", "1,000.00", "元"]),
        (run("12.003.00", 0, 0, 0, 0, 1.5), ["12.00", "3.00"]),
        (run("12.003.00", 0, 0, 0, 1.5), ["12.003.00"]),
        (run("123456", 1, 1, 1, 1, 1), ["123456"]),
        (run("12345678", 0, 0, 1.5), ["123", "45678"]),
    ],
)
def test_numbers_are_not_parted_and_neighbours_are(whole: Run, expected: list[str]) -> None:
    assert parts(whole) == expected


def test_digits_set_apart_evenly_are_one_number() -> None:
    digits = [run(digit, left=9 * place) for place, digit in enumerate("1,000.00")]
    assert join_spaced_digits(digits, lambda _: False) == digits
    assert ["".join(each.texts) for each in join_spaced_digits(digits, lambda _: True)] == ["1,000.00"]


def test_digits_that_stand_unevenly_or_far_apart_are_not() -> None:
    far = [run(digit, left=40 * place) for place, digit in enumerate("123")]
    uneven = [run("1", left=0), run("2", left=9), run("3", left=21)]
    pair = [run("1", left=0), run("2", left=9)]
    for digits in (far, uneven, pair):
        assert join_spaced_digits(digits, lambda _: True) == digits


@pytest.mark.parametrize(("text", "expected"), [("1,000", True), ("12.5", True), ("2025", False), ("......", False)])
def test_amounts_are_told_from_years_and_dots(text: str, expected: bool) -> None:  # noqa: FBT001
    assert is_amount_run(run(text)) is expected


def table(canvas: Canvas) -> None:
    """Two columns, two rows, from (100, 700) to (300, 740)."""
    for y in (700, 720, 740):
        canvas.line(100, y, 300, y)
    for x in (100, 200, 300):
        canvas.line(x, 700, x, 740)


def read_with(folder: Path, x: float, text: str, spacing: float = 0, right: float = 0) -> list[str]:
    def page(canvas: Canvas) -> None:
        table(canvas)
        if right:
            canvas.drawRightString(right, 706, text)
        else:
            canvas.drawString(x, 706, text, charSpace=spacing)

    return [cell.text for cell in grid_of(document(folder, pdf(page))).cells][2:]


@pytest.mark.parametrize("spacing", [0, 1, 4, 7])
def test_a_number_that_spills_over_is_read_whole(tmp_path: Path, spacing: float) -> None:
    assert read_with(tmp_path, 192, "1,000.00", spacing) == ["", "1,000.00"]


def test_a_number_too_wide_for_its_cell_stays_in_it(tmp_path: Path) -> None:
    assert read_with(tmp_path, 0, "123,456,789.00", right=208) == ["123,456,789.00", ""]


@pytest.mark.parametrize(("x", "text"), [(180, "1,000.00"), (282, "123,456,789.00")])
def test_a_number_half_in_and_half_out_is_refused(tmp_path: Path, x: float, text: str) -> None:
    with pytest.raises(UnreadableError, match=f"the number {text} is cut by the border") as caught:
        read_with(tmp_path, x, text)
    assert caught.value.where == "a.pdf, page 1"


def test_touching_numbers_of_two_cells_are_two(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        table(canvas)
        canvas.drawRightString(199.2, 706, "12.00")
        canvas.drawString(200.8, 706, "345.00")

    assert [cell.text for cell in grid_of(document(tmp_path, pdf(page))).cells][2:] == ["12.00", "345.00"]
