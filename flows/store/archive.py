"""The archive: bytes under their SHA-256, and beside them where each was had from.

    <archive>/3f/3f…a9.pdf                  the bytes
    <archive>/3f/3f…a9.<location>.json      one sidecar for each location that gave them
    <archive>/index/<location>.json         what each URL gave last, for conditional requests

`<location>` is a hash of the location. Every file appears whole; what has a name is never trusted, but hashed again.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from flows.store.folder import Folder
from flows.store.layout import ARCHIVE


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
    folder = Folder(archive)
    with folder.workspace() as workspace:
        draft = workspace / "document"
        with draft.open("xb") as file:
            for chunk in chunks:
                digest.update(chunk)
                size += file.write(chunk)
        name = _name(digest.hexdigest(), suffix)
        stored = Stored(digest.hexdigest(), size, folder.path(name))
        if not _intact(stored):
            folder.place(draft, name)
    return stored


def find(archive: Path, sha256: str, suffix: str) -> Stored | None:
    """What the archive holds under this hash, None if it is not there or not intact."""
    path = archive / _name(sha256, suffix)
    stored = Stored(sha256, path.stat().st_size, path) if path.is_file() else None
    return stored if stored and _intact(stored) else None


def archived_documents(hashes: Iterable[str], catalog: Path) -> dict[str, Path]:
    """The documents that the archive beside a catalog holds whole, by SHA-256."""
    return documents_of(catalog.parent / ARCHIVE, hashes)


def documents_of(archive: Path, hashes: Iterable[str]) -> dict[str, Path]:
    """The documents that an archive holds whole, by SHA-256."""
    return {
        sha256: path
        for sha256 in hashes
        for path in sorted((archive / sha256[:2]).glob(f"{sha256}*"))
        if path.suffix != ".json" and _intact(Stored(sha256, path.stat().st_size, path))
    }


def write_sidecar(archive: Path, stored: Stored, provenance: Provenance) -> None:
    """Leave the sidecar of these bytes and this location. The first time they were had is the one that counts."""
    name = f"{stored.sha256[:2]}/{stored.sha256}.{_digest(provenance.location)}.json"
    content = {"sha256": stored.sha256, "size": stored.size, **asdict(provenance)}
    Folder(archive).write_if_absent(name, _json(content))


def last_response(archive: Path, location: str) -> tuple[Stored, Mapping[str, str]] | None:
    """What this URL gave last and the headers it came with, None if that is unknown or no longer intact."""
    try:
        entry = json.loads(Folder(archive).read(_index(location)))
        stored = find(archive, entry["sha256"], entry["suffix"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return (stored, entry["headers"]) if stored else None


def keep_response(archive: Path, stored: Stored, provenance: Provenance) -> None:
    """Keep what this URL gave, for the next run."""
    entry = {"sha256": stored.sha256, "suffix": stored.path.suffix, **asdict(provenance)}
    Folder(archive).replace(_index(provenance.location), _json(entry))


def _name(sha256: str, suffix: str) -> str:
    return f"{sha256[:2]}/{sha256}{suffix}"


def _index(location: str) -> str:
    return f"index/{_digest(location)}.json"


def _digest(location: str) -> str:
    return hashlib.sha256(location.encode()).hexdigest()[:16]


def _intact(stored: Stored) -> bool:
    if not stored.path.is_file() or stored.path.stat().st_size != stored.size:
        return False
    with stored.path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == stored.sha256


def _json(content: Mapping[str, object]) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=2).encode() + b"\n"
