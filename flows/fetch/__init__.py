"""Source → Snapshot: the bytes of a file or a URL, once, in a content-addressed archive with their provenance."""

import dataclasses
from pathlib import Path

from flows.errors import SourceError
from flows.fetch.files import copy
from flows.fetch.limits import LIMITS, Limits
from flows.fetch.locations import expand, is_url, refuse_malformed, without_credentials
from flows.fetch.web import download
from flows.model import Snapshot, Source
from flows.store.archive import Stored

__all__ = ["LIMITS", "Limits", "expand", "fetch", "without_credentials"]


def fetch(source: Source, archive: Path, *, limits: Limits = LIMITS) -> Snapshot:
    """Have the bytes of one source in the archive. Raises SourceError, which says what was wrong and what to do."""
    known = _named(source)
    fetch_bytes = download if is_url(source.location) else copy
    stored = fetch_bytes(source, archive, limits)
    _verify(known, stored)
    return Snapshot(known, stored.sha256, stored.size, stored.path)


def _named(source: Source) -> Source:
    """The source as others may see it: with a title, and without the password that a URL may carry."""
    location = without_credentials(source.location)
    if is_url(location):
        refuse_malformed(location)
    title = source.title or (location if is_url(location) else Path(location).name)
    return dataclasses.replace(source, location=location, title=title)


def _verify(source: Source, stored: Stored) -> None:
    if source.sha256 is not None and source.sha256.lower() != stored.sha256:
        raise SourceError(
            f"its SHA-256 is {stored.sha256}, and {source.sha256} was expected",
            source.location,
            f"Look at what changed ({stored.path}), and register its new hash if it is right",
        )
