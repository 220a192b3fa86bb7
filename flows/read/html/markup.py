"""HTML elements as they are seen: their text, and the rows of tables with rowspan and colspan."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from lxml import html

from flows.model import Cell, Grid
from flows.read.flow_document import MOST_SPAN, MarkupCell, lay_out_cells
from flows.read.html.visibility import StyleSheets
from flows.read.office_text import clean_text, join_text

BLOCKS = re.compile(
    "address|article|blockquote|body|caption|center|d[dlt]|div|fieldset|figure|form|h[1-6]|header|hr|li|main|ol|p|pre|"
    "section|table|tbody|td|tfoot|th|thead|tr|ul"
)
_APART = ("sup", "sub", "del", "ins", "s", "strike")
_FIELDS = ("input", "textarea", "select")
_NO_TEXT = ("hidden", "button", "submit", "reset", "image", "checkbox", "radio", "file", "password")
_WHITE = re.compile(r"\s+")


def html_tables(markup: str, where: str, line: int) -> Iterator[Grid]:
    """Every innermost `<table>` of some markup, as a grid; `line` is where in the document `where` it begins."""
    root = html.fragment_fromstring(markup, create_parent="div")
    sheet = StyleSheets(root, where, line)
    for table in root.iter("table"):
        if not (contains_tables(table) or any(map(sheet.is_hidden, (table, *table.iterancestors())))):
            grid = _grid(table, line, sheet)
            if grid is not None:
                yield grid


def contains_tables(table: Any) -> bool:
    """Whether a table holds others, of more than one cell: it is there for the layout."""
    return any(sum(1 for _ in inner.iter("td", "th")) > 1 for inner in table.iterdescendants("table"))


def table_rows(table: Any, sheet: StyleSheets) -> list[list[MarkupCell]]:
    """The cells of a table, row by row, as they are seen. No cell goes on below the group of rows that it stands in."""
    sheet.refuse_collapsed_columns(table)
    rows = _rows(table, sheet)
    groups = Counter(row.getparent() for row in rows)
    found: list[list[MarkupCell]] = []
    for row in rows:
        left = groups[row.getparent()]
        groups[row.getparent()] -= 1
        cells = (cell for cell in row.iterchildren("td", "th") if not sheet.is_removed(cell))
        found.append([_part(cell, sheet, left) for cell in cells])
    return found


def _part(cell: Any, sheet: StyleSheets, rows_left: int) -> MarkupCell:
    down = rows_left if cell.get("rowspan", "").strip() == "0" else min(_span(cell, "rowspan"), rows_left)
    text = "" if sheet.is_hidden(cell) else visible_text(cell, sheet)
    return MarkupCell(text, down, _span(cell, "colspan"))


def visible_text(element: Any, sheet: StyleSheets) -> str:
    """The text of an element: white space is one blank, `<br>` and blocks begin a line."""
    text = ""
    for piece, apart in text_pieces(element, sheet):
        text = join_text(text, piece) if apart else text + piece
    return clean_text(re.sub(r" *\n[ \n]*", "\n", text))


def text_pieces(element: Any, sheet: StyleSheets) -> Iterator[tuple[str, bool]]:
    """The text of an element, piece by piece, and whether it is raised or struck out where that before is not."""
    is_textless = sheet.is_textless(element)
    yield collapse_whitespace(None if is_textless else element.text), False
    for child in element.iterchildren():
        apart = child.tag in _APART
        if child.tag == "br":
            yield "\n", False
        elif child.tag in _FIELDS:
            yield collapse_whitespace(None if sheet.is_styled_away(child) else _entered(child)), False
        elif not sheet.is_hidden(child):
            inside = text_pieces(child, sheet)
            yield from (
                (("\n", False), *inside, ("\n", False))
                if BLOCKS.fullmatch(child.tag)
                else _set_apart(inside, apart=apart)
            )
        yield collapse_whitespace(None if is_textless else child.tail), apart


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


def collapse_whitespace(text: str | None) -> str:
    """Text of markup, its white space as one blank each."""
    return _WHITE.sub(" ", text or "")


def _grid(table: Any, line: int, sheet: StyleSheets) -> Grid | None:
    rows = _rows(table, sheet)
    numbers = [line + (row.sourceline or 1) - 1 for row in rows]
    cells = tuple(
        Cell(
            row, column, "\n".join(map(_one_line, part.text.split("\n"))), numbers[row], part.row_span, part.column_span
        )
        for row, column, part in lay_out_cells(table_rows(table, sheet))
    )
    if not cells:
        return None
    return Grid(cells, len(rows), max(cell.column + cell.column_span for cell in cells), line)


def _one_line(line: str) -> str:
    return " ".join(line.split())


def _rows(table: Any, sheet: StyleSheets) -> list[Any]:
    own = (row for row in table.iter("tr") if next(row.iterancestors("table")) is table)
    return [row for row in own if not (sheet.is_hidden(row) or sheet.is_hidden(row.getparent()))]


def _span(element: Any, name: str) -> int:
    value = element.get(name, "1").strip()
    return min(max(int(value), 1), MOST_SPAN) if value.isdecimal() else 1
