"""A file of this machine → the archive."""

from collections.abc import Iterator
from pathlib import Path

from flows.errors import SourceError
from flows.fetch.limits import Limits
from flows.fetch.locations import scheme, suffix
from flows.model import Source
from flows.store.archive import Provenance, Stored, now, store_bytes, write_sidecar

_CHUNK = 1024 * 1024


def copy(source: Source, archive: Path, limits: Limits) -> Stored:
    """Copy a file into the archive. Raises SourceError for what is no file, cannot be read, or is too large."""
    path = Path(source.location)
    _look(path, source.location, limits)
    stored = store_bytes(_chunks(path, limits), archive, suffix(source.location))
    write_sidecar(archive, stored, Provenance(str(path.absolute()), now()))
    return stored


def _look(path: Path, location: str, limits: Limits) -> None:
    if scheme(location) is not None:
        raise SourceError("this kind of address cannot be fetched", location, "Give a path, or an http(s) URL")
    if not path.exists():
        raise SourceError("there is no such file", location, "Look at its spelling, and where you stand")
    if not path.is_file():
        raise SourceError("this is no file", location, "Name a document, or a folder of documents to publish")
    if path.stat().st_size > limits.largest:
        raise _too_large(path, limits)


def _chunks(path: Path, limits: Limits) -> Iterator[bytes]:
    """The bytes of a file, which may grow while it is read."""
    size = 0
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                size += len(chunk)
                if size > limits.largest:
                    raise _too_large(path, limits)
                yield chunk
    except OSError as error:
        what = f"the file cannot be read: {error.strerror or error}"
        raise SourceError(what, str(path), "Look at its permissions, and at the disk") from error


def _too_large(path: Path, limits: Limits) -> SourceError:
    what = f"the file is larger than {limits.largest:,} bytes"
    return SourceError(what, str(path), "Split it: a disclosure is one document of one organisation")
