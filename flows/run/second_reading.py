"""A second look at the cells of what does not add up, by a reader that shares no code with the first.

flows/read takes the writing of a PDF from pdf_oxide; here it is as PDFium has it. Both believe what fonts say of their
letters: that digits look so was seen when the document was read (`flows/read/pdf/visible_amounts.py`).
Where both see the same, the publisher printed what does not add up. Where they differ, the mistake is ours, and nothing
of the document may be published. Only findings cause it, so a document that adds up costs nothing.
"""

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pypdfium2
import pypdfium2.raw as pdfium

from flows.model import Box, Disclosure
from flows.read.pdf.frame import Frame
from flows.read.pdf.page_objects import address_of, character_places, shown_frame
from flows.read.pdf.paint_order import UNKNOWN_TEXT, PaintOrder, paint_order
from flows.read.sniff import is_pdf

VERIFIED_SEVERITIES = ("error", "warning")
"""How grave a finding is whose cells are looked at again."""
AGREED, UNREADABLE = "agreed", "unreadable"
_SMALLER = 0.8
_TOUCHING = 0.3
_NEXT_LINE = 2
_TWICE = 0.15
_SAME_LINE = 0.5
_OF_NUMBERS = re.compile(r"[\d.,]")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class CellToVerify:
    """An amount that takes part in a finding: how it was read, and where."""

    table_name: str | None
    page: int
    box: Box
    printed: str


@dataclass(frozen=True, slots=True)
class CellsToVerify:
    """A document, and the amounts of it that are read a second time."""

    disclosure_id: str
    path: Path
    cells: tuple[CellToVerify, ...]


@dataclass(frozen=True, slots=True)
class Verification:
    """What the second reader sees where a cell stands: nothing, where it has nothing that it can judge by.

    Where writing lies there that may be hidden, it is twice: without that writing, and with it.
    """

    cell: CellToVerify
    readings: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        return any(_contains_number(reading, self.cell.printed) for reading in self.readings)

    @property
    def differs(self) -> bool:
        """Whether it sees another number. Prose runs on over lines, which another reader may break elsewhere."""
        has_number = any(map(_DIGIT.search, map(_normalise, self.readings)))
        return has_number and self.cell.table_name is not None and not self.agrees


class _Char(NamedTuple):
    """One character: left and right are of its ink, `middle` and `size` of the line that its type makes."""

    text: str
    left: float
    right: float
    middle: float
    size: float
    object: int
    is_hidden: bool


def cells_to_verify(tables: Mapping[str, pa.Table], disclosures: Iterable[Disclosure]) -> tuple[CellsToVerify, ...]:
    """The amounts that errors and warnings name by their boxes, for every disclosure that is a PDF."""
    findings = tables["findings"].filter(pc.is_in(tables["findings"]["severity"], pa.array(VERIFIED_SEVERITIES)))
    named = [
        f"{disclosure_id} {box}"
        for disclosure_id, boxes in zip(
            findings["disclosure_id"].to_pylist(), findings["boxes"].to_pylist(), strict=True
        )
        for box in (boxes or "").split("; ")
        if box
    ]
    cells_of: dict[str, list[CellToVerify]] = {}
    for name in ("line_items", "narrative_amounts"):
        for row in _standing_at(tables[name], named):
            box = Box.of(row["box"])
            cell = CellToVerify(row.get("table_name"), row["page"], box, row["amount_printed"])
            cells_of.setdefault(row["disclosure_id"], []).append(cell)
    return tuple(
        CellsToVerify(key, disclosure.snapshot.path, tuple(cells_of[key]))
        for disclosure in disclosures
        if (key := disclosure.identity.disclosure_id) in cells_of and is_pdf(disclosure.snapshot.path)
    )


def _standing_at(table: pa.Table, named: Sequence[str]) -> list[dict[str, Any]]:
    """The rows that stand in boxes, each named by its disclosure, its page and its edges."""
    page = table["page"].cast(pa.string())
    places = pc.binary_join_element_wise(table["disclosure_id"], page, table["box"], " ", null_handling="emit_null")
    rows: list[dict[str, Any]] = table.filter(pc.is_in(places, pa.array(named, pa.string()))).to_pylist()
    return [row for row in rows if row["box"]]


def verify(document: CellsToVerify) -> tuple[Verification, ...]:
    """What PDFium sees where each cell stands. Raises what PDFium raises for a document that it cannot open."""
    numbers = sorted({cell.page for cell in document.cells})
    with closing(pypdfium2.PdfDocument(document.path)) as pdf:
        pages = {number: _chars(pdf[number - 1]) for number in numbers}
    return tuple(Verification(cell, _readings(pages[cell.page], cell)) for cell in document.cells)


def _chars(page: pypdfium2.PdfPage) -> list[_Char]:
    """The characters of a page, where a reader sees them; blanks are none."""
    with closing(page.get_textpage()) as text:
        places = character_places(text)
        frame = shown_frame(page, text, places)
        painted = paint_order(page, frame, clips=True)
        return [char for place in places if (char := _char(text, place, frame, painted)).text.strip()]


def _char(text: pypdfium2.PdfTextPage, place: int, frame: Frame, painted: PaintOrder) -> _Char:
    left, _, right, _ = frame.sides(*text.get_charbox(place))
    letter = chr(pdfium.FPDFText_GetUnicode(text, place))
    item = pdfium.FPDFText_GetTextObject(text, place)
    address = address_of(item) if item else 0
    _, top, _, bottom = frame.sides(*text.get_charbox(place, loose=True))
    middle = (top + bottom) / 2
    cover = painted.texts.get(address, UNKNOWN_TEXT).cover_at((left + right) / 2, middle, painted.areas)
    return _Char(letter, left, right, middle, bottom - top, address, cover is not None)


def _readings(chars: Sequence[_Char], cell: CellToVerify) -> tuple[str, ...]:
    box = cell.box if cell.table_name else _with_next_line(cell.box)
    inside = [char for char in chars if _is_inside(char, box)]
    shown = [char for char in inside if not char.is_hidden]
    return tuple(_written(part, chars) for part in (shown, *([inside] if shown != inside else ())) if part)


def _written(inside: Sequence[_Char], chars: Sequence[_Char]) -> str:
    usual = median(char.size for char in inside)
    inside = [char for char in inside if char.size >= _SMALLER * usual]
    return "".join(char.text for char in _without_doubled([*inside, *_spilling_digits(inside, chars)]))


def _with_next_line(box: Box) -> Box:
    """The line in which an amount of the prose begins, and the one in which it may end."""
    return Box(0, box.top, math.inf, box.bottom + _NEXT_LINE * (box.bottom - box.top))


def _is_inside(char: _Char, box: Box) -> bool:
    return box.left <= (char.left + char.right) / 2 <= box.right and box.top <= char.middle <= box.bottom


def _spilling_digits(inside: Sequence[_Char], chars: Sequence[_Char]) -> Iterator[_Char]:
    """Digits that touch those inside and belong to the same text, though they stand beyond the border."""
    known = set(inside)
    beyond = [char for char in chars if char not in known and _OF_NUMBERS.fullmatch(char.text)]
    ends = [char for char in inside if _OF_NUMBERS.fullmatch(char.text)]
    while ends:
        end = ends.pop()
        for char in [each for each in beyond if _touches(end, each)]:
            beyond.remove(char)
            ends.append(char)
            yield char


def _touches(one: _Char, other: _Char) -> bool:
    gap = max(other.left - one.right, one.left - other.right)
    level = abs(one.middle - other.middle) < _SAME_LINE * one.size
    return level and one.object == other.object and gap < _TOUCHING * one.size


def _without_doubled(chars: Sequence[_Char]) -> list[_Char]:
    """The characters line by line from the left; bold type that is one glyph drawn twice is one."""
    rows: list[list[_Char]] = []
    for char in sorted(chars, key=lambda char: char.middle):
        if rows and char.middle - rows[-1][0].middle < _SAME_LINE * char.size:
            rows[-1].append(char)
        else:
            rows.append([char])
    found: list[_Char] = []
    for row in rows:
        before: _Char | None = None
        for char in sorted(row, key=lambda char: char.left):
            if before is None or before.text != char.text or abs(before.left - char.left) >= _TWICE * char.size:
                found.append(char)
            before = char
    return found


def _contains_number(text: str, printed: str) -> bool:
    """Whether a text holds an amount as a number of its own, not as a part of a longer one.

    >>> _contains_number("合计1,234.50", "1,234.50"), _contains_number("61,234.50", "1,234.50")
    (True, False)
    >>> _contains_number("为１２.5元，2024年", "12.5元")
    True
    """
    number = _normalise(printed)
    end = r"(?!\d|[.,]\d)" if number[-1:].isdigit() else ""
    return bool(re.search(rf"(?<!\d)(?<!\d[.,]){re.escape(number)}{end}", _normalise(text)))


def _normalise(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).replace("−", "-").split())
