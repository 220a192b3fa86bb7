"""Versions of a package: major when the contract changed, minor when data did, patch when only the description did."""

from flows.store.layout import Version

FIRST = Version(1, 0, 0)


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
