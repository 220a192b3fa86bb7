"""The register of sources, `datapackages/registry`: which disclosures there should be, and where they are to be had."""

import csv
import hashlib
from collections.abc import Mapping
from pathlib import Path

from flows.errors import SourceError
from flows.model import Source

REGISTRY = Path(__file__).parent.parent / "datapackages" / "registry"
SOURCES = "sources.csv"


def registered_sources(registry: Path = REGISTRY) -> tuple[Source, ...]:
    """The sources that the register lists, in its order: URLs, and files that lie beside it.

    Raises SourceError where there is no register, or a file is not the one that was registered.
    """
    path = registry / SOURCES
    if not path.is_file():
        raise SourceError("there is no register of sources", str(path), "Name the files or URLs to publish")
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(_source(row, registry) for row in csv.DictReader(file))


def _source(row: Mapping[str, str], registry: Path) -> Source:
    location, sha256 = row["location"], row["sha256"] or None
    if "://" in location:
        return Source(location, row["title"], sha256)
    path = registry / location
    if not path.is_file():
        raise SourceError("the register lists a file that is not there", str(path), "Restore it, or take its row out")
    if sha256 is not None and hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
        raise SourceError("the file is not the one that was registered", str(path), "Restore it, or register its hash")
    return Source(str(path), row["title"], sha256)
