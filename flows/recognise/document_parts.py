"""Document -> its parts: the cover, the contents, and the body in reading order without page furniture."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from flows.amounts import printed_number
from flows.model import Block, Cell, Document, Grid, Line
from flows.recognise.normalisation import normalise_heading, row_label, strip_whitespace

_CONTENTS = re.compile(r"(?:目录|目次|目录表)")
_LEADER = re.compile(r"(?:[.…·．。_\-—]{3,}|\s{3,})\s*[-—(（]?\d*[-—)）]?\s*$|\s+\d{1,3}$")
_PAGE_NUMBER = re.compile(r"[-—–―\s~·]*(?:第?\s*\d{1,4}\s*页?(?:\s*[/,，共]+\s*\d{1,4}\s*页?)?)[-—–―\s~·]*")
_HEAD = re.compile(r"单\s*位\s*[:：]|表\s*$")
_HEAD_LINE = re.compile(r"公开\d+表|.{2,12}:")
_ENTRY_LENGTH = 60
_FURNITURE = 0.5
_FRAMED_LENGTH = 60


@dataclass(frozen=True, slots=True)
class DocumentParts:
    """The parts of a document. `contents` holds its entries without leaders and page numbers."""

    cover: tuple[Line, ...]
    contents: tuple[str, ...]
    body: tuple[Block, ...]


def document_parts(document: Document) -> DocumentParts:
    """Part a document into cover, contents and body."""
    blocks = list(_without_furniture(document))
    start = next((i for i, block in enumerate(blocks) if _is_contents_heading(block)), None)
    if start is None:
        return DocumentParts(_lines(_first_page(document, blocks)), (), tuple(blocks))
    end = _end_of_contents(blocks, start + 1)
    entries = (contents_entry(text) for block in blocks[start + 1 : end] for text in _texts(block))
    return DocumentParts(_lines(blocks[:start]), tuple(filter(None, entries)), (*blocks[:start], *blocks[end:]))


def contents_entry(text: str) -> str:
    """An entry of the contents without enumerator, leader and page number.

    >>> contents_entry("3. 2025年部门支出预算总表 …………………… 12")
    '2025年部门支出预算总表'
    """
    return row_label(_LEADER.sub("", text.strip()))


def framed_texts(grid: Grid) -> tuple[Cell, ...]:
    """The long texts of a grid that is no table but a frame around text: it has one column, and they fill it."""
    is_frame = grid.columns == 1 or all(
        cell.column_span == grid.columns for cell in grid.cells if strip_whitespace(cell.text)
    )
    return tuple(cell for cell in grid.cells if is_frame and len(strip_whitespace(cell.text)) >= _FRAMED_LENGTH)


def _lines(blocks: Iterable[Block]) -> tuple[Line, ...]:
    return tuple(block for block in blocks if isinstance(block, Line))


def _first_page(document: Document, blocks: Sequence[Block]) -> list[Block]:
    if len(document.pages) > 1:
        return [block for block in blocks if block.page == document.pages[0].number]
    return list(blocks[:12])


def _is_contents_heading(block: Block) -> bool:
    return isinstance(block, Line) and bool(_CONTENTS.fullmatch(strip_whitespace(block.text)))


def _texts(block: Block) -> Iterator[str]:
    if isinstance(block, Line):
        yield block.text
    else:
        yield from (cell.text for cell in block.cells)


def _end_of_contents(blocks: Sequence[Block], start: int) -> int:
    """The contents end where the first entry stands again, as a heading, or where something is no entry."""
    first = next(
        (contents_entry(text) for block in blocks[start:] for text in _texts(block) if contents_entry(text)), ""
    )
    for index in range(start, len(blocks)):
        block = blocks[index]
        if isinstance(block, Grid):
            if any(printed_number(cell.text) not in (None, *range(200)) for cell in block.cells):
                return _back_to_page(blocks, start, index)
        elif (index > start and contents_entry(block.text) == first) or not _is_entry(block.text):
            return _back_to_page(blocks, start, index)
    return start


def _back_to_page(blocks: Sequence[Block], start: int, end: int) -> int:
    """A heading that looks like an entry belongs to the page or sheet that it opens, where there are any."""
    page = blocks[end].page
    if blocks[start].page == page or not _has_pages(blocks[end - 1]):
        return _back_to_title(blocks, start, end) if isinstance(blocks[end], Grid) else end
    while end > start and blocks[end - 1].page == page and _opens_page(blocks, end - 1):
        end -= 1
    return end


def _back_to_title(blocks: Sequence[Block], start: int, end: int) -> int:
    """What stands above a table is no entry: its unit, its title, and the headings that the contents hold already."""
    while end > start and _is_line_of_head(blocks[end - 1]):
        end -= 1
    if end > start and isinstance(blocks[end - 1], Line):
        end -= 1
    while end > start and isinstance(blocks[end - 1], Line):
        repeated = set(map(contents_entry, _texts(blocks[end - 1])))
        if not repeated & {contents_entry(text) for block in blocks[start : end - 1] for text in _texts(block)}:
            break
        end -= 1
    return end


def _is_line_of_head(block: Block) -> bool:
    return isinstance(block, Line) and bool(_HEAD_LINE.match(normalise_heading(block.text)))


def _opens_page(blocks: Sequence[Block], index: int) -> bool:
    block = blocks[index]
    return isinstance(block, Line) and _has_pages(block) and not _LEADER.search(block.text.strip())


def _has_pages(block: Block) -> bool:
    return block.box is not None or (isinstance(block, Line) and block.reference is not None)


def _is_entry(text: str) -> bool:
    bare = strip_whitespace(text)
    return len(bare) <= _ENTRY_LENGTH + 100 * bool(_LEADER.search(text)) and not bare.endswith(
        ("。", "；", "，", ";", ",")
    )


def _without_furniture(document: Document) -> Iterator[Block]:
    """Drop page numbers, and lines that stand at the same place on most pages; titles and units of tables may, too."""
    repeated = _repeated(document)
    for page in document.pages:
        for block in page.blocks:
            if not _is_furniture(block, repeated):
                yield block


def _is_furniture(block: Block, repeated: set[tuple[str, int]]) -> bool:
    if not isinstance(block, Line) or block.box is None:
        return False
    return bool(_PAGE_NUMBER.fullmatch(block.text)) or (_place(block) in repeated and not _HEAD.search(block.text))


def _repeated(document: Document) -> set[tuple[str, int]]:
    places = Counter(
        place
        for page in document.pages
        for place in {_place(block) for block in page.blocks if isinstance(block, Line) and block.box}
    )
    least = max(3, _FURNITURE * len(document.pages))
    return {place for place, count in places.items() if count >= least}


def _place(line: Line) -> tuple[str, int]:
    return normalise_heading(line.text), round(line.box.top / 4) if line.box else 0
