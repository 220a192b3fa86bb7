"""The yearly publication as a Prefect flow: the road of `flows.run.pipeline`, each step a task. Only here is Prefect.

Results stay in memory: of what a document says nothing goes into Prefect's database but the reasons of refusals. What
travels between tasks is quoted, so that Prefect does not walk through thousands of rows in search of futures.
"""

import atexit
import dataclasses
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar, cast

from prefect import State, flow, get_client, task
from prefect._internal.concurrency.threads import wait_for_global_loop_exit
from prefect.cache_policies import NO_CACHE
from prefect.futures import PrefectFuture
from prefect.logging import get_run_logger
from prefect.runtime import flow_run
from prefect.states import Completed, Crashed, Failed
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner
from prefect.tasks import Task, TaskRunNameCallbackWithParameters, exponential_backoff
from prefect.utilities.annotations import quote
from pydantic import RootModel, model_serializer

from flows.catalog import build_catalog
from flows.errors import InternalError
from flows.fetch import fetch, without_credentials
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
SENDER = "GlobalEventLoopThread"
"""The thread in which Prefect speaks with the server."""
LONGEST_SENDING = 3
"""Seconds in which the server is sent, at the end, what it was not sent yet."""
MOST_REASONS = 3
"""Refusals that the state of a run tells; the run's log has all of them."""
RUNNER = cast("TaskRunner[PrefectFuture[Any]]", ThreadPoolTaskRunner(max_workers=CONCURRENT_FETCHES))


class Location(RootModel[str]):
    """A file, a folder or a URL; the server is given a URL without its credentials."""

    @model_serializer
    def _public(self) -> str:
        return without_credentials(self.root)


class IncompleteRunError(Exception):
    """Not everything was published; `outcome` says what was, and why the rest was not."""

    def __init__(self, message: str, outcome: RunResult) -> None:
        super().__init__(message)
        self.outcome = outcome


def _fetch_name(parameters: dict[str, Any]) -> str:
    return f"fetch {without_credentials(parameters['source'].location)}"


@task(
    task_run_name=cast("TaskRunNameCallbackWithParameters", _fetch_name),
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
    locations: list[Location],
    output: str,
    archive: str | None = None,
    jobs: int | None = None,
    *,
    replace: bool = False,
) -> State[RunResult]:
    """Publish these files, folders and URLs into a folder; without any, the sources that the register lists.

    The run is Completed if everything was published. Otherwise it failed, as `Refused` or, for a fault of gongkai
    itself, as `Failed`; what could be published is published. With `replace`, what is published gives way to another
    document of the same name, year and stage.
    """
    with progress_on(console(stderr=True)) as progress, _crashed_if_interrupted():
        outcome = pipeline.publish_sources(
            pipeline.locate_sources([location.root for location in locations]),
            Path(output),
            archive=Path(archive) if archive else None,
            jobs=jobs,
            progress=progress,
            steps=dataclasses.replace(TASKS, replaces=replace),
        )
    _log(outcome)
    return state_of(outcome)


def run_flow(
    locations: Sequence[str], output: Path, archive: Path | None, jobs: int | None, *, replace: bool
) -> RunResult:
    """Run the flow in this process: what it published, and what it refused."""
    try:
        state = publish_disclosures(
            [Location(location) for location in locations],
            str(output),
            archive=str(archive) if archive else None,
            jobs=jobs,
            replace=replace,
            return_state=True,
        )
        return cast("RunResult", state.result())
    except IncompleteRunError as error:
        return error.outcome
    finally:
        _end_sending()


def state_of(outcome: RunResult) -> State[RunResult]:
    """The state of a run that came to its end."""
    if not outcome.refusals:
        return Completed(data=outcome)
    reasons = [f"{each.location}: {each.what}" for each in outcome.refusals[:MOST_REASONS]]
    more = ["…"] if len(outcome.refusals) > MOST_REASONS else []
    ours = any(each.error == InternalError.__name__ for each in outcome.refusals)
    message = f"{len(outcome.refusals)} quarantined: {'; '.join(reasons + more)}"
    return Failed(name="Failed" if ours else "Refused", message=message, data=IncompleteRunError(message, outcome))


@contextmanager
def _crashed_if_interrupted() -> Iterator[None]:
    """The server learns of a run that Ctrl-C ended: nobody else would tell it."""
    run_id = str(flow_run.get_id())

    def report_crash() -> None:
        with get_client(sync_client=True) as client:
            client.set_flow_run_state(run_id, Crashed(message="Interrupted"), force=True)

    atexit.register(report_crash)
    try:
        yield
    finally:
        atexit.unregister(report_crash)


@atexit.register
def _end_sending() -> None:
    """Send what the server was not sent yet, and end the thread that sends.

    It would outlive Python otherwise, and with it the context in which it was started: the flow, its module, and all
    that this names, of which DuckDB would tell as of leaks.
    """
    if any(thread.name == SENDER for thread in threading.enumerate()):
        wait_for_global_loop_exit(LONGEST_SENDING)


def _opaque(value: Value) -> Value:
    """Keep Prefect from walking through a value; the task is given the value itself."""
    return cast("Value", quote(value))


def _fetch(sources: Sequence[Source], archive: Path, progress: Reporter) -> tuple[Fetched, ...]:
    futures = [_retried(source).submit(_opaque(source), archive) for source in sources]

    def result_of(source: Source, future: PrefectFuture[Snapshot]) -> Fetched:
        try:
            return future.result()
        except Exception as error:  # noqa: BLE001 - a source answers for itself alone
            return refusal_of(error, without_credentials(source.location))
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
