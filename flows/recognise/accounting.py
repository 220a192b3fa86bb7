"""Whether everything is accounted for: each amount printed in a grid is read, or is kept beside what is read."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from flows.errors import UnrecognisedError
from flows.model import Document, Grid, OtherTable, StandardTable, StatedAmount
from flows.recognise.document_parts import framed_texts

_AMOUNT = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+)(?![\d.,%])")
_REMEDY = "Please report the document: a part of it would be lost without a word"


def refuse_unaccounted(
    document: Document, tables: Iterable[StandardTable], others: Iterable[OtherTable], stated: Iterable[StatedAmount]
) -> None:
    """Raise UnrecognisedError where a grid prints an amount that none of these holds on its page."""
    printed = Counter(_printed(document))
    missing = printed - Counter(_kept(tables, others, stated))
    if missing:
        (page, amount), *rest = sorted(missing)
        more = f" and {len(rest)} more" if rest else ""
        where = f"{document.snapshot.source.location}, page {page}"
        raise UnrecognisedError(f"{amount}{more} printed in a table would be lost", where, _REMEDY)


def _printed(document: Document) -> Iterator[tuple[int, str]]:
    for page in document.pages:
        for block in page.blocks:
            if isinstance(block, Grid):
                prose = framed_texts(block)
                for cell in block.cells:
                    if cell not in prose:
                        yield from _amounts(cell.page, cell.text)


def _kept(
    tables: Iterable[StandardTable], others: Iterable[OtherTable], stated: Iterable[StatedAmount]
) -> Iterator[tuple[int, str]]:
    for table in tables:
        for amounts in (table.items, table.others):
            for amount in amounts:
                yield from _amounts(amount.page, amount.amount_printed)
    for other in others:
        for cell in other.cells:
            yield from _amounts(cell.page, cell.text)
    for each in stated:
        yield from _amounts(each.page, each.amount_printed)


def _amounts(page: int, text: str) -> Iterator[tuple[int, str]]:
    """The amounts of a text, as they are printed with a point or with thousands set apart; no rates."""
    if any(map(str.isdigit, text)):
        compact = "".join(unicodedata.normalize("NFKC", text).split())
        yield from ((page, amount) for amount in _AMOUNT.findall(compact))
