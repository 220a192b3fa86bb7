"""Sets a disclosure as PDF: Chinese text with an embedded font, and ruled tables that break over pages."""

import importlib.util
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, TableStyle
from reportlab.platypus import Table as RuledTable

from tests.typeset.facts import Facts
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


def pdf(facts: Facts) -> bytes:
    """The whole document; the same facts give the same bytes."""
    register_font()
    buffer = io.BytesIO()
    document = SimpleDocTemplate(
        buffer, pagesize=landscape(A4), leftMargin=48, rightMargin=48, topMargin=48, bottomMargin=48, invariant=1
    )
    numbered = _numbered if facts.quirks.page_numbers else _plain
    document.build(list(_flowables(facts)), onFirstPage=numbered, onLaterPages=numbered)
    return buffer.getvalue()


def register_font() -> None:
    """Make the font known, once. It comes with a package, so that every machine sets the same bytes."""
    if FONT not in pdfmetrics.getRegisteredFontNames():
        package = importlib.util.find_spec("zhplot")
        if package is None or package.origin is None:
            raise FileNotFoundError("the package zhplot, whose Chinese font is embedded, is not installed: make setup")
        pdfmetrics.registerFont(TTFont(FONT, Path(package.origin).parent / "fonts" / "NotoSansSC-Regular.ttf"))


def _plain(canvas: Canvas, document: SimpleDocTemplate) -> None:
    """A page without anything at its foot."""


def _numbered(canvas: Canvas, document: SimpleDocTemplate) -> None:
    canvas.setFont(FONT, SIZE)
    canvas.drawCentredString(document.pagesize[0] / 2, 24, f"- {document.page} -")


def _flowables(facts: Facts) -> Iterator[Flowable]:
    begun = False
    for part in settings(facts):
        if isinstance(part, Break):
            if begun:
                yield PageBreak()
            begun = False
            continue
        if isinstance(part, Ruled):
            yield _ruled(part, repeats=facts.quirks.repeats_header)
        else:
            yield Paragraph(_escaped(part.text), STYLES[part.style])
        yield Spacer(1, 4)
        begun = True


def _ruled(table: Ruled, *, repeats: bool) -> Flowable:
    texts: list[list[Flowable | str]] = [["" for _ in range(table.columns)] for _ in range(table.rows)]
    for cell in table.cells:
        style = STYLES["number" if cell.is_number else "cell"]
        texts[cell.row][cell.column] = Paragraph(_escaped(cell.text), style)
    commands = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"), *_spans(table.cells)]
    return RuledTable(
        texts, colWidths=_widths(table), repeatRows=table.header if repeats else 0, style=TableStyle(commands)
    )


def _spans(cells: Sequence[Cell]) -> list[tuple[object, ...]]:
    return [
        ("SPAN", (cell.column, cell.row), (cell.column + cell.column_span - 1, cell.row + cell.row_span - 1))
        for cell in cells
        if cell.row_span > 1 or cell.column_span > 1
    ]


def _widths(table: Ruled) -> list[float]:
    """Columns as wide as their longest text asks, within reason, over the whole page."""
    longest = [4] * table.columns
    for cell in table.cells:
        if cell.column_span == 1:
            longest[cell.column] = max(longest[cell.column], min(len(cell.text), _WIDEST))
    return [WIDTH * length / sum(longest) for length in longest]


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
