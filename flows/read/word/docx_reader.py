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
from flows.read.flow_document import MOST_SPAN, FlowDocument, MarkupCell
from flows.read.untrusted import opened_package, unreadable_on_error
from flows.read.word.numbering import Numbering
from flows.read.word.visible_text import FALLBACK, SPACES, TEXT_BOX, VisibleText, is_on

_KIND = "Word document"
_PARAGRAPH, _TABLE, _ROW, _CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
_WRAPPERS = frozenset(map(qn, ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:customXml", "w:smartTag")))
_TRACKED = tuple(map(qn, ("w:cellIns", "w:cellDel", "w:cellMerge")))
_EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
# A fifth of an A4 page, in square EMU (914,400 to the inch).
_SEAL = 0.2 * 7_560_000 * 10_692_000


def read_docx(snapshot: Snapshot, content: bytes) -> Document:
    """Read the body of a document. Raises UnreadableError for one that is damaged, encrypted or without text."""
    where = snapshot.source.location
    opened_package(content, _KIND, where).close()
    with unreadable_on_error(_KIND, where):
        document = docx.Document(io.BytesIO(content))
        flow = FlowDocument()
        _BodyWalker(flow, Numbering(document), VisibleText(document.styles.element)).take(document.element.body)
        facts = (("author", document.core_properties.author), ("title", document.core_properties.title))
    _refuse_objects(document.element.body, where)
    if not flow.blocks:
        what = "the Word document has no text (pictures of a scan?)"
        raise UnreadableError(what, where, "Find a copy with text, or a text made from the scan")
    return flow.as_document(snapshot, "docx", tuple((key, value) for key, value in facts if value))


def _refuse_objects(body: Any, where: str) -> None:
    """An embedded sheet, or a picture of one, may be a table that nobody would miss. A small picture is a seal."""
    objects = sum(1 for _ in body.iter(qn("w:object")))
    pictures = [extent for extent in body.iter(_EXTENT) if int(extent.get("cx")) * int(extent.get("cy")) > _SEAL]
    tracked = sum(1 for _ in body.iter(*_TRACKED))
    if tracked:
        what = f"{tracked} cells were inserted, deleted or merged, and the change is neither accepted nor rejected"
        raise UnreadableError(what, where, "Open it in an office program, and accept or reject all changes")
    if objects or pictures:
        what = f"{objects} embedded objects and {len(pictures)} large pictures stand where tables may be"
        raise UnreadableError(what, where, "Save the document with its tables as tables, or print it to PDF")


class _BodyWalker:
    """Goes down a document, or a part of one, and hands on what it sees."""

    def __init__(self, flow: FlowDocument, numbering: Numbering, visible_text: VisibleText) -> None:
        self.flow = flow
        self.numbering = numbering
        self.visible_text = visible_text

    def take(self, parent: Any) -> None:
        """Take the paragraphs and tables of an element, in order."""
        begun = ""
        for element in _children(parent, (_PARAGRAPH, _TABLE)):
            if element.tag == _TABLE:
                self._table(element)
                continue
            begun += self._text(element)
            if not _goes_on(element):
                self.flow.add_paragraph(begun)
                begun = ""
            for box in _boxes(element):
                self.take(box)
        self.flow.add_paragraph(begun)

    def _text(self, paragraph: Any) -> str:
        text = self.visible_text.of(paragraph)
        return self.numbering.label(paragraph) + text if text.strip() else ""

    def _table(self, table: Any) -> None:
        rows = [row for row in _children(table, (_ROW,)) if not _is_dropped(row)]
        if any(sum(1 for _ in inner.iter(_CELL)) > 1 for inner in table.iterdescendants(_TABLE)):
            for row in rows:
                for cell in _children(row, (_CELL,)):
                    self.take(cell)
        else:
            self.flow.add_table(self._parts(rows))

    def _parts(self, rows: Sequence[Any]) -> list[list[MarkupCell]]:
        """The cells of a table's rows. Of cells merged downwards the first speaks for all."""
        parts: list[list[MarkupCell]] = []
        above: dict[int, tuple[int, int]] = {}
        for row in rows:
            found: list[MarkupCell] = []
            heads: dict[int, tuple[int, int]] = {}
            for column, span, cell in _cells(row):
                head = above.get(column)
                if _continues(cell) and head and parts[head[0]][head[1]].column_span == span:
                    upper = parts[head[0]][head[1]]
                    parts[head[0]][head[1]] = upper._replace(row_span=upper.row_span + 1)
                    heads[column] = head
                else:
                    heads[column] = (len(parts), len(found))
                    found.append(MarkupCell(self._cell_text(cell), 1, span, column))
            parts.append(found)
            above = heads
        return parts

    def _cell_text(self, cell: Any) -> str:
        """The text of a cell; that of a table of one cell in it, and of the boxes that float over it, among it."""
        text = ""
        for paragraph in cell.iter(_PARAGRAPH):
            if not _is_fallback(paragraph):
                text += self._text(paragraph) + "\n" * (not _goes_on(paragraph))
        return "\n".join(line for line in text.split("\n") if line.strip())


def _goes_on(paragraph: Any) -> bool:
    """Whether the end of a paragraph is deleted, so that it goes on with the next."""
    return paragraph.find("w:pPr/w:rPr/w:del", SPACES) is not None


def _boxes(paragraph: Any) -> Iterator[Any]:
    """The text boxes that are anchored to a paragraph."""
    for box in paragraph.iter(TEXT_BOX):
        if not _is_fallback(box) and next(box.iterancestors(_PARAGRAPH)) is paragraph:
            yield box


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
    found = element.find(path, SPACES)
    value = found.get(qn("w:val"), "") if found is not None else ""
    return int(value) if value.isdigit() else 0


def _continues(cell: Any) -> bool:
    """Whether a cell is the lower part of one merged downwards."""
    merge = cell.find("w:tcPr/w:vMerge", SPACES)
    return merge is not None and merge.get(qn("w:val"), "continue") == "continue"


def _is_dropped(row: Any) -> bool:
    return any(is_on(row.find(f"w:trPr/w:{name}", SPACES)) for name in ("del", "hidden"))


def _is_fallback(element: Any) -> bool:
    """Whether something is there twice, and this is the one for old programs."""
    return any(ancestor.tag == FALLBACK for ancestor in element.iterancestors())
