"""DOCX -> Document: paragraphs and tables as they follow one another, by python-docx.

What a reader does not see is not read: deleted and hidden text, field codes. A table that holds tables is there for
the layout, and what it holds is read as if it stood alone.
"""

import io
from collections.abc import Iterator, Sequence
from typing import Any

import docx
from docx.oxml.ns import qn

from flows.errors import UnreadableError
from flows.model import Document, Snapshot
from flows.read.hostile import opened_package, refusing
from flows.read.numbering import Numbering
from flows.read.running import MOST_SPAN, Part, Running

_KIND = "Word document"
_PARAGRAPH, _TABLE, _ROW, _CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
_TEXT_BOX = qn("w:txbxContent")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_UNSEEN = frozenset(
    {*map(qn, ("w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:instrText", "w:delText", "w:sectPr")), _FALLBACK, _TEXT_BOX}
)
_RUN, _TEXT = qn("w:r"), qn("w:t")
_WRAPPERS = frozenset(map(qn, ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:customXml", "w:smartTag")))
_SPACES = {"w": qn("w:p")[1:].partition("}")[0]}
_LETTERS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-", qn("w:ptab"): "\t"}
_EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
# A fifth of an A4 page, in square EMU (914,400 to the inch).
_SEAL = 0.2 * 7_560_000 * 10_692_000
_OFF = ("0", "false", "off", "none")


def read_docx(snapshot: Snapshot, content: bytes) -> Document:
    """Read the body of a document. Raises UnreadableError for one that is damaged, encrypted or without text."""
    where = snapshot.source.location
    opened_package(content, _KIND, where).close()
    with refusing(_KIND, where):
        document = docx.Document(io.BytesIO(content))
        running = Running()
        _Body(running, Numbering(document)).take(document.element.body)
        facts = (("author", document.core_properties.author), ("title", document.core_properties.title))
    _refuse_objects(document.element.body, where)
    if not running.blocks:
        what = "the Word document has no text (pictures of a scan?)"
        raise UnreadableError(what, where, "Find a copy with text, or a text made from the scan")
    return running.document(snapshot, "docx", tuple((key, value) for key, value in facts if value))


def _refuse_objects(body: Any, where: str) -> None:
    """An embedded sheet, or a picture of one, may be a table that nobody would miss. A small picture is a seal."""
    objects = sum(1 for _ in body.iter(qn("w:object")))
    pictures = [extent for extent in body.iter(_EXTENT) if int(extent.get("cx")) * int(extent.get("cy")) > _SEAL]
    if objects or pictures:
        what = f"{objects} embedded objects and {len(pictures)} large pictures stand where tables may be"
        raise UnreadableError(what, where, "Save the document with its tables as tables, or print it to PDF")


class _Body:
    """Goes down a document, or a part of one, and hands on what it sees."""

    def __init__(self, running: Running, numbering: Numbering) -> None:
        self.running = running
        self.numbering = numbering

    def take(self, parent: Any) -> None:
        """Take the paragraphs and tables of an element, in order."""
        for element in _children(parent, (_PARAGRAPH, _TABLE)):
            if element.tag == _PARAGRAPH:
                self._paragraph(element)
            else:
                self._table(element)

    def _paragraph(self, element: Any) -> None:
        self.running.paragraph(self._text(element))
        for box in element.iter(_TEXT_BOX):
            if not _is_fallback(box) and _owner(box) is element:
                self.take(box)

    def _text(self, paragraph: Any) -> str:
        text = "".join(_letters(paragraph))
        return self.numbering.label(paragraph) + text if text.strip() else ""

    def _table(self, table: Any) -> None:
        rows = [row for row in _children(table, (_ROW,)) if not _is_dropped(row)]
        if any(element is not table for element in table.iter(_TABLE)):
            for row in rows:
                for cell in _children(row, (_CELL,)):
                    self.take(cell)
        else:
            self.running.table(self._parts(rows))

    def _parts(self, rows: Sequence[Any]) -> list[list[Part]]:
        """The cells of a table's rows. Of cells merged downwards the first speaks for all."""
        parts: list[list[Part]] = []
        above: dict[int, tuple[int, int]] = {}
        for row in rows:
            found: list[Part] = []
            heads: dict[int, tuple[int, int]] = {}
            for column, span, cell in _cells(row):
                head = above.get(column)
                if _continues(cell) and head and parts[head[0]][head[1]].column_span == span:
                    upper = parts[head[0]][head[1]]
                    parts[head[0]][head[1]] = upper._replace(row_span=upper.row_span + 1)
                    heads[column] = head
                else:
                    heads[column] = (len(parts), len(found))
                    found.append(Part(self._cell_text(cell), 1, span, column))
            parts.append(found)
            above = heads
        return parts

    def _cell_text(self, cell: Any) -> str:
        texts = (self._text(paragraph) for paragraph in _children(cell, (_PARAGRAPH,)))
        return "\n".join(text for text in texts if text.strip())


def _children(parent: Any, tags: Sequence[str]) -> Iterator[Any]:
    """The children with these tags, those in content controls, insertions and custom markup among them."""
    for child in parent.iterchildren():
        if child.tag in tags:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, tags)


def _cells(row: Any) -> Iterator[tuple[int, int, Any]]:
    """The cells of a row with the column where each begins, and how many it spans."""
    column = min(_number(row, "w:trPr/w:gridBefore"), MOST_SPAN)
    for cell in _children(row, (_CELL,)):
        span = min(max(_number(cell, "w:tcPr/w:gridSpan"), 1), MOST_SPAN)
        yield column, span, cell
        column += span


def _number(element: Any, path: str) -> int:
    found = element.find(path, _SPACES)
    value = found.get(qn("w:val"), "") if found is not None else ""
    return int(value) if value.isdigit() else 0


def _continues(cell: Any) -> bool:
    """Whether a cell is the lower part of one merged downwards."""
    merge = cell.find("w:tcPr/w:vMerge", _SPACES)
    return merge is not None and merge.get(qn("w:val"), "continue") == "continue"


def _letters(element: Any) -> Iterator[str]:
    """The letters of a paragraph that are seen."""
    for child in element.iterchildren():
        if child.tag == _RUN and _is_on(child, "w:rPr/w:vanish"):
            continue
        if child.tag == _TEXT:
            yield child.text or ""
        elif child.tag in _LETTERS:
            yield _LETTERS[child.tag]
        elif child.tag not in _UNSEEN:
            yield from _letters(child)


def _is_on(element: Any, path: str) -> bool:
    found = element.find(path, _SPACES)
    return found is not None and found.get(qn("w:val"), "1") not in _OFF


def _is_dropped(row: Any) -> bool:
    return _is_on(row, "w:trPr/w:del") or _is_on(row, "w:trPr/w:hidden")


def _is_fallback(box: Any) -> bool:
    """Whether a text box is there twice, and this is the one for old programs."""
    return any(ancestor.tag == _FALLBACK for ancestor in box.iterancestors())


def _owner(box: Any) -> Any:
    """The paragraph to which a text box is anchored."""
    return next(ancestor for ancestor in box.iterancestors(_PARAGRAPH))
