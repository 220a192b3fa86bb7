"""What commands that only read have in common: documents or disclosures by name, and files that are whole."""

import hashlib
import os
from collections.abc import Mapping, Sequence
from pathlib import Path


def is_document(name: str) -> bool:
    """Whether this names a file, a folder or a URL; else it is a disclosure of a catalog."""
    return "://" in name or Path(name).exists()


def archived(hashes: Sequence[str], catalog: Path) -> Mapping[str, Path]:
    """The documents that the archive beside a catalog holds whole, by SHA-256."""
    archive = catalog.parent / "archive"
    return {
        sha256: path
        for sha256 in hashes
        for path in sorted((archive / sha256[:2]).glob(f"{sha256}*"))
        if path.suffix != ".json" and hashlib.sha256(path.read_bytes()).hexdigest() == sha256
    }


def write_whole(content: bytes, output: Path) -> None:
    """Write the whole file or nothing of it."""
    beside = output.with_name(f".{output.name}.{os.getpid()}")
    try:
        beside.write_bytes(content)
        beside.replace(output)
    finally:
        beside.unlink(missing_ok=True)
