"""Sources → packages and catalog: the steps in the order the data flows. What fails is refused, by name.

`publish_sources` is the whole road, and `check_sources` its first part. The steps are given: the Prefect flow
takes the same road with the same steps, each wrapped as a task.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.catalog import build_catalog
from flows.errors import ContractError, GongkaiError, SourceError
from flows.fetch import expand, fetch, without_credentials
from flows.model import Disclosure, Refusal, Release, Snapshot, Source
from flows.publish import publish
from flows.register import REGISTRY, registered_sources
from flows.run.batches import (
    Claim,
    concatenate,
    contested,
    deduplicate,
    in_batches,
    members_by_package,
    rows_of_disclosures,
    spill_to_disk,
    split_refusals,
    uncontested,
)
from flows.run.check_batch import CheckedBatch, check_batch
from flows.run.document_jobs import RecognitionResult, recognise_documents
from flows.run.progress import SILENT, Reporter
from flows.run.published_rivals import published_rivals
from flows.run.quarantine import refusal_of, sorted_refusals
from flows.run.summary import DisclosureSummary, RunResult, Tables, summaries
from flows.store.folder import Folder
from flows.store.layout import ARCHIVE, QUARANTINE

BATCH = 256
"""Documents that are read and checked together: no more are held in memory, and a flow keeps a record of each batch."""

Fetched = Snapshot | Refusal


@dataclass(frozen=True, slots=True)
class CheckedSources:
    """The documents of a run, as far as they were understood and checked; `disclosures` are those of the tables."""

    tables: Tables
    disclosures: tuple[Claim, ...]
    refusals: tuple[Refusal, ...]


def locate_sources(locations: Sequence[str], registry: Path = REGISTRY) -> tuple[Source | Refusal, ...]:
    """The sources that these files, folders and URLs name; without any, those that the register lists."""
    if not locations:
        return tuple(_or_refusal(registered) for registered in registered_sources(registry))

    def named(location: str) -> Sequence[Source | Refusal]:
        try:
            return expand([location])
        except GongkaiError as error:
            return (refusal_of(error, without_credentials(location)),)

    return tuple(source for location in locations for source in named(location))


def _or_refusal(registered: Source | SourceError) -> Source | Refusal:
    return registered if isinstance(registered, Source) else refusal_of(registered, registered.where)


def fetch_each(sources: Sequence[Source], archive: Path, progress: Reporter) -> tuple[Fetched, ...]:
    """Have every source in the archive, one after another."""

    def fetched(source: Source) -> Fetched:
        try:
            return fetch(source, archive)
        except Exception as error:  # noqa: BLE001 - a source answers for itself alone
            return refusal_of(error, without_credentials(source.location))
        finally:
            progress.advance()

    return tuple(map(fetched, sources))


def read_batch(snapshots: Sequence[Snapshot], jobs: int | None, progress: Reporter) -> tuple[RecognitionResult, ...]:
    """Read and recognise a batch of documents, in worker processes."""
    return recognise_documents(snapshots, jobs=jobs, progress=progress)


@dataclass(frozen=True, slots=True)
class Steps:
    """The work that a run hands out, `batch` documents at a time. The first three answer with refusals.

    With `replaces` a document may take the place of another from which an earlier run published its disclosure.
    """

    fetch: Callable[[Sequence[Source], Path, Reporter], Sequence[Fetched]] = fetch_each
    read: Callable[[Sequence[Snapshot], int | None, Reporter], Sequence[RecognitionResult]] = read_batch
    check: Callable[[Sequence[Disclosure]], CheckedBatch] = check_batch
    publish: Callable[[str, Tables, Path], Release] = publish
    catalog: Callable[[Path, Sequence[Refusal]], Path] = build_catalog
    batch: int = BATCH
    replaces: bool = False


IN_PROCESS = Steps()


def publish_sources(
    located: Sequence[Source | Refusal],
    output: Path,
    *,
    archive: Path | None = None,
    jobs: int | None = None,
    progress: Reporter = SILENT,
    steps: Steps = IN_PROCESS,
) -> RunResult:
    """Publish every source that can be, and name every one that cannot."""
    archive = archive or output / ARCHIVE
    for folder in (output, archive):
        Folder(folder).remove_leftovers()
    examined = check_sources(located, archive, jobs=jobs, progress=progress, steps=steps)
    accepted = examined if steps.replaces else _without_rivals(examined, output)
    releases, summaries_of_releases, unpublished = _published(accepted, output, progress, steps.publish)
    refusals = sorted_refusals((*accepted.refusals, *unpublished))
    progress.begin("cataloguing", 1)
    catalog = steps.catalog(output, refusals)
    progress.advance()
    return RunResult(releases, summaries_of_releases, refusals, catalog, output / QUARANTINE)


def check_sources(
    located: Sequence[Source | Refusal],
    archive: Path,
    *,
    jobs: int | None = None,
    progress: Reporter = SILENT,
    steps: Steps = IN_PROCESS,
) -> CheckedSources:
    """Fetch, read, recognise and check every source that can be, and name every one that cannot. Publishes nothing."""
    snapshots, unfetched = fetched_snapshots(located, archive, progress, steps)
    claims: list[Claim] = []
    refused = [*unfetched]
    batches: list[Tables] = []
    for batch in in_batches(snapshots, steps.batch):
        progress.begin("reading", len(batch))
        tables, refusals = _checked_batch(steps.read(batch, jobs, progress), claims, progress, steps.check)
        batches.append(spill_to_disk(tables))
        refused += refusals
    return _examined(batches, claims, refused)


def fetched_snapshots(
    located: Sequence[Source | Refusal], archive: Path, progress: Reporter, steps: Steps
) -> tuple[tuple[Snapshot, ...], tuple[Refusal, ...]]:
    """The documents of a run, each once, and the refusals of those that could not be had."""
    sources, unlocated = split_refusals(located)
    progress.begin("fetching", len(sources))
    fetched, unfetched = split_refusals(steps.fetch(sources, archive, progress))
    return deduplicate(fetched), (*unlocated, *unfetched)


def _checked_batch(
    understandings: Sequence[RecognitionResult],
    claims: list[Claim],
    progress: Reporter,
    check: Callable[[Sequence[Disclosure]], CheckedBatch],
) -> tuple[Tables, tuple[Refusal, ...]]:
    """Check what was understood, and add to the claims of the run; of the disclosures nothing else stays."""
    understood, misread = split_refusals(understandings)
    claims += map(Claim.of, understood)
    alone = uncontested(understood, claims)
    progress.begin("checking", len(alone))
    checked = check(alone)
    progress.advance(len(alone))
    return checked.tables, (*misread, *checked.refusals)


def _examined(batches: Sequence[Tables], claims: Sequence[Claim], refused: Sequence[Refusal]) -> CheckedSources:
    """All batches as one; two documents that claim to be one disclosure are both refused, whenever they came."""
    rivals = contested(claims)
    refused_rivals = [_contested_refusal(each, claimants) for claimants in rivals.values() for each in claimants]
    guilty = {each.location for each in refused_rivals}
    return CheckedSources(
        concatenate(batches, rivals),
        tuple(claim for claim in claims if claim.disclosure_id not in rivals),
        sorted_refusals((*(each for each in refused if each.location not in guilty), *refused_rivals)),
    )


def _contested_refusal(claim: Claim, claimants: Sequence[Claim]) -> Refusal:
    """Nothing says which of them is right."""
    others = ", ".join(each.snapshot.source.location for each in claimants if each is not claim)
    return _refused(
        claim,
        ContractError(
            f"it claims to be {claim.disclosure_id}, and so does {others}",
            claim.snapshot.source.location,
            "Publish the right one alone",
        ),
    )


def _refused(document: Claim, error: Exception) -> Refusal:
    return refusal_of(error, document.snapshot.source.location, document.snapshot.sha256)


def _without_rivals(examined: CheckedSources, output: Path) -> CheckedSources:
    """Without the documents that would take the place of others which earlier runs published."""
    rivals: dict[str, Refusal] = {}
    for package in members_by_package(examined.tables["disclosures"]):
        rivals |= published_rivals(package, examined.tables["disclosures"], examined.disclosures, output)
    if not rivals:
        return examined
    return CheckedSources(
        concatenate([examined.tables], rivals),
        tuple(claim for claim in examined.disclosures if claim.disclosure_id not in rivals),
        sorted_refusals((*examined.refusals, *rivals.values())),
    )


def _published(
    examined: CheckedSources, output: Path, progress: Reporter, publish: Callable[[str, Tables, Path], Release]
) -> tuple[tuple[Release, ...], tuple[DisclosureSummary, ...], tuple[Refusal, ...]]:
    """Publish package by package; one that cannot be written refuses its own disclosures only."""
    packages = members_by_package(examined.tables["disclosures"])
    progress.begin("publishing", len(packages))
    releases: list[Release] = []
    summaries_of_releases: list[DisclosureSummary] = []
    refusals: list[Refusal] = []
    for package, members in packages.items():
        tables = rows_of_disclosures(examined.tables, members)
        try:
            release = publish(package, tables, output)
        except Exception as error:  # noqa: BLE001 - the other packages are published
            refusals += (_refused(claim, error) for claim in examined.disclosures if claim.disclosure_id in members)
        else:
            releases.append(release)
            summaries_of_releases += summaries(tables)
        progress.advance()
    return tuple(releases), tuple(summaries_of_releases), tuple(refusals)
