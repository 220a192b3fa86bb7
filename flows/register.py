"""The register of sources, `datapackages/registry`: which disclosures there should be, and where they are to be had."""

import csv
import hashlib
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from flows.errors import SourceError
from flows.model import Identity, Registration, Source

REGISTRY = Path(__file__).parent.parent / "datapackages" / "registry"
SOURCES = "sources.csv"
COLUMNS = ("jurisdiction_code", "organisation", "fiscal_year", "stage", "scope", "location", "title", "sha256")


def registered_sources(registry: Path = REGISTRY) -> tuple[Source | SourceError, ...]:
    """The sources that the register lists, in its order: URLs, and files that lie beside it.

    A row that names no source, or a file that is not there or not the registered one, is an error in its place. Raises
    SourceError where there is no register, or none with its columns.
    """
    path = registry / SOURCES
    if not path.is_file():
        raise SourceError("there is no register of sources", str(path), "Name the files or URLs to publish")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        if lacking := [column for column in COLUMNS if column not in (rows.fieldnames or ())]:
            what = f"the register of sources has no column {', '.join(lacking)}"
            raise SourceError(what, str(path), "Give it the columns that its datapackage.json describes")
        return tuple(_source_or_error(row, rows.line_num, registry) for row in rows)


def contradiction(identity: Identity, registration: Registration) -> str | None:
    """What a document says otherwise than its row in the register; None where both say the same."""
    differing = [
        f"{field} is {printed}, and {registered} in the register"
        for field, printed, registered in (
            ("jurisdiction_code", identity.jurisdiction_code, registration.jurisdiction_code),
            ("organisation", identity.organisation, registration.organisation),
            ("fiscal_year", str(identity.fiscal_year), registration.fiscal_year),
            ("stage", identity.stage, registration.stage),
            ("scope", identity.scope, registration.scope),
        )
        if _normalise(printed) != _normalise(registered)
    ]
    return "; ".join(differing) or None


def _normalise(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split())


def _source_or_error(row: Mapping[str, str], line: int, registry: Path) -> Source | SourceError:
    try:
        return _source(row, f"{registry / SOURCES}, line {line}", registry)
    except SourceError as error:
        return error


def _source(row: Mapping[str, str], where: str, registry: Path) -> Source:
    if empty := [column for column in COLUMNS[:-2] if not row[column]]:
        raise SourceError(f"the row lacks {', '.join(empty)}", where, "Fill it in, or take the row out")
    location, sha256 = row["location"], row["sha256"] or None
    if "://" not in location:
        location = str(_file(registry / location, sha256, where))
    return Source(location, row["title"] or "", sha256, Registration(*(row[column] for column in COLUMNS[:5])))


def _file(path: Path, sha256: str | None, where: str) -> Path:
    if not path.is_file():
        raise SourceError(
            f"the register lists {path.name}, which is not there", where, "Restore it, or take its row out"
        )
    if sha256 is not None and hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
        what = f"{path.name} is not the file that was registered"
        raise SourceError(what, where, "Restore it, or register its hash")
    return path
