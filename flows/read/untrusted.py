"""What may be wrong with bytes from anywhere: archives that blow up, entities, libraries that stumble."""

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

from flows.errors import UnreadableError

MOST_ENTRIES = 2_000
MOST_BYTES = 256 * 1024 * 1024
_RATIO = 200
_SMALL = 8 * 1024 * 1024
_DOCTYPE = re.compile(rb"<\0?!\0?(?:D\0?O\0?C\0?T\0?Y\0?P\0?E|E\0?N\0?T\0?I\0?T\0?Y)")
_MARKUP = (".xml", ".rels", ".vml")


@contextmanager
def unreadable_on_error(kind: str, where: str) -> Iterator[None]:
    """Whatever a library raises over bytes from anywhere, the file is damaged: UnreadableError."""
    try:
        yield
    except UnreadableError:
        raise
    except Exception as error:
        message = " ".join(str(error).split())[:200] or type(error).__name__
        remedy = "Fetch it again; if it opens in an office program, save it from there anew"
        raise UnreadableError(f"the {kind} is damaged ({message})", where, remedy) from error


def opened_archive(content: bytes, kind: str, where: str) -> zipfile.ZipFile:
    """A ZIP archive whose entries are safe to unpack. Raises UnreadableError for one that is not."""
    with unreadable_on_error(kind, where):
        archive = zipfile.ZipFile(io.BytesIO(content))
    entries = archive.infolist()
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableError(
            f"the {kind} is encrypted and asks for a password", where, "Ask the publisher for an open copy"
        )
    total = sum(entry.file_size for entry in entries)
    packed = max(sum(entry.compress_size for entry in entries), 1)
    if len(entries) > MOST_ENTRIES or total > MOST_BYTES or (total > _SMALL and total / packed > _RATIO):
        what = f"the {kind} unpacks to {len(entries)} files and {total:,} bytes, {total // packed} times its size"
        raise UnreadableError(what, where, "No disclosure is packed like this: unpack it with care, and look inside")
    return archive


def opened_package(content: bytes, kind: str, where: str) -> zipfile.ZipFile:
    """The ZIP archive of an Office file. Raises UnreadableError where its markup declares entities."""
    archive = opened_archive(content, kind, where)
    for entry in archive.infolist():
        if entry.filename.lower().endswith(_MARKUP):
            with unreadable_on_error(kind, where):
                declares = _DOCTYPE.search(archive.read(entry))
            if declares:
                what = f"the {kind} declares entities in {entry.filename}, which no office program does"
                raise UnreadableError(what, where, "Do not open it; ask the publisher for another copy")
    return archive
