"""Sets a disclosure as PDF: Chinese text with an embedded font, and ruled tables that break over pages."""

import importlib.util
import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, TableStyle
from reportlab.platypus import Table as RuledTable

from tests.typeset.facts import Facts, Quirks
from tests.typeset.setting import Break, Cell, Ruled, settings

FONT = "NotoSansSC"
SIZE = 9
STYLES = {
    "cover": ParagraphStyle("cover", fontName=FONT, fontSize=22, leading=34, alignment=TA_CENTER, wordWrap="CJK"),
    "part": ParagraphStyle("part", fontName=FONT, fontSize=16, leading=30, alignment=TA_CENTER, wordWrap="CJK"),
    "heading": ParagraphStyle("heading", fontName=FONT, fontSize=12, leading=22, wordWrap="CJK"),
    "text": ParagraphStyle("text", fontName=FONT, fontSize=10.5, leading=18, firstLineIndent=21, wordWrap="CJK"),
    "title": ParagraphStyle("title", fontName=FONT, fontSize=15, leading=26, alignment=TA_CENTER, wordWrap="CJK"),
    "unit": ParagraphStyle("unit", fontName=FONT, fontSize=SIZE, leading=14, alignment=TA_RIGHT),
    "cell": ParagraphStyle("cell", fontName=FONT, fontSize=SIZE, leading=12, wordWrap="CJK"),
    "number": ParagraphStyle("number", fontName=FONT, fontSize=SIZE, leading=12, alignment=TA_RIGHT),
}
WIDTH = landscape(A4)[0] - 96
_WIDEST = 36
_NARROWEST = 10
_FEWEST_TO_PART = 3


def pdf(facts: Facts) -> bytes:
    """The whole document; the same facts give the same bytes."""
    register_font()
    buffer = io.BytesIO()
    document = SimpleDocTemplate(
        buffer, pagesize=landscape(A4), leftMargin=48, rightMargin=48, topMargin=48, bottomMargin=48, invariant=1
    )

    def surround(canvas: Canvas, page: SimpleDocTemplate) -> None:
        _surround(canvas, page, facts)

    document.build(list(_flowables(facts)), onFirstPage=surround, onLaterPages=surround)
    return buffer.getvalue()


def register_font() -> None:
    """Make the font known, once. It comes with a package, so that every machine sets the same bytes."""
    if FONT not in pdfmetrics.getRegisteredFontNames():
        package = importlib.util.find_spec("zhplot")
        if package is None or package.origin is None:
            raise FileNotFoundError("the package zhplot, whose Chinese font is embedded, is not installed: make setup")
        pdfmetrics.registerFont(TTFont(FONT, Path(package.origin).parent / "fonts" / "NotoSansSC-Regular.ttf"))


def _surround(canvas: Canvas, document: SimpleDocTemplate, facts: Facts) -> None:
    """What stands on every page: its turn, its head and foot, and what is drawn there and clipped away."""
    width, height = document.pagesize
    if facts.quirks.rotated:
        canvas.setPageSize((height, width))
        canvas.setPageRotation(90)
        canvas.translate(height, 0)
        canvas.rotate(90)
    canvas.setFont(FONT, SIZE)
    if facts.quirks.running_head:
        canvas.drawString(48, height - 30, f"{facts.organisation}{facts.fiscal_year}年度")
    if facts.quirks.page_numbers:
        canvas.drawCentredString(width / 2, 24, f"- {document.page} -")
    if facts.quirks.clipped:
        _clip_away(canvas, width, height)
    if facts.quirks.unseen:
        _hide(canvas, facts.quirks.unseen, width, height)


def _clip_away(canvas: Canvas, width: float, height: float) -> None:
    """Draw what a page break parts on both pages, outside the clip path: nobody sees it at the foot or at the head."""
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(0, height / 3, width, height / 3)
    canvas.clipPath(path, stroke=0, fill=0)
    for base in (36, height - 42):
        canvas.drawString(60, base, "一格跨两页的说明共计7654321.00万元")
    canvas.restoreState()


def _hide(canvas: Canvas, how: str, width: float, height: float) -> None:
    """Write numbers all over the page that nobody sees: in no ink, in white, or painted over before the page is set."""
    canvas.saveState()
    text = canvas.beginText()
    text.setFont(FONT, SIZE)
    text.setTextRenderMode(3 if how == "invisible" else 0)
    if how == "white":
        text.setFillColorRGB(1, 1, 1)
    for step in range(1, 20):
        text.setTextOrigin(width * (step % 5 + 1) / 7, height * step / 20)
        text.textOut("7654321.00")
    canvas.drawText(text)
    if how == "covered":
        canvas.setFillColorRGB(1, 1, 1)
        canvas.rect(0, 0, width, height, stroke=0, fill=1)
    canvas.restoreState()


class _Twice(Paragraph):  # type: ignore[misc]
    """Text made bold by drawing it twice, a hair apart."""

    def draw(self) -> None:
        """Draw the text, and draw it again."""
        super().draw()
        self.canv.saveState()
        self.canv.translate(0.25, 0)
        super().draw()
        self.canv.restoreState()


def _flowables(facts: Facts) -> Iterator[Flowable]:
    begun = False
    for part in settings(facts):
        if isinstance(part, Break):
            if begun:
                yield PageBreak()
            begun = False
            continue
        if isinstance(part, Ruled):
            yield from _ruled(part, facts.quirks)
        else:
            yield Paragraph(_escaped(part.text), STYLES[part.style])
        yield Spacer(1, 4)
        begun = True


def _ruled(table: Ruled, quirks: Quirks) -> Iterator[Flowable]:
    """A ruled table; its last row may be left to a page of its own."""
    widths = _widths(table, _NARROWEST if quirks.narrow else _WIDEST)
    if not quirks.total_alone or table.rows - table.header < _FEWEST_TO_PART:
        yield _piece(table, widths, quirks)
        return
    last = table.rows - 1
    yield _piece(replace(table, rows=last, cells=tuple(c for c in table.cells if c.row < last)), widths, quirks)
    yield PageBreak()
    alone = tuple(replace(cell, row=0) for cell in table.cells if cell.row == last)
    yield _piece(Ruled(alone, 1, table.columns), widths, quirks)


def _piece(table: Ruled, widths: Sequence[float], quirks: Quirks) -> Flowable:
    texts: list[list[Flowable | str]] = [["" for _ in range(table.columns)] for _ in range(table.rows)]
    for cell in table.cells:
        style = STYLES["number" if cell.is_number else "cell"]
        if quirks.shaded and cell.row < table.header:
            style = ParagraphStyle("head", parent=style, textColor="white")
        paragraph = _Twice if quirks.drawn_twice and cell.row % 2 else Paragraph
        texts[cell.row][cell.column] = paragraph(_escaped(cell.text), style)
    commands = [
        ("GRID", (0, 0), (-1, -1), 0.5, "black"),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        *_shades(table, quirks),
        *_floats(table, quirks),
        *_spans(table.cells),
    ]
    repeated = table.header if quirks.repeats_header else 0
    return RuledTable(texts, colWidths=widths, repeatRows=repeated, style=TableStyle(commands))


def _shades(table: Ruled, quirks: Quirks) -> list[tuple[object, ...]]:
    """A dark head with its words in white, and every other row on a pale ground."""
    if not quirks.shaded:
        return []
    head = [("BACKGROUND", (0, 0), (-1, table.header - 1), "#1f3864")] if table.header else []
    return [*head, *(("BACKGROUND", (0, row), (-1, row), "#e7e6f2") for row in range(table.header, table.rows, 2))]


def _floats(table: Ruled, quirks: Quirks) -> list[tuple[object, ...]]:
    """Numbers that stand higher or lower than the name of their row."""
    places = ((cell.column, cell.row) for cell in table.cells if cell.is_number)
    return [("VALIGN", place, place, quirks.floating) for place in places if quirks.floating != "MIDDLE"]


def _spans(cells: Sequence[Cell]) -> list[tuple[object, ...]]:
    return [
        ("SPAN", (cell.column, cell.row), (cell.column + cell.column_span - 1, cell.row + cell.row_span - 1))
        for cell in cells
        if cell.row_span > 1 or cell.column_span > 1
    ]


def _widths(table: Ruled, widest: int) -> list[float]:
    """Columns as wide as their longest text asks, within reason, over the whole page."""
    longest = [4] * table.columns
    for cell in table.cells:
        if cell.column_span == 1:
            longest[cell.column] = max(longest[cell.column], min(len(cell.text), widest))
    return [WIDTH * length / sum(longest) for length in longest]


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
