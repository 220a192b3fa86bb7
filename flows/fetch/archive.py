"""The archive: bytes under their SHA-256, and beside them where each was had from.

    <archive>/3f/3f…a9.pdf                  the bytes
    <archive>/3f/3f…a9.<location>.json      one sidecar for each location that gave them
    <archive>/index/<location>.json         what each URL gave last, for conditional requests

`<location>` is a hash of the location. Every file is written beside its place, flushed and renamed, so that what has
a name is whole; what has a name is never trusted, but hashed again.
"""

import hashlib
import json
import os
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO


@dataclass(frozen=True, slots=True)
class Stored:
    """Bytes that the archive holds."""

    sha256: str
    size: int
    path: Path


@dataclass(frozen=True, slots=True)
class Redirect:
    """One answer that sent on to another location."""

    status: int
    location: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where bytes were had from, when (UTC), and what the server said. A file has no status."""

    location: str
    time: str
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    redirects: tuple[Redirect, ...] = ()


def now() -> str:
    """This second, as provenance writes it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def store_bytes(chunks: Iterable[bytes], archive: Path, suffix: str) -> Stored:
    """Write bytes to where their hash says, unless the archive holds them; what fails half-way leaves nothing."""
    digest, size = hashlib.sha256(), 0
    with _new_file(archive) as (file, beside):
        for chunk in chunks:
            digest.update(chunk)
            size += file.write(chunk)
        stored = Stored(digest.hexdigest(), size, _place(archive, digest.hexdigest(), suffix))
        if not _intact(stored):
            _settle(file, beside, stored.path)
    return stored


def find(archive: Path, sha256: str, suffix: str) -> Stored | None:
    """What the archive holds under this hash, None if it is not there or not intact."""
    path = _place(archive, sha256, suffix)
    stored = Stored(sha256, path.stat().st_size, path) if path.is_file() else None
    return stored if stored and _intact(stored) else None


def write_sidecar(archive: Path, stored: Stored, provenance: Provenance) -> None:
    """Leave the sidecar of these bytes and this location. The first time they were had is the one that counts."""
    path = stored.path.with_name(f"{stored.sha256}.{_digest(provenance.location)}.json")
    if not path.is_file():
        _write_json(archive, path, {"sha256": stored.sha256, "size": stored.size, **asdict(provenance)})


def last_response(archive: Path, location: str) -> tuple[Stored, Mapping[str, str]] | None:
    """What this URL gave last and the headers it came with, None if that is unknown or no longer intact."""
    try:
        entry = json.loads(_index(archive, location).read_text(encoding="utf-8"))
        stored = find(archive, entry["sha256"], entry["suffix"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return (stored, entry["headers"]) if stored else None


def keep_response(archive: Path, stored: Stored, provenance: Provenance) -> None:
    """Keep what this URL gave, for the next run."""
    entry = {"sha256": stored.sha256, "suffix": stored.path.suffix, **asdict(provenance)}
    _write_json(archive, _index(archive, provenance.location), entry)


def _place(archive: Path, sha256: str, suffix: str) -> Path:
    return archive / sha256[:2] / f"{sha256}{suffix}"


def _index(archive: Path, location: str) -> Path:
    return archive / "index" / f"{_digest(location)}.json"


def _digest(location: str) -> str:
    return hashlib.sha256(location.encode()).hexdigest()[:16]


def _intact(stored: Stored) -> bool:
    if not stored.path.is_file() or stored.path.stat().st_size != stored.size:
        return False
    with stored.path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == stored.sha256


@contextmanager
def _new_file(archive: Path) -> Iterator[tuple[BinaryIO, Path]]:
    """A new file of the archive that has no name yet; it is gone after, unless it settled."""
    archive.mkdir(parents=True, exist_ok=True)
    path = archive / f".{os.getpid()}.{secrets.token_hex(8)}.part"
    try:
        with path.open("xb") as file:
            yield file, path
    finally:
        path.unlink(missing_ok=True)


def _settle(file: BinaryIO, beside: Path, path: Path) -> None:
    file.flush()
    os.fsync(file.fileno())
    path.parent.mkdir(parents=True, exist_ok=True)
    beside.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _write_json(archive: Path, path: Path, content: Mapping[str, object]) -> None:
    with _new_file(archive) as (file, beside):
        file.write(json.dumps(content, ensure_ascii=False, indent=2).encode() + b"\n")
        _settle(file, beside, path)
