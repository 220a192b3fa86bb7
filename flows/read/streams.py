"""Whether the compressed streams of a PDF are whole.

Readers of PDF take what they can get of a damaged stream, and the rest of its page is missing without a word. A
stream that is deflated bears a checksum, which a damaged one does not meet.
"""

import re
import zlib

_STREAM = re.compile(rb"stream\r?\n")
_DEFLATED = re.compile(rb"/Filter\s*\[?\s*/(?:FlateDecode|Fl)\b")
_NO_TEXT = re.compile(rb"/Subtype\s*/(?:Image|CIDFontType0C|Type1C|OpenType)|/Length1\b")
_ENCRYPTED = re.compile(rb"/Encrypt\s*(?:\d+\s+\d+\s+R|<<)")
_DICTIONARY = 2048
_PIECE = 1 << 14
_LARGEST = 1 << 22
_MOST = 1 << 29


def damaged_stream(content: bytes) -> int | None:
    """The offset of the first deflated stream that is not whole; None where all are, or where they are encrypted.

    Raises ValueError for streams that together would fill the memory.
    """
    if _ENCRYPTED.search(content):
        return None
    inflated = 0
    for match in _STREAM.finditer(content):
        start = match.end()
        if content[match.start() - 3 : match.start()] == b"end" or not _is_deflated(content, match.start()):
            continue
        size = _inflated(memoryview(content)[start:], _MOST - inflated)
        if size is None:
            return start
        inflated += size
    return None


def _is_deflated(content: bytes, end: int) -> bool:
    """Whether the dictionary before a stream says that it is deflated first of all, and neither picture nor font."""
    begin = content.rfind(b"obj", max(0, end - _DICTIONARY), end)
    has = begin >= 0 and _DEFLATED.search(content, begin, end) is not None
    return has and _NO_TEXT.search(content, begin, end) is None


def _inflated(data: memoryview, most: int) -> int | None:
    """How many bytes a stream holds; None for one that is not whole."""
    inflator = zlib.decompressobj()
    size = place = 0
    try:
        while not inflator.eof and place < len(data):
            piece: bytes | memoryview = data[place : place + _PIECE]
            place += _PIECE
            while piece and not inflator.eof:
                size += len(inflator.decompress(piece, _LARGEST))
                piece = inflator.unconsumed_tail
                if size > most:
                    raise ValueError(f"its streams hold more than {_MOST >> 20} MiB")
    except zlib.error:
        return None
    return size if inflator.eof else None
