"""What the compressed streams of a PDF tell before it is read: whether they are whole, and whether they hide text.

Readers of PDF take what they can get of a damaged stream, and the rest of its page is missing without a word. A
stream that is deflated bears a checksum, which a damaged one does not meet.
"""

import re
import zlib
from collections.abc import Iterator
from typing import NamedTuple

_STREAM = re.compile(rb"stream\r?\n")
_DEFLATED = re.compile(rb"/Filter\s*\[?\s*/(?:FlateDecode|Fl)\b")
_NO_TEXT = re.compile(rb"/Subtype\s*/(?:Image|CIDFontType0C|Type1C|OpenType)|/Length1\b")
_ENCRYPTED = re.compile(rb"/Encrypt\s*(?:\d+\s+\d+\s+R|<<)")
_LARGE = re.compile(rb"/Width\s+\d{4}")
_PAGE = re.compile(rb"/Page\b")
_BARE = re.compile(rb"/ca\s+0*(?:\.0*)?(?![\d.])")
_UNPAINTED = re.compile(rb"(?<![\w.-])[37]\s+Tr(?![\w*])")
_MARKERS = {
    b"/FreeText": re.compile(rb"/FreeText\b"),
    b"/Widget": re.compile(rb"/Widget\b"),
    b"/OFF": re.compile(rb"/OFF\s*\[\s*\d"),
    b"/CropBox": re.compile(rb"/CropBox\b"),
}
_DEFLATE, _UNPACKED = "deflate", "plain"
_NEAR = 16
_DICTIONARY = 2048
_PIECE = 1 << 14
_LARGEST = 1 << 22
_MOST = 1 << 29


class Preflight(NamedTuple):
    """Where the first stream lies that is not whole, whether text may be there that is not painted, and other signs.

    `signs` are of what lies over the pages (`/FreeText`, `/Widget`), of layers that are switched off (`/OFF`), and of
    pages of which a part only is shown (`/CropBox`). `between` are the parts of the file that are in no stream, from
    where to where; none of a file that is encrypted.
    """

    damaged_stream: int | None
    may_hide_text: bool
    markers: frozenset[bytes] = frozenset()
    outside_streams: tuple[tuple[int, int], ...] = ()


def preflight(content: bytes) -> Preflight:
    """What the streams of a PDF tell. Those that are encrypted, or packed in another way, may hide text.

    Raises ValueError for streams that together would fill the memory.
    """
    if _ENCRYPTED.search(content):
        return Preflight(None, may_hide_text=True, markers=frozenset(_MARKERS) - {b"/OFF"})
    inflated = pictures = begin = 0
    may_hide = False
    markers: set[bytes] = set()
    outside: list[tuple[int, int]] = []
    for match in _STREAM.finditer(content):
        start = match.end()
        if content[match.start() - 3 : match.start()] == b"end":
            begin = start
            continue
        objects = content[begin : match.start()]
        outside.append((begin, match.start()))
        begin = start
        may_hide = may_hide or _is_bare(objects)
        markers.update(_markers(objects))
        pictures += _is_large_picture(objects)
        packing = _packing(content, match.start())
        if packing == _DEFLATE:
            is_objects = objects.rfind(b"/ObjStm") > objects.rfind(b"obj")
            object_markers = markers if is_objects else None
            inspected = _inspect_stream(memoryview(content)[start:], _MOST - inflated, object_markers)
            if inspected is None:
                return Preflight(start, may_hide_text=may_hide)
            inflated += inspected[0]
            may_hide = may_hide or inspected[1]
        elif packing:
            may_hide = may_hide or packing != _UNPACKED or _hides(content[start : content.find(b"endstream", start)])
    last = content[begin:]
    outside.append((begin, len(content)))
    markers.update(_markers(last))
    may_hide = may_hide or _is_bare(last) or _is_scanned(content, pictures)
    return Preflight(None, may_hide, frozenset(markers), tuple(outside))


def _inspect_stream(data: memoryview, most: int, markers: set[bytes] | None) -> tuple[int, bool] | None:
    """How many bytes a deflated stream holds, and whether it hides text; None for one that is not whole.

    Of a stream of objects the signs are taken, where a set is given for them.
    """
    size, may_hide, tail = 0, False, b""
    hides_text = _hides if markers is None else _is_bare
    try:
        for piece in _inflated(data):
            size += len(piece)
            if size > most:
                raise ValueError(f"its streams hold more than {_MOST >> 20} MiB")
            may_hide = may_hide or hides_text(piece) or hides_text(tail + piece[:_NEAR])
            if markers is not None:
                markers.update(_markers(tail + piece))
            tail = piece[-_NEAR:]
    except (zlib.error, EOFError):
        return None
    return size, may_hide


def _markers(objects: bytes) -> Iterator[bytes]:
    return (word for word, pattern in _MARKERS.items() if word in objects and pattern.search(objects))


def _hides(content: bytes) -> bool:
    """Whether it sets text in a mode that paints nothing."""
    return any(_UNPAINTED.search(content, max(place - _NEAR, 0), place + 4) for place in _places(content, b"Tr"))


def _is_bare(objects: bytes) -> bool:
    """Whether a state of the painter has no colour at all."""
    return any(_BARE.match(objects, place) for place in _places(objects, b"/ca"))


def _is_large_picture(objects: bytes) -> bool:
    """Whether the last of some objects is the dictionary of a picture as large as a page."""
    begin = max(objects.rfind(b"obj"), 0)
    return objects.find(b"/Image", begin) >= 0 and _LARGE.search(objects, begin) is not None


def _is_scanned(content: bytes, pictures: int) -> bool:
    """Whether half of its pages or more may be pictures, under which text may lie."""
    if not pictures:
        return False
    return 2 * pictures >= sum(1 for place in _places(content, b"/Page") if _PAGE.match(content, place))


def _places(content: bytes, word: bytes) -> Iterator[int]:
    place = content.find(word)
    while place >= 0:
        yield place
        place = content.find(word, place + 1)


def _packing(content: bytes, end: int) -> str:
    """How the stream after a dictionary is packed; nothing for a picture or a font."""
    begin = content.rfind(b"obj", max(0, end - _DICTIONARY), end)
    if begin < 0 or _NO_TEXT.search(content, begin, end):
        return ""
    if _DEFLATED.search(content, begin, end):
        return _DEFLATE
    return "otherwise" if content.find(b"/Filter", begin, end) >= 0 else _UNPACKED


def _inflated(data: memoryview) -> Iterator[bytes]:
    """A stream, piece by piece. Raises zlib.error or EOFError for one that is not whole."""
    inflator = zlib.decompressobj()
    place = 0
    while not inflator.eof and place < len(data):
        piece: bytes | memoryview = data[place : place + _PIECE]
        place += _PIECE
        while piece and not inflator.eof:
            yield inflator.decompress(piece, _LARGEST)
            piece = inflator.unconsumed_tail
    if not inflator.eof:
        raise EOFError
