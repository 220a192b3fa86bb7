"""The yearly publication as a Prefect flow: the road of `flows.run.pipeline`, each step a task. Only here is Prefect.

Results stay in memory: nothing that a document says goes into Prefect's database. What travels between tasks is
quoted, so that Prefect does not walk through thousands of rows in search of futures.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar, cast

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.futures import PrefectFuture
from prefect.logging import get_run_logger
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner
from prefect.tasks import Task, exponential_backoff
from prefect.utilities.annotations import quote

from flows.catalog import build_catalog
from flows.fetch import fetch
from flows.model import Disclosure, Refusal, Release, Snapshot, Source
from flows.publish import publish
from flows.run import pipeline
from flows.run.check_batch import CheckedBatch, check_batch
from flows.run.console import console
from flows.run.document_jobs import RecognitionResult
from flows.run.pipeline import Fetched, Steps
from flows.run.progress import Reporter, progress_on
from flows.run.quarantine import refusal_of
from flows.run.summary import RunResult, Tables

Value = TypeVar("Value")

CONCURRENT_FETCHES = 4
"""Sources that are fetched at the same time."""
RUNNER = cast("TaskRunner[PrefectFuture[Any]]", ThreadPoolTaskRunner(max_workers=CONCURRENT_FETCHES))


@task(
    task_run_name="fetch {source.location}",
    retries=3,
    retry_delay_seconds=exponential_backoff(5),
    retry_jitter_factor=0.5,
    cache_policy=NO_CACHE,
    persist_result=False,
)
def fetch_source(source: Source, archive: Path) -> Snapshot:
    """Have one source in the archive; a server that does not answer is asked again."""
    return fetch(source, archive)


@task(cache_policy=NO_CACHE, persist_result=False)
def read_documents(snapshots: Sequence[Snapshot], jobs: int | None, progress: Reporter) -> Sequence[RecognitionResult]:
    """Read and recognise a batch of documents."""
    return pipeline.read_batch(snapshots, jobs, progress)


@task(cache_policy=NO_CACHE, persist_result=False)
def check_disclosures(disclosures: Sequence[Disclosure]) -> CheckedBatch:
    """Tabulate, conform and reconcile a batch of disclosures."""
    return check_batch(disclosures)


@task(task_run_name="publish {package}", cache_policy=NO_CACHE, persist_result=False)
def publish_package(package: str, tables: Tables, output: Path) -> Release:
    """Write the next version of one package, if its data changed."""
    return publish(package, tables, output)


@task(cache_policy=NO_CACHE, persist_result=False)
def catalogue(output: Path, refusals: Sequence[Refusal]) -> Path:
    """Build the catalog from the latest version of every package."""
    return build_catalog(output, refusals)


@flow(name="publish-disclosures", task_runner=RUNNER, persist_result=False)
def publish_disclosures(
    locations: list[str], output: str, archive: str | None = None, jobs: int | None = None
) -> RunResult:
    """Publish these files, folders and URLs into a folder; without any, the sources that the register lists."""
    with progress_on(console(stderr=True)) as progress:
        outcome = pipeline.publish_sources(
            pipeline.locate_sources(locations),
            Path(output),
            archive=Path(archive) if archive else None,
            jobs=jobs,
            progress=progress,
            steps=TASKS,
        )
    _log(outcome)
    return outcome


def _opaque(value: Value) -> Value:
    """Keep Prefect from walking through a value; the task is given the value itself."""
    return cast("Value", quote(value))


def _fetch(sources: Sequence[Source], archive: Path, progress: Reporter) -> tuple[Fetched, ...]:
    futures = [_retried(source).submit(_opaque(source), archive) for source in sources]

    def result_of(source: Source, future: PrefectFuture[Snapshot]) -> Fetched:
        try:
            return future.result()
        except Exception as error:  # noqa: BLE001 - a source answers for itself alone
            return refusal_of(error, source.location)
        finally:
            progress.advance()

    return tuple(map(result_of, sources, futures))


def _retried(source: Source) -> Task[..., Snapshot]:
    """A file that is not there will not be there in a minute."""
    return fetch_source if "://" in source.location else fetch_source.with_options(retries=0)


def _read(snapshots: Sequence[Snapshot], jobs: int | None, progress: Reporter) -> Sequence[RecognitionResult]:
    return read_documents(_opaque(snapshots), jobs, _opaque(progress))


def _check(disclosures: Sequence[Disclosure]) -> CheckedBatch:
    return check_disclosures(_opaque(disclosures))


def _publish(package: str, tables: Tables, output: Path) -> Release:
    return publish_package(package, _opaque(tables), output)


def _catalogue(output: Path, refusals: Sequence[Refusal]) -> Path:
    return catalogue(output, _opaque(refusals))


TASKS = Steps(_fetch, _read, _check, _publish, _catalogue)


def _log(outcome: RunResult) -> None:
    """Tell a server's log what the command line tells its user."""
    logger = get_run_logger()
    for release in outcome.releases:
        logger.info("%s %s", release.path, "published" if release.changed else "unchanged")
    for each in outcome.refusals:
        logger.warning("quarantined: %s: %s (%s)", each.location, each.what, each.error)
