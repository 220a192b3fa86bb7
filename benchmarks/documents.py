"""The documents that are measured: the reference documents where they are at hand, else the bundled ones."""

import hashlib
import os
from pathlib import Path

from flows.model import Snapshot, Source
from flows.register import registered_sources

CHECKOUT = Path(__file__).parent.parent


def documents() -> tuple[str, tuple[Path, ...]]:
    """What they are, and where they lie."""
    shared = Path(os.environ.get("GONGKAI_SHARED", CHECKOUT.parent / "shared")) / "corpus" / "documents"
    if shared.is_dir():
        return "the reference documents", tuple(sorted(shared.iterdir()))
    return "the bundled disclosures", tuple(
        Path(source.location) for source in registered_sources() if isinstance(source, Source)
    )


def snapshot(path: Path) -> Snapshot:
    """A document as the archive would hold it."""
    content = path.read_bytes()
    return Snapshot(Source(str(path)), hashlib.sha256(content).hexdigest(), len(content), path)
