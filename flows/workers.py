"""Snapshot → Disclosure in worker processes: one document is one job, and no document can end the run."""

import functools
import multiprocessing
import os
import signal
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool

from flows.errors import UnreadableError
from flows.model import Disclosure, Refusal, Snapshot
from flows.progress import SILENT, Reporter
from flows.quarantine import refusal
from flows.read import read
from flows.recognise import recognise

Understanding = Disclosure | Refusal
Understand = Callable[[Snapshot], Understanding]


def understand(snapshot: Snapshot) -> Understanding:
    """Read and recognise one document; whatever goes wrong is a refusal of this document alone."""
    try:
        return recognise(read(snapshot))
    except Exception as error:  # noqa: BLE001 - a worker answers for its document, whatever it is
        return _refused(snapshot, error)


def understand_all(
    snapshots: Sequence[Snapshot],
    *,
    jobs: int | None = None,
    progress: Reporter = SILENT,
    understand: Understand = understand,
) -> tuple[Understanding, ...]:
    """Understand many documents at once, and answer in their order.

    A document whose reading kills its process breaks the whole pool, and the pool does not say which one it
    was. It is among the first that have no answer, so these are read again, each in a pool of its own.
    """
    workers = jobs or os.cpu_count() or 1
    answers: dict[int, Understanding] = {}

    def answer(position: int, understanding: Understanding) -> None:
        answers[position] = understanding
        progress.advance()

    while waiting := [position for position in range(len(snapshots)) if position not in answers]:
        if _pooled(snapshots, waiting, workers, understand, answer):
            continue
        unanswered = [position for position in waiting if position not in answers]
        for position in unanswered[: 2 * workers]:
            answer(position, _alone(snapshots[position], understand))
    return tuple(answers[position] for position in range(len(snapshots)))


def _pooled(
    snapshots: Sequence[Snapshot],
    waiting: Sequence[int],
    workers: int,
    understand: Understand,
    answer: Callable[[int, Understanding], None],
) -> bool:
    """Answer what can be answered; false if a worker died."""
    broken = False
    with _pool(min(workers, len(waiting))) as pool:
        try:
            futures = {pool.submit(understand, snapshots[position]): position for position in waiting}
            for future in as_completed(futures):
                position, error = futures[future], future.exception()
                if isinstance(error, BrokenProcessPool):
                    broken = True
                elif error is not None:
                    answer(position, _refused(snapshots[position], error))
                else:
                    answer(position, future.result())
        except BrokenProcessPool:
            broken = True
        except KeyboardInterrupt:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return not broken


def _alone(snapshot: Snapshot, understand: Understand) -> Understanding:
    with _pool(1) as pool:
        try:
            return pool.submit(understand, snapshot).result()
        except BrokenProcessPool:
            return _refused(
                snapshot,
                UnreadableError(
                    "the process that read it was ended, by a crash or for want of memory",
                    snapshot.source.location,
                    "Save the document anew (print it to PDF, say) and publish that; please report the original",
                ),
            )
        except Exception as error:  # noqa: BLE001 - an answer that cannot travel back is this document's
            return _refused(snapshot, error)


def _refused(snapshot: Snapshot, error: BaseException) -> Refusal:
    return refusal(error, snapshot.source.location, snapshot.sha256)


def _pool(workers: int) -> ProcessPoolExecutor:
    """Workers that start clean: a fork of a process with threads (Arrow, DuckDB, Prefect) may lock up."""
    return ProcessPoolExecutor(workers, mp_context=_context(), initializer=_quiet)


@functools.cache
def _context() -> multiprocessing.context.BaseContext:
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


def _quiet() -> None:
    """Ctrl-C ends a worker at once, without a traceback."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
