"""Snapshot -> Document: pages of printed lines and ruled grids, whatever the file's format. Knows no budget word."""

from collections.abc import Callable, Mapping

from flows.errors import UnreadableError
from flows.model import Document, Snapshot
from flows.read.pdf import read_pdf
from flows.read.sniff import sniff
from flows.read.text import read_text

READERS: Mapping[str, Callable[[Snapshot, bytes], Document]] = {"pdf": read_pdf, "text": read_text}


def read(snapshot: Snapshot) -> Document:
    """Read a snapshot by what its bytes are, never by its name. Raises UnreadableError."""
    content = snapshot.path.read_bytes()
    kind = sniff(content)
    reader = READERS.get(kind)
    if reader is None:
        raise UnreadableError(
            f"the file is {kind}, not a disclosure in a format that is read ({', '.join(READERS)})",
            snapshot.source.location,
            "Fetch the document itself, or convert it to one of these formats",
        )
    return reader(snapshot, content)
