"""Text and Markdown -> Document: lines, and tables set with tabs, with pipes or as HTML.

A text has no pages: everything lies on one page of the document, and `page` is the number of the line.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from flows.errors import UnreadableError
from flows.model import Block, Cell, Document, Grid, Line, Page, Snapshot
from flows.read.html.markup import html_tables
from flows.read.untrusted import unreadable_on_error

_ENCODINGS = ("utf-8-sig", "gb18030")
_RULE = re.compile(r"^\s*\|?[\s:|-]*-[\s:|-]*\|?\s*$")
_TAGS = re.compile(r"</?(?:b|i|strong|em|span|sup|sub|del|ins|s)\b[^>]*>", re.IGNORECASE)
_BREAKS = re.compile(r"\s*</?(?:p|br|div)\b[^>]*>\s*", re.IGNORECASE)
_APART = re.compile(r"(?<=\d)\s*</?(?:sup|sub|del|ins|s)\b[^>]*>\s*(?=\d)", re.IGNORECASE)
_TABLE = re.compile(r"<table\b", re.IGNORECASE)
_MARKS = re.compile(r"^(?:#{1,6}\s+|[-*+]\s+|>\s+)")

Row = tuple[int, list[str]]


def read_text(snapshot: Snapshot, content: bytes) -> Document:
    """Read text in UTF-8, UTF-16 or GB18030. Raises UnreadableError for anything else."""
    where = snapshot.source.location
    printed = _decoded(content, where).splitlines()
    with unreadable_on_error("text", where):
        blocks = tuple(_blocks(printed, where))
    return Document(snapshot, "text", (Page(1, blocks),))


def _decoded(content: bytes, where: str) -> str:
    encodings = ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else _ENCODINGS
    for encoding in encodings:
        try:
            return unicodedata.normalize("NFC", content.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise UnreadableError(
        "the text is in no encoding that is read (UTF-8, UTF-16, GB18030)", where, "Convert it to UTF-8"
    )


def _blocks(printed: Sequence[str], where: str) -> Iterator[Block]:
    number = 0
    while number < len(printed):
        if _TABLE.search(printed[number]):
            end = _end_of_markup(printed, number)
            yield from html_tables("\n".join(printed[number:end]), where, number + 1)
            number = end
        elif _cells(printed[number]) is not None:
            rows, number = _table(printed, number)
            yield _grid(rows)
        else:
            text = _MARKS.sub("", _bare(printed[number]).replace("\n", " "))
            if text:
                yield Line(text, number + 1)
            number += 1


def _end_of_markup(printed: Sequence[str], start: int) -> int:
    for number in range(start, len(printed)):
        if "</table" in printed[number].lower():
            return number + 1
    return len(printed)


def _table(printed: Sequence[str], start: int) -> tuple[list[Row], int]:
    """The rows of a table, and the first line after it. Blank lines may fall inside a table."""
    rows: list[Row] = []
    number = end = start
    while number < len(printed):
        cells = _cells(printed[number])
        if cells is not None:
            if cells:
                rows.append((number + 1, cells))
            end = number + 1
        elif printed[number].strip():
            break
        number += 1
    return rows, end


def _cells(line: str) -> list[str] | None:
    """The cells of one table row; none for the rule below a Markdown header; None where it is no row."""
    if "\t" in line.strip("\n"):
        return [_bare(cell) for cell in line.split("\t")]
    bare = line.strip()
    if bare.startswith("|") and bare.count("|") >= 2:
        if _RULE.match(bare):
            return []
        return [_bare(cell) for cell in bare.strip("|").split("|")]
    return None


def _bare(text: str) -> str:
    """A text without markup, its lines broken. The mark of a note stands on a line of its own."""
    return _TAGS.sub("", _BREAKS.sub("\n", _APART.sub("\n", text))).strip()


def _grid(rows: Sequence[Row]) -> Grid:
    cells = tuple(
        Cell(index, column, text, number)
        for index, (number, texts) in enumerate(rows)
        for column, text in enumerate(texts)
    )
    return Grid(cells, len(rows), max(len(texts) for _, texts in rows), rows[0][0])
