"""HTML elements as they are seen: their text, and the rows of tables with rowspan and colspan."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import html

from flows.model import Cell, Grid
from flows.read.printed import printed
from flows.read.running import MOST_SPAN, Part, laid_out

BLOCKS = re.compile(
    "address|article|blockquote|body|caption|center|d[dlt]|div|fieldset|figure|form|h[1-6]|header|hr|li|main|ol|p|pre|"
    "section|table|tbody|td|tfoot|th|thead|tr|ul"
)
_UNSEEN = re.compile(
    "aside|button|footer|head|iframe|math|nav|noscript|object|option|script|select|style|svg|template|textarea|title|xml"
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_WHITE = re.compile(r"\s+")


def html_tables(markup: str, line: int) -> Iterator[Grid]:
    """Every innermost `<table>` of some markup, as a grid; `line` is where the markup begins."""
    root = html.fragment_fromstring(markup, create_parent="div")
    for table in root.iter("table"):
        if table.find(".//table") is None:
            grid = _grid(table, line)
            if grid is not None:
                yield grid


def table_rows(table: Any) -> list[list[Part]]:
    """The cells of a table, row by row, as they are seen."""
    return [
        [Part(seen_text(cell), _span(cell, "rowspan"), _span(cell, "colspan")) for cell in row.iterchildren("td", "th")]
        for row in _rows(table)
    ]


def seen_text(element: Any) -> str:
    """The text of an element: white space is one blank, `<br>` and blocks begin a line."""
    return printed(re.sub(r" *\n[ \n]*", "\n", "".join(pieces(element))))


def pieces(element: Any) -> Iterator[str]:
    """The text of an element, piece by piece."""
    yield white(element.text)
    for child in element.iterchildren():
        if child.tag == "br":
            yield "\n"
        elif not is_unseen(child):
            inside = pieces(child)
            yield from ("\n", *inside, "\n") if BLOCKS.fullmatch(child.tag) else inside
        yield white(child.tail)


def white(text: str | None) -> str:
    """Text of markup, its white space as one blank each."""
    return _WHITE.sub(" ", text or "")


def is_unseen(element: Any) -> bool:
    """Whether a browser shows nothing for an element: scripts, comments, what is hidden, and what surrounds a page."""
    if not isinstance(element.tag, str) or _UNSEEN.fullmatch(element.tag) or element.get("hidden") is not None:
        return True
    return bool(_HIDDEN.search(element.get("style", "")))


def _grid(table: Any, line: int) -> Grid | None:
    rows = _rows(table)
    numbers = [line + (row.sourceline or 1) - 1 for row in rows]
    cells = tuple(
        Cell(row, column, " ".join(part.text.split()), numbers[row], part.row_span, part.column_span)
        for row, column, part in laid_out(table_rows(table))
    )
    if not cells:
        return None
    return Grid(cells, len(rows), max(cell.column + cell.column_span for cell in cells), line)


def _rows(table: Any) -> list[Any]:
    return [row for row in table.iter("tr") if not is_unseen(row)]


def _span(element: Any, name: str) -> int:
    value = element.get(name, "1").strip()
    return min(max(int(value), 1), MOST_SPAN) if value.isdecimal() else 1
