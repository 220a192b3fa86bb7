"""One version of a package: as it is about to be written, and as it lies on disk."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from flows.errors import ContractError
from flows.publish.rows import Tables
from flows.store.folder import Folder
from flows.store.layout import DESCRIPTOR, README, Version, parse_version, versions

CHANGES = "changes"


@dataclass(frozen=True, slots=True)
class PackageVersion:
    """What a version says, before it is bytes. Every one but the first tells what changed since the previous one."""

    package: str
    version: Version
    tables: Tables
    previous: Version | None = None
    changes: pa.Table | None = None

    @property
    def resources(self) -> dict[str, pa.Table]:
        """All that is written, in the order in which it is described."""
        return {**self.tables, **({} if self.changes is None else {CHANGES: self.changes})}


@dataclass(frozen=True, slots=True)
class PublishedVersion:
    """A version as it lies on disk."""

    package: str
    version: Version
    path: Path
    descriptor: Mapping[str, Any]
    readme: str
    tables: Tables
    changes: pa.Table | None

    @property
    def contract_version(self) -> str:
        return str(self.descriptor["contract_version"])

    @property
    def previous(self) -> Version | None:
        return parse_version(self.descriptor.get("previous_version", ""))


def latest_version(output: Folder, package: str) -> PublishedVersion | None:
    """The latest version of a package. Raises ContractError if it is not as it was published."""
    found = versions(output, package)
    return _published(output.path(f"{package}/{found[-1]}"), found[-1]) if found else None


def _published(path: Path, version: Version) -> PublishedVersion:
    try:
        descriptor = json.loads((path / DESCRIPTOR).read_text(encoding="utf-8"))
        readme = (path / README).read_bytes().decode("utf-8")
        tables = {resource["name"]: _rows(path, resource["parquet"]) for resource in descriptor["resources"]}
        changes = tables.pop(CHANGES, None)
        return PublishedVersion(descriptor["name"], version, path, descriptor, readme, tables, changes)
    except (FileNotFoundError, ValueError, KeyError, TypeError) as error:
        raise _damaged(path, f"{type(error).__name__}: {error}") from error


def _rows(path: Path, file: Mapping[str, str]) -> pa.Table:
    content = (path / file["path"]).read_bytes()
    if f"sha256:{hashlib.sha256(content).hexdigest()}" != file["hash"]:
        raise _damaged(path / file["path"], "its SHA-256 is not the one that its descriptor gives")
    return pq.read_table(pa.BufferReader(content))


def _damaged(path: Path, why: str) -> ContractError:
    return ContractError(
        f"this published version is not as it was written ({why})",
        str(path),
        "Bring it back from a copy, or remove the folder of this version, and publish again",
    )
