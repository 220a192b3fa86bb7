"""The register of sources, `datapackages/registry`: which disclosures there should be, and where they are to be had."""

import codecs
import csv
import hashlib
import unicodedata
from collections.abc import Mapping, Sequence
from itertools import zip_longest
from pathlib import Path

from flows.errors import SourceError
from flows.model import Identity, Registration, Source

REGISTRY = Path(__file__).parent.parent / "datapackages" / "registry"
SOURCES = "sources.csv"
COLUMNS = ("jurisdiction_code", "organisation", "fiscal_year", "stage", "scope", "location", "title", "sha256")


def registered_sources(registry: Path = REGISTRY) -> tuple[Source | SourceError, ...]:
    """The sources that the register lists, in its order: URLs, and files that lie beside it.

    A row stands on one line. One that cannot be read or names no source, or a file that is not there or not the
    registered one, is an error in its place. Raises SourceError where there is no register, or none with its columns.
    """
    path = registry / SOURCES
    head, *lines = _lines(path) or [b""]
    columns = _cells(head, f"{path}, line 1")
    if lacking := [column for column in COLUMNS if column not in columns]:
        what = f"the register of sources has no column {', '.join(lacking)}"
        raise SourceError(what, str(path), "Give it the columns that its datapackage.json describes")
    return tuple(
        _source_or_error(line, f"{path}, line {number}", columns, registry)
        for number, line in enumerate(lines, 2)
        if line.strip()
    )


def _lines(path: Path) -> list[bytes]:
    try:
        return path.read_bytes().removeprefix(codecs.BOM_UTF8).splitlines()
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        raise SourceError("there is no register of sources", str(path), "Name the files or URLs to publish") from None
    except OSError as error:
        what = f"the register of sources cannot be read ({error.strerror})"
        raise SourceError(what, str(path), "Look at the permissions there, or name the files or URLs") from error


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


def _source_or_error(line: bytes, where: str, columns: Sequence[str], registry: Path) -> Source | SourceError:
    try:
        return _source(_row(line, where, columns), where, registry)
    except SourceError as error:
        return error
    except OSError as error:
        what = f"the file that the row names cannot be read ({error.strerror})"
        return SourceError(what, where, "Correct its location, or look at the permissions there")


def _row(line: bytes, where: str, columns: Sequence[str]) -> Mapping[str, str]:
    cells = _cells(line, where)
    if len(cells) > len(columns):
        what = f"the row has {len(cells)} cells, and the register {len(columns)} columns"
        raise SourceError(what, where, "Put what holds a comma into quotes")
    return dict(zip_longest(columns, cells, fillvalue=""))


def _cells(line: bytes, where: str) -> list[str]:
    """The cells of a line. It is read alone: quotes that it does not close are its own fault, not that of the next."""
    try:
        return next(csv.reader([line.decode()], strict=True), [])
    except UnicodeDecodeError:
        raise SourceError("the row is not in UTF-8", where, "Save the register as UTF-8") from None
    except csv.Error as error:
        raise SourceError(f"the row is not CSV ({error})", where, "Close its quotes on its own line") from error


def _source(row: Mapping[str, str], where: str, registry: Path) -> Source:
    if empty := [column for column in COLUMNS[:-2] if not row[column]]:
        raise SourceError(f"the row lacks {', '.join(empty)}", where, "Fill it in, or take the row out")
    location, sha256 = row["location"], row["sha256"] or None
    if "://" not in location:
        location = str(_file(registry / location, sha256, where))
    return Source(location, row["title"], sha256, Registration(*(row[column] for column in COLUMNS[:5])))


def _file(path: Path, sha256: str | None, where: str) -> Path:
    if not path.is_file():
        raise SourceError(
            f"the register lists {path.name}, which is not there", where, "Restore it, or take its row out"
        )
    if sha256 is not None and hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
        what = f"{path.name} is not the file that was registered"
        raise SourceError(what, where, "Restore it, or register its hash")
    return path
