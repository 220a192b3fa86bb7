"""Sets a disclosure as text: lines, and tables as rows of tab-separated cells, as text made from a scan has them."""

from collections.abc import Iterator

from tests.typeset.facts import Facts
from tests.typeset.setting import Break, Ruled, settings


def text(facts: Facts) -> bytes:
    """The whole document, UTF-8."""
    return "\n".join(_lines(facts)).encode()


def _lines(facts: Facts) -> Iterator[str]:
    for part in settings(facts):
        if isinstance(part, Ruled):
            yield from _rows(part)
            yield ""
        elif not isinstance(part, Break):
            yield from (part.text, "")


def _rows(table: Ruled) -> Iterator[str]:
    texts = {(cell.row, cell.column): cell.text for cell in table.cells}
    for row in range(table.rows):
        yield "\t".join(texts.get((row, column), "") for column in range(table.columns))
