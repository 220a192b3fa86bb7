"""How things are called in an output folder.

350200-2024-budget/1.0.0/datapackage.json    a version of a package: its descriptor, beside it README.md
350200-2024-budget/1.0.0/data/revenue.csv    and each resource twice, as CSV and as Parquet
catalog.duckdb                               the latest version of every package
archive/                                     the documents as they were fetched: see archive.py
quarantine.json                              what the last run refused
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from flows.store.folder import Folder

CATALOG = "catalog.duckdb"
QUARANTINE = "quarantine.json"
ARCHIVE = "archive"
DESCRIPTOR = "datapackage.json"
README = "README.md"

_PACKAGE = re.compile(r"\d{6}-\d{4}-(?:budget|final)")
_VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")


class Version(NamedTuple):
    """One version of a package, in the order of time."""

    major: int
    minor: int
    patch: int

    def __str__(self) -> str:
        return ".".join(map(str, self))


def package_name(disclosure: Mapping[str, Any]) -> str:
    """The package that holds a row of `disclosures`: jurisdiction, fiscal year and stage.

    >>> package_name({"jurisdiction_code": "350200", "fiscal_year": 2024, "stage": "budget"})
    '350200-2024-budget'
    """
    return "{jurisdiction_code}-{fiscal_year}-{stage}".format_map(disclosure)


def csv_name(resource: str) -> str:
    """The CSV file of a resource, below the folder of a version."""
    return f"data/{resource}.csv"


def parquet_name(resource: str) -> str:
    """The Parquet file of a resource, below the folder of a version."""
    return f"data/{resource}.parquet"


def parse_version(text: str) -> Version | None:
    """The version that a folder is named by, None for any other name.

    >>> parse_version("1.10.2"), parse_version("1.0")
    (Version(major=1, minor=10, patch=2), None)
    """
    match = _VERSION.fullmatch(text)
    return Version(*map(int, match.groups())) if match else None


def versions(output: Folder, package: str) -> tuple[Version, ...]:
    """The versions of a package, the oldest first."""
    found = (parse_version(name) for name in output.folders(package))
    return tuple(sorted(version for version in found if version))


def latest_versions(output: Folder) -> dict[str, Path]:
    """The folder of the latest version of every package that has a descriptor, by the package's name."""
    found: dict[str, Path] = {}
    for package in filter(_PACKAGE.fullmatch, output.folders()):
        folders = [output.path(f"{package}/{version}") for version in versions(output, package)]
        described = [folder for folder in folders if (folder / DESCRIPTOR).is_file()]
        if described:
            found[package] = described[-1]
    return found
