"""HTML table markup -> grids, with rowspan and colspan."""

from collections.abc import Iterator

from lxml import html

from flows.model import Cell, Grid

_MOST_SPAN = 1000


def html_tables(markup: str, line: int) -> Iterator[Grid]:
    """Every innermost `<table>` of some markup, as a grid; `line` is where the markup begins."""
    root = html.fragment_fromstring(markup, create_parent="div")
    for table in root.iter("table"):
        if table.find(".//table") is None:
            grid = _grid(table, line)
            if grid is not None:
                yield grid


def _grid(table: html.HtmlElement, line: int) -> Grid | None:
    taken: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    rows = list(table.iter("tr"))
    for index, row in enumerate(rows):
        column = 0
        for element in row.iterchildren("td", "th"):
            while (index, column) in taken:
                column += 1
            down, across = _span(element, "rowspan"), _span(element, "colspan")
            down = min(down, len(rows) - index)
            taken |= {(index + i, column + j) for i in range(down) for j in range(across)}
            place = line + (row.sourceline or 1) - 1
            cells.append(Cell(index, column, _text(element), place, down, across))
            column += across
    if not cells:
        return None
    return Grid(tuple(cells), len(rows), max(column for _, column in taken) + 1, line)


def _span(element: html.HtmlElement, name: str) -> int:
    value = element.get(name, "1").strip()
    return min(max(int(value), 1), _MOST_SPAN) if value.isdigit() else 1


def _text(element: html.HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())
