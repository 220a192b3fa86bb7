"""Saved web pages (HTML) -> Document: their text as lines, their tables as grids.

A table that holds tables, or has one column only, is there for the layout: what it holds is read as if it stood alone.
Lines and tables of nothing but links to other pages are the site's, not the document's, and are left out.
"""

import re
from collections.abc import Iterator
from typing import Any

from lxml import html

from flows.errors import UnreadableError
from flows.model import Document, Grid, Snapshot
from flows.read.flow_document import FlowDocument, lay_out_cells
from flows.read.html.markup import BLOCKS, collapse_whitespace, contains_tables, table_rows
from flows.read.html.visibility import StyleSheets
from flows.read.untrusted import unreadable_on_error

_KIND = "web page"
_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_CHINESE = re.compile(r"gb[-_]?2312.*|x?-?gbk|cp936|gb18030|hz-gb-2312", re.IGNORECASE)
_HEAD = 4096
_ANCHOR = re.compile(r"#[\w%-]")
_WORD = re.compile(r"\w")


def read_html(snapshot: Snapshot, content: bytes) -> Document:
    """Read a web page. Raises UnreadableError for one that is in no known encoding or holds no table."""
    where = snapshot.source.location
    markup = _decoded(content, where)
    with unreadable_on_error(_KIND, where):
        root = html.document_fromstring(markup.encode(), parser=html.HTMLParser(encoding="utf-8", no_network=True))
        page = _HtmlWalker(StyleSheets(root, where))
        page.take(root)
        page.end_line()
    if not any(isinstance(block, Grid) for block in page.flow.blocks):
        what = "the file is a web page without any table (an error page, or one that only leads to the document)"
        raise UnreadableError(what, where, "Fetch the document itself")
    title = " ".join((root.findtext(".//title") or "").split())
    return page.flow.as_document(snapshot, "html", (("title", title),) if title else ())


def _decoded(content: bytes, where: str) -> str:
    for encoding in _encodings(content):
        try:
            return content.decode(encoding).replace("\0", "")
        except (UnicodeDecodeError, LookupError):
            continue
    what = "the web page is in no encoding that is read (UTF-8, UTF-16, GB18030, or the one it declares)"
    raise UnreadableError(what, where, "Save it as UTF-8")


def _encodings(content: bytes) -> Iterator[str]:
    """The encodings that a page may be in: its byte order mark's, the declared one, then the usual ones."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        yield "utf-16"
    declared = _CHARSET.search(content[:_HEAD])
    if declared:
        name = declared[1].decode("ascii", "replace")
        yield "gb18030" if _CHINESE.fullmatch(name) else name
    yield from ("utf-8-sig", "gb18030")


class _HtmlWalker:
    """Goes down a page and hands on what it sees.

    `texts` holds the line that is being put together, `own` what of it is no link to another page.
    """

    def __init__(self, sheet: StyleSheets) -> None:
        self.sheet = sheet
        self.flow = FlowDocument()
        self.texts: list[str] = []
        self.own: list[str] = []

    def take(self, element: Any, *, away: bool = False) -> None:
        """Take an element with all that it holds; `away` says that it stands in a link to another page."""
        away = away or _leads_away(element)
        if element.tag == "table" and self._is_grid(element):
            self.end_line()
            if not _is_navigation(element):
                self.flow.add_table(table_rows(element, self.sheet))
            return
        if BLOCKS.fullmatch(element.tag):
            self.end_line()
        is_textless = self.sheet.is_textless(element)
        self._write(None if is_textless else element.text, away=away)
        for child in element.iterchildren():
            if child.tag == "br":
                self.texts.append("\n")
            elif not self.sheet.is_hidden(child):
                self.take(child, away=away)
            self._write(None if is_textless else child.tail, away=away)
        if BLOCKS.fullmatch(element.tag):
            self.end_line()

    def end_line(self) -> None:
        """Hand on the line that was put together."""
        if _WORD.search("".join(self.own)):
            self.flow.add_paragraph("".join(self.texts))
        self.texts, self.own = [], []

    def _is_grid(self, table: Any) -> bool:
        if contains_tables(table):
            return False
        return any(column + part.column_span > 1 for _, column, part in lay_out_cells(table_rows(table, self.sheet)))

    def _write(self, text: str | None, *, away: bool) -> None:
        self.texts.append(collapse_whitespace(text))
        if not away:
            self.own.append(collapse_whitespace(text))


def _leads_away(element: Any) -> bool:
    """Whether an element is a link to another page; one of a contents list leads to an anchor in this one."""
    return element.tag == "a" and element.get("href") is not None and not _ANCHOR.search(element.get("href"))


def _is_navigation(table: Any) -> bool:
    """Whether a table holds nothing but links to other pages."""
    texts = _WORD.findall(table.text_content())
    linked = (_WORD.findall(link.text_content()) for link in table.iter("a") if _leads_away(link))
    return bool(texts) and sum(map(len, linked)) >= len(texts)
