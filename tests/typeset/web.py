"""Sets a disclosure as a saved web page: paragraphs, and tables with rowspan and colspan."""

from collections.abc import Iterator
from html import escape

from tests.typeset.facts import Facts
from tests.typeset.setting import Break, Cell, Ruled, settings


def web(facts: Facts) -> bytes:
    """The whole page, in the encoding that its publisher uses and declares."""
    encoding = "gb18030" if facts.quirks.old_encoding else "utf-8"
    head = f'<html><head><meta charset="{encoding}"><title>政府信息公开</title></head>'
    return "\n".join(("<!DOCTYPE html>", head, "<body>", *_lines(facts), "</body></html>")).encode(encoding)


def _lines(facts: Facts) -> Iterator[str]:
    for part in settings(facts):
        if isinstance(part, Ruled):
            yield "<table border='1'>"
            yield from (f"<tr>{''.join(map(_cell, row))}</tr>" for row in part.by_row())
            yield "</table>"
        elif not isinstance(part, Break):
            tag = "p" if part.style == "text" else "h2"
            yield f"<{tag}>{_spaced(part.text)}</{tag}>"


def _cell(cell: Cell) -> str:
    spans = (("rowspan", cell.row_span), ("colspan", cell.column_span))
    merged = "".join(f' {name}="{span}"' for name, span in spans if span > 1)
    return f"<td{merged}>{_spaced(cell.text)}</td>"


def _spaced(text: str) -> str:
    """Text of which no blank is lost, its lines broken."""
    return escape(text).replace("  ", "&nbsp;&nbsp;").replace("\n", "<br>")
