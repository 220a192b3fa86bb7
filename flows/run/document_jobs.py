"""What is done with documents in worker processes: one document is one job, and no document can end the run."""

from collections.abc import Callable, Sequence

from flows.errors import UnreadableError
from flows.model import Disclosure, Refusal, Snapshot
from flows.read import read
from flows.recognise import recognise
from flows.run.process_pool import Work, WorkerDiedError, answers
from flows.run.progress import SILENT, Reporter
from flows.run.quarantine import refusal
from flows.run.second_reading import Doubt, Reading, reread

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
    """Understand many documents at once, and answer in their order."""
    work: Work[Snapshot, Understanding] = Work(understand, _refused, __name__)
    return answers(snapshots, work, workers=jobs, progress=progress)


def reread_all(doubts: Sequence[Doubt], *, jobs: int | None = None) -> tuple[tuple[Reading, ...], ...]:
    """Look a second time at the cells in doubt; what a second reader dies of, it cannot read."""
    work: Work[Doubt, tuple[Reading, ...]] = Work(reread, _unreadable, __name__)
    return answers(doubts, work, workers=jobs)


def _unreadable(doubt: Doubt, _: BaseException) -> tuple[Reading, ...]:
    return tuple(Reading(suspect, ()) for suspect in doubt.suspects)


def _refused(snapshot: Snapshot, error: BaseException) -> Refusal:
    if isinstance(error, WorkerDiedError):
        error = UnreadableError(
            "the process that read it was ended, by a crash or for want of memory",
            snapshot.source.location,
            "Save the document anew (print it to PDF, say) and publish that; please report the original",
        )
    return refusal(error, snapshot.source.location, snapshot.sha256)
