"""Sources → packages and catalog: the steps in the order the data flows. What fails is refused, by name.

`publish_sources` is the whole road. The steps it takes are given to it: the annual flow takes the same road with
the same steps, each wrapped as a task.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pyarrow as pa
import pyarrow.compute as pc

from flows.catalog import build_catalog
from flows.check import conform, reconcile
from flows.errors import ContractError, GongkaiError
from flows.fetch import expand, fetch
from flows.model import Disclosure, Refusal, Release, Snapshot, Source
from flows.progress import SILENT, Reporter
from flows.publish import publish
from flows.quarantine import in_order, refusal, write_quarantine
from flows.register import registered
from flows.summary import Outcome, Tables, package_of, summaries
from flows.tabulate import tabulate
from flows.workers import Understanding, understand_all

BATCH = 256
"""Documents that are read together: a flow keeps a record of each batch, and progress is kept by document."""

Fetched = Snapshot | Refusal
Answer = TypeVar("Answer", Source, Snapshot, Disclosure)


@dataclass(frozen=True, slots=True)
class Checked:
    """The disclosures that conform, as the tables of the contract with their findings; and those that do not."""

    tables: Tables
    refusals: tuple[Refusal, ...] = ()


def locate(locations: Sequence[str]) -> tuple[Source | Refusal, ...]:
    """The sources that these files, folders and URLs name; without any, those that the register lists."""
    if not locations:
        return registered()

    def named(location: str) -> Sequence[Source | Refusal]:
        try:
            return expand([location])
        except GongkaiError as error:
            return (refusal(error, location),)

    return tuple(source for location in locations for source in named(location))


def fetch_each(sources: Sequence[Source], archive: Path, progress: Reporter) -> tuple[Fetched, ...]:
    """Have every source in the archive, one after another."""

    def had(source: Source) -> Fetched:
        try:
            return fetch(source, archive)
        except Exception as error:  # noqa: BLE001 - a source answers for itself alone
            return refusal(error, source.location)
        finally:
            progress.advance()

    return tuple(map(had, sources))


def read_batch(snapshots: Sequence[Snapshot], jobs: int | None, progress: Reporter) -> tuple[Understanding, ...]:
    """Read and recognise a batch of documents, in worker processes."""
    return understand_all(snapshots, jobs=jobs, progress=progress)


def check_batch(disclosures: Sequence[Disclosure]) -> Checked:
    """Tabulate, conform and reconcile; if the whole fails, the guilty are found and the rest goes on."""
    try:
        return Checked(_checked(disclosures))
    except Exception:  # noqa: BLE001 - sifting finds it again, and names the disclosure
        good, refusals = _sifted(disclosures)
        return Checked(_checked(good), refusals)


@dataclass(frozen=True, slots=True)
class Steps:
    """The work that a run hands out. The first three answer with refusals; the others raise."""

    fetch: Callable[[Sequence[Source], Path, Reporter], Sequence[Fetched]] = fetch_each
    read: Callable[[Sequence[Snapshot], int | None, Reporter], Sequence[Understanding]] = read_batch
    check: Callable[[Sequence[Disclosure]], Checked] = check_batch
    publish: Callable[[str, Tables, Path], Release] = publish
    catalog: Callable[[Path, Sequence[Refusal]], Path] = build_catalog


PLAIN = Steps()


def publish_sources(
    located: Sequence[Source | Refusal],
    output: Path,
    *,
    archive: Path | None = None,
    jobs: int | None = None,
    progress: Reporter = SILENT,
    steps: Steps = PLAIN,
) -> Outcome:
    """Publish every source that can be, and name every one that cannot."""
    output.mkdir(parents=True, exist_ok=True)
    sources, unlocated = _parted(located)
    progress.stage("fetching", len(sources))
    fetched, unfetched = _parted(steps.fetch(sources, archive or output / "archive", progress))
    snapshots = _once(fetched)
    progress.stage("reading", len(snapshots))
    understood, misread = _parted(
        answer for batch in _batches(snapshots) for answer in steps.read(batch, jobs, progress)
    )
    disclosures, rivals = _unrivalled(understood)
    progress.stage("checking", len(disclosures))
    checked = steps.check(disclosures)
    progress.advance(len(disclosures))
    releases, unpublished = _published(checked.tables, disclosures, output, progress, steps.publish)
    refusals = in_order((*unlocated, *unfetched, *misread, *rivals, *checked.refusals, *unpublished))
    progress.stage("cataloguing", 1)
    quarantine = write_quarantine(refusals, output)
    catalog = steps.catalog(output, refusals)
    progress.advance()
    packages = {release.package for release in releases}
    told = tuple(summary for summary in summaries(checked.tables) if summary.package in packages)
    return Outcome(releases, told, refusals, catalog, quarantine)


def _parted(answers: Iterable[Answer | Refusal]) -> tuple[tuple[Answer, ...], tuple[Refusal, ...]]:
    """Part what went well from what was refused."""
    good: list[Answer] = []
    refusals: list[Refusal] = []
    for answer in answers:
        if isinstance(answer, Refusal):
            refusals.append(answer)
        else:
            good.append(answer)
    return tuple(good), tuple(refusals)


def _once(snapshots: Sequence[Snapshot]) -> tuple[Snapshot, ...]:
    """The same bytes given twice are one document, by the name that sorts first."""
    unique: dict[str, Snapshot] = {}
    for snapshot in sorted(snapshots, key=lambda snapshot: snapshot.source.location):
        unique.setdefault(snapshot.sha256, snapshot)
    return tuple(unique.values())


def _batches(snapshots: Sequence[Snapshot]) -> Iterator[Sequence[Snapshot]]:
    return (snapshots[start : start + BATCH] for start in range(0, len(snapshots), BATCH))


def _unrivalled(disclosures: Sequence[Disclosure]) -> tuple[tuple[Disclosure, ...], tuple[Refusal, ...]]:
    """Two documents that claim to be one disclosure are both refused: nothing says which one is right."""
    claims: dict[str, list[Disclosure]] = defaultdict(list)
    for disclosure in disclosures:
        claims[disclosure.identity.disclosure_id].append(disclosure)
    good = tuple(claimants[0] for claimants in claims.values() if len(claimants) == 1)
    rivals = (claimants for claimants in claims.values() if len(claimants) > 1)
    return good, tuple(_rival(each, claimants) for claimants in rivals for each in claimants)


def _rival(disclosure: Disclosure, claimants: Sequence[Disclosure]) -> Refusal:
    others = ", ".join(each.snapshot.source.location for each in claimants if each is not disclosure)
    return _refused(
        disclosure,
        ContractError(
            f"it claims to be {disclosure.identity.disclosure_id}, and so does {others}",
            disclosure.snapshot.source.location,
            "Publish the right one alone",
        ),
    )


def _refused(disclosure: Disclosure, error: Exception) -> Refusal:
    return refusal(error, disclosure.snapshot.source.location, disclosure.snapshot.sha256)


def _checked(disclosures: Sequence[Disclosure]) -> Tables:
    tables = tabulate(disclosures)
    conform(tables)
    reconciled = reconcile(tables)
    judged = {name: getattr(reconciled, name) for name in ("line_items", "findings", "check_coverage")}
    conform({"disclosures": tables["disclosures"], **judged})
    return {**tables, **judged}


def _sifted(disclosures: Sequence[Disclosure]) -> tuple[tuple[Disclosure, ...], tuple[Refusal, ...]]:
    """Halve what fails until the guilty stand alone."""
    try:
        _checked(disclosures)
    except Exception as error:  # noqa: BLE001 - each disclosure answers for itself alone
        if len(disclosures) <= 1:
            return (), tuple(_refused(disclosure, error) for disclosure in disclosures)
        middle = len(disclosures) // 2
        left, right = _sifted(disclosures[:middle]), _sifted(disclosures[middle:])
        return left[0] + right[0], left[1] + right[1]
    return tuple(disclosures), ()


def _published(
    tables: Tables,
    disclosures: Sequence[Disclosure],
    output: Path,
    progress: Reporter,
    publish: Callable[[str, Tables, Path], Release],
) -> tuple[tuple[Release, ...], tuple[Refusal, ...]]:
    """Publish package by package; one that cannot be written refuses its own disclosures only."""
    packages = _packages(tables["disclosures"])
    progress.stage("publishing", len(packages))
    releases: list[Release] = []
    refusals: list[Refusal] = []
    for package, members in packages.items():
        try:
            releases.append(publish(package, _members(tables, members), output))
        except Exception as error:  # noqa: BLE001 - the other packages are published
            guilty = (each for each in disclosures if each.identity.disclosure_id in members)
            refusals.extend(_refused(disclosure, error) for disclosure in guilty)
        progress.advance()
    return tuple(releases), tuple(refusals)


def _packages(disclosures: pa.Table) -> dict[str, set[str]]:
    packages: dict[str, set[str]] = defaultdict(set)
    for row in disclosures.to_pylist():
        packages[package_of(row)].add(row["disclosure_id"])
    return dict(sorted(packages.items()))


def _members(tables: Tables, members: set[str]) -> Tables:
    wanted = pa.array(sorted(members))
    return {name: table.filter(pc.is_in(table["disclosure_id"], wanted)) for name, table in tables.items()}
