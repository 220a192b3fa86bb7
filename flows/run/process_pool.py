"""Jobs in worker processes, each of which may die without ending the run."""

import atexit
import functools
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import resource_tracker
from typing import Generic, TypeVar

from flows.run.interruption import undisturbed
from flows.run.progress import SILENT, Reporter

Job = TypeVar("Job")
Answer = TypeVar("Answer")


class WorkerDiedError(Exception):
    """The process that did a job was ended, by a crash or for want of memory."""


@dataclass(frozen=True, slots=True)
class Work(Generic[Job, Answer]):
    """What is done with each job, and what the answer is where that fails; `preload` is a module that workers need."""

    do: Callable[[Job], Answer]
    failed: Callable[[Job, BaseException], Answer]
    preload: str


def map_isolated(
    jobs: Sequence[Job], work: Work[Job, Answer], *, workers: int | None = None, progress: Reporter = SILENT
) -> tuple[Answer, ...]:
    """Do many jobs at once, and answer in their order.

    A job that kills its process breaks the whole pool, and the pool does not say which one it was. It is among the
    first that have no answer, so these are done again, each in a pool of its own.
    """
    concurrent = workers or os.cpu_count() or 1
    found: dict[int, Answer] = {}

    def keep(position: int, value: Answer) -> None:
        found[position] = value
        progress.advance()

    while waiting := [position for position in range(len(jobs)) if position not in found]:
        if _map_in_pool(jobs, waiting, concurrent, work, keep):
            continue
        unanswered = [position for position in waiting if position not in found]
        for position in unanswered[: 2 * concurrent]:
            keep(position, _run_alone(jobs[position], work))
    return tuple(found[position] for position in range(len(jobs)))


def _map_in_pool(
    jobs: Sequence[Job],
    waiting: Sequence[int],
    workers: int,
    work: Work[Job, Answer],
    keep: Callable[[int, Answer], None],
) -> bool:
    """Answer what can be answered; false if a worker died."""
    broken = False
    with _pool(min(workers, len(waiting)), work.preload) as pool:
        try:
            with undisturbed():
                futures = {pool.submit(work.do, jobs[position]): position for position in waiting}
            for future in as_completed(futures):
                position, error = futures[future], future.exception()
                if isinstance(error, BrokenProcessPool):
                    broken = True
                elif error is not None:
                    keep(position, work.failed(jobs[position], error))
                else:
                    keep(position, future.result())
        except BrokenProcessPool:
            broken = True
    return not broken


def _run_alone(job: Job, work: Work[Job, Answer]) -> Answer:
    with _pool(1, work.preload) as pool:
        try:
            with undisturbed():
                future = pool.submit(work.do, job)
            return future.result()
        except BrokenProcessPool:
            return work.failed(job, WorkerDiedError())
        except Exception as error:  # noqa: BLE001 - an answer that cannot travel back is this job's
            return work.failed(job, error)


@contextmanager
def _pool(workers: int, preload: str) -> Iterator[ProcessPoolExecutor]:
    """Workers that start clean: a fork of a process with threads (Arrow, DuckDB, Prefect) may lock up.

    The resource tracker is there before them: its start would let Ctrl-C through, and it tells of what is half made.
    """
    atexit.register(_end_workers)
    resource_tracker.ensure_running()
    try:
        with undisturbed():
            executor = ProcessPoolExecutor(workers, mp_context=_context(preload))
        with executor as pool:
            yield pool
    finally:
        atexit.unregister(_end_workers)


def _end_workers() -> None:
    """End them where this process ends before their work is done: nobody waits for their answers."""
    for worker in multiprocessing.active_children():
        worker.kill()


@functools.cache
def _context(preload: str) -> multiprocessing.context.BaseContext:
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([preload])
    return context
