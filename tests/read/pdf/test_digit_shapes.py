"""PDF: a font that calls a digit another is found out by what the digit looks like."""

import re
from pathlib import Path

import pytest
from reportlab import rl_config
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from flows.errors import UnreadableError
from tests.read.pdf.drawing import Drawn, stream
from tests.read.pdf.test_pdf_reader import cells, document, grid_of, pdf
from tests.read.pdf.test_visible_amounts import texts
from tests.typeset.pdf import FONT, register_font

SHOWN = "6,628.18"


def mapped(meaning: dict[str, str], shown: str = SHOWN, font: str = "Helvetica", words: str = "{}") -> Drawn:
    """A number in a font that calls some of its letters others."""
    letters = {letter: letter for letter in "0123456789.,-() "} | meaning
    lines = "\n".join(f"<{ord(letter):02x}> <{means.encode('utf-16-be').hex()}>" for letter, means in letters.items())
    table = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /M def /CMapType 2 def\n"
        f"1 begincodespacerange <00> <ff> endcodespacerange\n{len(letters)} beginbfchar\n{lines}\nendbfchar\n"
        "endcmap end end"
    )
    return Drawn(
        words.format(f"BT /F2 10 Tf 230 706 Td ({shown}) Tj ET"),
        resources=f"/Font<</F2<</Type/Font/Subtype/Type1/BaseFont/{font}/Encoding/WinAnsiEncoding/ToUnicode 5 0 R>>>>",
        objects=(stream(table),),
    )


OTHERS = {
    f"{one} for {other}": mapped({one: other}, f"{one},{one}00.00")
    for one, other in zip("01234567896893058", "87429351060135986", strict=True)
} | {
    "two digits changed for one another": mapped({"6": "9", "9": "6"}),
    "one digit of many": mapped({"6": "9"}, "1,234,567.89"),
    "in Times": mapped({"6": "9"}, font="Times-Roman"),
    "in bold": mapped({"6": "9"}, font="Times-Bold"),
    "in Courier": mapped({"6": "9"}, font="Courier"),
    "in italics": mapped({"6": "9"}, font="Helvetica-Oblique"),
    "full width": mapped({"6": "９"}),
    "a blank for the first": mapped({"1": " "}, "16,628.18"),
    "nothing for the first": mapped({"4": "\u200b"}, "46,628.00"),
    "a blank for the last": mapped({"8": " "}, "10,000,008"),
    "a blank for the sign": mapped({"-": " "}, "-6,628.00"),
    "a sign for a digit": mapped({"6": "-"}, "68,628.00"),
    "a bracket for a digit": mapped({"6": "("}, "68,628.00"),
    "a digit for a point": mapped({".": "1"}, "6,628.00"),
    "a point for a digit": mapped({"5": "."}, "6628500"),
    "a comma for a digit": mapped({"5": ","}, "65628.00"),
    "letters for digits": mapped({"B": "8", "O": "0"}, "B,OOO.OO"),
    "other words are said": mapped({}, words="/Span <</ActualText(9,928.18)>> BDC {} EMC"),
}


@pytest.mark.parametrize("drawn", OTHERS.values(), ids=OTHERS.keys())
def test_a_font_that_calls_a_digit_another_is_refused(tmp_path: Path, drawn: Drawn) -> None:
    with pytest.raises(UnreadableError, match=r"the page (does not show|shows another)"):
        texts(tmp_path, drawn)


@pytest.mark.parametrize("font", ["Helvetica", "Times-Roman", "Times-BoldItalic", "Courier-Bold", "Courier-Oblique"])
@pytest.mark.parametrize("number", ["1,234,567.89", "-6,628.00", "(9,503.14)", "20805"])
def test_a_font_that_says_what_it_shows_is_read(tmp_path: Path, font: str, number: str) -> None:
    assert texts(tmp_path, mapped({}, number, font))[3] == number


def drawn_by_hand(names: str) -> Drawn:
    """A number of a font whose letters are drawings: an upright stroke, and a ring with a bar below."""
    one = stream("500 0 0 0 500 700 d1 200 0 100 700 re f")
    seven = stream("500 0 0 0 500 700 d1 60 610 m 440 610 l 440 530 l 250 0 l 160 0 l 340 530 l 60 530 l f")
    font = (
        "<</Type/Font/Subtype/Type3/FontBBox[0 0 500 700]/FontMatrix[0.001 0 0 0.001 0 0]/FirstChar 97/LastChar 98"
        f"/Widths[500 500]/Encoding<</Differences[97{names}]>>/CharProcs<</one 6 0 R/seven 7 0 R/two 6 0 R/nine 7 0 R>>"
        "/Resources<<>>>>"
    )
    return Drawn("BT /F2 10 Tf 230 706 Td (abbab) Tj ET", resources="/Font<</F2 5 0 R>>", objects=(font, one, seven))


def test_a_font_of_drawings_is_looked_at(tmp_path: Path) -> None:
    assert texts(tmp_path, drawn_by_hand("/one/seven"))[3] == "17717"
    with pytest.raises(UnreadableError, match="does not show 27727"):
        texts(tmp_path, drawn_by_hand("/two/seven"))


@pytest.mark.parametrize("face", ["Vera", "VeraBd", "VeraIt", "VeraBI"])
def test_digits_of_a_typeface_that_is_not_known_are_read(tmp_path: Path, face: str) -> None:
    registerFont(TTFont(face, f"{face}.ttf"))

    def draw(canvas: Canvas) -> None:
        cells(canvas)
        canvas.setFont(face, 9)
        canvas.drawString(205, 706, "1,234,567,890.00")

    assert grid_of(document(tmp_path, pdf(draw))).cells[3].text == "1,234,567,890.00"


def embedded(monkeypatch: pytest.MonkeyPatch, number: str) -> bytes:
    """A number in an embedded Chinese font, of which the file holds a part."""
    monkeypatch.setattr(rl_config, "useA85", 0)
    register_font()

    def draw(canvas: Canvas) -> None:
        canvas.setPageCompression(0)
        cells(canvas)
        canvas.setFont(FONT, 10)
        canvas.drawString(205, 706, number)

    return pdf(draw)


def test_a_part_of_an_embedded_font_is_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = embedded(monkeypatch, "6,628.18")
    assert grid_of(document(tmp_path, content)).cells[3].text == "6,628.18"
    wrong = re.sub(rb"<0036>", b"<0039>", content)
    assert wrong != content
    with pytest.raises(UnreadableError, match="does not show 9,928"):
        document(tmp_path, wrong)


def test_digits_as_wide_as_chinese_are_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = embedded(monkeypatch, "６，６２８．１８")
    assert grid_of(document(tmp_path, content)).cells[3].text == "６，６２８．１８"
