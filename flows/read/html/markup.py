"""HTML elements as they are seen: their text, and the rows of tables with rowspan and colspan."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from lxml import html

from flows.model import Cell, Grid
from flows.read.flow_document import MOST_SPAN, Part, laid_out
from flows.read.html.visibility import Sheet
from flows.read.office_text import joined, printed

BLOCKS = re.compile(
    "address|article|blockquote|body|caption|center|d[dlt]|div|fieldset|figure|form|h[1-6]|header|hr|li|main|ol|p|pre|"
    "section|table|tbody|td|tfoot|th|thead|tr|ul"
)
_APART = ("sup", "sub", "del", "ins", "s", "strike")
_FIELDS = ("input", "textarea", "select")
_NO_TEXT = ("hidden", "button", "submit", "reset", "image", "checkbox", "radio", "file", "password")
_WHITE = re.compile(r"\s+")


def html_tables(markup: str, line: int) -> Iterator[Grid]:
    """Every innermost `<table>` of some markup, as a grid; `line` is where the markup begins."""
    root = html.fragment_fromstring(markup, create_parent="div")
    sheet = Sheet(root)
    for table in root.iter("table"):
        if not holds_tables(table):
            grid = _grid(table, line, sheet)
            if grid is not None:
                yield grid


def holds_tables(table: Any) -> bool:
    """Whether a table holds others, of more than one cell: it is there for the layout."""
    return any(sum(1 for _ in inner.iter("td", "th")) > 1 for inner in table.iterdescendants("table"))


def table_rows(table: Any, sheet: Sheet) -> list[list[Part]]:
    """The cells of a table, row by row, as they are seen. No cell goes on below the group of rows that it stands in."""
    rows = _rows(table, sheet)
    groups = Counter(row.getparent() for row in rows)
    found: list[list[Part]] = []
    for row in rows:
        left = groups[row.getparent()]
        groups[row.getparent()] -= 1
        cells = (cell for cell in row.iterchildren("td", "th") if not sheet.is_unseen(cell))
        found.append([_part(cell, sheet, left) for cell in cells])
    return found


def _part(cell: Any, sheet: Sheet, rows_left: int) -> Part:
    down = rows_left if cell.get("rowspan", "").strip() == "0" else min(_span(cell, "rowspan"), rows_left)
    return Part(seen_text(cell, sheet), down, _span(cell, "colspan"))


def seen_text(element: Any, sheet: Sheet) -> str:
    """The text of an element: white space is one blank, `<br>` and blocks begin a line."""
    text = ""
    for piece, apart in pieces(element, sheet):
        text = joined(text, piece) if apart else text + piece
    return printed(re.sub(r" *\n[ \n]*", "\n", text))


def pieces(element: Any, sheet: Sheet) -> Iterator[tuple[str, bool]]:
    """The text of an element, piece by piece, and whether it is raised or struck out where that before is not."""
    yield white(element.text), False
    for child in element.iterchildren():
        apart = child.tag in _APART
        if child.tag == "br":
            yield "\n", False
        elif child.tag in _FIELDS:
            yield white(_entered(child)), False
        elif not sheet.is_unseen(child):
            inside = pieces(child, sheet)
            yield from (
                (("\n", False), *inside, ("\n", False))
                if BLOCKS.fullmatch(child.tag)
                else _set_apart(inside, apart=apart)
            )
        yield white(child.tail), apart


def _set_apart(inside: Iterator[tuple[str, bool]], *, apart: bool) -> Iterator[tuple[str, bool]]:
    return ((piece, apart or already) for piece, already in inside)


def _entered(field: Any) -> str:
    """What a field shows that someone filled in."""
    if field.tag == "input":
        return "" if field.get("type", "text").lower() in _NO_TEXT else field.get("value", "")
    options = [option for option in field.iter("option") if option.get("selected") is not None] or [
        *field.iter("option")
    ]
    return str((options[0] if options else field).text_content())


def white(text: str | None) -> str:
    """Text of markup, its white space as one blank each."""
    return _WHITE.sub(" ", text or "")


def _grid(table: Any, line: int, sheet: Sheet) -> Grid | None:
    rows = _rows(table, sheet)
    numbers = [line + (row.sourceline or 1) - 1 for row in rows]
    cells = tuple(
        Cell(row, column, "\n".join(map(_plain, part.text.split("\n"))), numbers[row], part.row_span, part.column_span)
        for row, column, part in laid_out(table_rows(table, sheet))
    )
    if not cells:
        return None
    return Grid(cells, len(rows), max(cell.column + cell.column_span for cell in cells), line)


def _plain(line: str) -> str:
    return " ".join(line.split())


def _rows(table: Any, sheet: Sheet) -> list[Any]:
    own = (row for row in table.iter("tr") if next(row.iterancestors("table")) is table)
    return [row for row in own if not (sheet.is_unseen(row) or sheet.is_unseen(row.getparent()))]


def _span(element: Any, name: str) -> int:
    value = element.get(name, "1").strip()
    return min(max(int(value), 1), MOST_SPAN) if value.isdecimal() else 1
