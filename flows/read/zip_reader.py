"""ZIP -> Document: one disclosure in parts, read as if its parts were bound together.

Running texts come before workbooks, as prose comes before its tables in a disclosure that is whole; among each, the
natural order of names. References begin with the name of the part: `附件2.xls: 收支总表!B5`.
"""

import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from flows.errors import UnreadableError
from flows.model import Block, Cell, Document, Grid, Line, Page, Snapshot
from flows.numerals import parse_numeral
from flows.read.sniff import sniff
from flows.read.untrusted import opened_archive, unreadable_on_error

Reader = Callable[[Snapshot, bytes], Document]

_KIND = "ZIP archive"
_MOST_PARTS = 200
_UTF8_NAME = 0x800
_STRAY = re.compile(r"(?:^|/)(?:__MACOSX/|\.|~\$)|(?:^|/)(?:thumbs\.db|desktop\.ini)$", re.IGNORECASE)
_WORKBOOKS = ("xlsx", "xls")
_NUMBER = re.compile(r"\d+|(?<=[件表第(])[一二三四五六七八九十]+|(?:^|(?<=/))[一二三四五六七八九十]+(?=、)")


def read_archive(snapshot: Snapshot, content: bytes, readers: Mapping[str, Reader]) -> Document:
    """Read every part of an archive with the reader of its kind. Raises UnreadableError, also for one part."""
    where = snapshot.source.location
    parts: list[tuple[str, Document]] = []
    for name, inside in _parts(content, where):
        place = f"{where}, part {name}"
        kind = sniff(inside)
        if kind not in readers:
            what = "another archive" if kind == "zip" else kind
            raise UnreadableError(f"a part of the archive is {what}", place, "Give the parts that make the disclosure")
        part = replace(snapshot, source=replace(snapshot.source, location=place))
        parts.append((name, readers[kind](part, inside)))
    if not parts:
        raise UnreadableError("the archive is empty", where, "Fetch it again, or give the disclosure itself")
    parts.sort(key=lambda part: (part[1].format in _WORKBOOKS, natural_order(part[0])))
    return Document(snapshot, "zip", tuple(_bound(parts)), parts[0][1].metadata)


def _parts(content: bytes, where: str) -> Iterator[tuple[str, bytes]]:
    with opened_archive(content, _KIND, where) as archive:
        entries = [(_name(entry), entry) for entry in archive.infolist() if not entry.is_dir()]
        entries = [(name, entry) for name, entry in entries if not _STRAY.search(name)]
        if len(entries) > _MOST_PARTS:
            remedy = "Give the parts that make one disclosure"
            raise UnreadableError(f"the archive holds {len(entries)} files", where, remedy)
        for name, entry in entries:
            with unreadable_on_error(_KIND, f"{where}, part {name}"):
                inside = archive.read(entry)
            yield name, inside


def _name(entry: zipfile.ZipInfo) -> str:
    """The name of an entry. Without the mark for UTF-8 it is in the code page of the system that packed it."""
    if entry.flag_bits & _UTF8_NAME:
        return entry.filename
    raw = entry.filename.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return entry.filename


def natural_order(name: str) -> tuple[tuple[int, int, str], ...]:
    """A key that sorts names as people number them.

    >>> sorted(["附件10", "附件2", "附件三"], key=natural_order)
    ['附件2', '附件三', '附件10']
    """
    folded = unicodedata.normalize("NFKC", name)
    key: list[tuple[int, int, str]] = []
    end = 0
    for match in _NUMBER.finditer(folded):
        key += [(1, 0, letter) for letter in folded[end : match.start()]]
        key.append((0, _value(match[0]), ""))
        end = match.end()
    return (*key, *((1, 0, letter) for letter in folded[end:]))


def _value(word: str) -> int:
    return int(word[:9]) if word.isdecimal() else parse_numeral(word) or 0


def _bound(parts: Sequence[tuple[str, Document]]) -> Iterator[Page]:
    """The pages of all parts, numbered from the first to the last."""
    number = 0
    for name, document in parts:
        word = "line" if document.format == "text" else "page"
        for page in document.pages:
            number += 1
            yield Page(number, tuple(_moved(block, number, f"{name}: {word}") for block in page.blocks))


def _moved(block: Block, number: int, place: str) -> Block:
    """A block on its page of the whole. What has no address of its own is found by its page, or line, in the part."""
    if isinstance(block, Grid):
        cells = (cell._replace(page=number, reference=_reference(cell, place)) for cell in block.cells)
        return replace(block, cells=tuple(cells), page=number)
    return replace(block, page=number, reference=_reference(block, place))


def _reference(printed: Cell | Line, place: str) -> str:
    if printed.reference is None:
        return f"{place} {printed.page}"
    return f"{place.rpartition(' ')[0]} {printed.reference}"
