"""Tables of one package → its next version, merged with the latest one; written whole or not at all.

The steps: bring the tables to the one form in which they are written, merge them with what the latest version holds,
say what differs, and only then write, under a lock that no two runs hold at once.
"""

from pathlib import Path

from flows import contract
from flows.errors import ContractError
from flows.model import Release
from flows.publish.descriptor import comparable_descriptor, describe
from flows.publish.difference import difference
from flows.publish.package_files import write
from flows.publish.package_version import PackageVersion, PublishedVersion, latest_version
from flows.publish.readme import readme
from flows.publish.rows import Tables, canonical, earlier_rows, merge
from flows.publish.versions import FIRST, following, major
from flows.store.folder import Folder

__all__ = ["publish"]


def publish(package: str, tables: Tables, output: Path) -> Release:
    """Publish disclosures of one package beside those that it holds; those that it held already are replaced.

    `tables` are all resources of the contract. Without a change there is no new version. Raises ContractError for
    rows that are not of this package, that break their schema, or for a version on disk that was tampered with.
    """
    given = canonical(tables)
    _belong(given, package)
    folder = Folder(output)
    with folder.locked(package):
        before = latest_version(folder, package)
        after = _first(package, given) if before is None else _next(before, given)
        if before is not None and after.version == before.version:
            return Release(package, str(before.version), before.path, changed=False)
        with folder.workspace() as workspace:
            draft = workspace / str(after.version)
            draft.mkdir()
            write(after, draft)
            path = folder.place(draft, f"{package}/{after.version}")
        return Release(package, str(after.version), path, changed=True)


def _first(package: str, given: Tables) -> PackageVersion:
    if given["disclosures"].num_rows == 0:
        raise ContractError("no disclosure was given", package, "Give at least one")
    return PackageVersion(package, FIRST, given)


def _next(before: PublishedVersion, given: Tables) -> PackageVersion:
    """The version that follows; the same one if nothing would change."""
    merged = merge(before.tables, given)
    contract_changed = major(before.contract_version) != major(contract.VERSION)
    data_changed = any(not table.equals(before.tables.get(name)) for name, table in merged.items())
    if not contract_changed and not data_changed:
        same = PackageVersion(before.package, before.version, merged, before.previous, before.changes)
        if _says_the_same(before, same):
            return same
    version = following(before.version, contract_changed=contract_changed, data_changed=data_changed)
    return PackageVersion(
        before.package, version, merged, before.version, difference(earlier_rows(before.tables, given), given)
    )


def _says_the_same(before: PublishedVersion, same: PackageVersion) -> bool:
    return comparable_descriptor(before.descriptor) == comparable_descriptor(
        describe(same)
    ) and before.readme == readme(same)


def _belong(given: Tables, package: str) -> None:
    """A package is one jurisdiction, year and stage."""
    disclosures = given["disclosures"].select(["jurisdiction_code", "fiscal_year", "stage"]).to_pylist()
    strangers = {f"{code}-{year}-{stage}" for code, year, stage in (row.values() for row in disclosures)} - {package}
    if strangers:
        raise ContractError(f"disclosures of {', '.join(sorted(strangers))} were given", package, "Please report this")
