"""Versions of a package: major when the contract changed, minor when data did, patch when only the description did."""

import re
from pathlib import Path
from typing import NamedTuple

_VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")


class Version(NamedTuple):
    """One version, in the order of time."""

    major: int
    minor: int
    patch: int

    def __str__(self) -> str:
        return ".".join(map(str, self))


FIRST = Version(1, 0, 0)


def parse(text: str) -> Version | None:
    """The version that a folder is named by, None for any other name.

    >>> parse("1.10.2"), parse(".1.0.0.4711"), parse("1.0")
    (Version(major=1, minor=10, patch=2), None, None)
    """
    match = _VERSION.fullmatch(text)
    return Version(*map(int, match.groups())) if match else None


def versions(folder: Path) -> tuple[Version, ...]:
    """The versions of a package that lie in its folder, the oldest first."""
    found = (parse(path.name) for path in folder.iterdir() if path.is_dir())
    return tuple(sorted(version for version in found if version))


def following(version: Version, *, contract_changed: bool, data_changed: bool) -> Version:
    """The version after this one.

    >>> str(following(Version(1, 2, 3), contract_changed=False, data_changed=True))
    '1.3.0'
    """
    if contract_changed:
        return Version(version.major + 1, 0, 0)
    if data_changed:
        return Version(version.major, version.minor + 1, 0)
    return Version(version.major, version.minor, version.patch + 1)


def major(version: str) -> int:
    """The first number of a version.

    >>> major("2.1.0")
    2
    """
    return int(version.partition(".")[0])
