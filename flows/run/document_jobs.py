"""What is done with documents in worker processes: one document is one job, and no document can end the run."""

from collections.abc import Callable, Sequence

from flows.errors import UnreadableError, UnrecognisedError
from flows.model import Disclosure, Refusal, Snapshot
from flows.read import read
from flows.recognise import recognise
from flows.register import contradiction
from flows.run.fault_places import FaultPlace, FaultTexts, locate_faults
from flows.run.process_pool import Work, WorkerDiedError, map_isolated
from flows.run.progress import SILENT, Reporter
from flows.run.quarantine import refusal_of
from flows.run.second_reading import CellsToVerify, Verification, verify

RecognitionResult = Disclosure | Refusal
RecogniseDocument = Callable[[Snapshot], RecognitionResult]


def recognise_document(snapshot: Snapshot) -> RecognitionResult:
    """Read and recognise one document; whatever goes wrong is a refusal of this document alone."""
    try:
        return _as_registered(recognise(read(snapshot)))
    except Exception as error:  # noqa: BLE001 - a worker answers for its document, whatever it is
        return _refused(snapshot, error)


def _as_registered(disclosure: Disclosure) -> Disclosure:
    """A disclosure that its row in the register does not contradict. Raises UnrecognisedError for any other."""
    source = disclosure.snapshot.source
    if source.registration and (what := contradiction(disclosure.identity, source.registration)):
        raise UnrecognisedError(what, source.location, "Correct the row of the register, or give it the right document")
    return disclosure


def recognise_documents(
    snapshots: Sequence[Snapshot],
    *,
    jobs: int | None = None,
    progress: Reporter = SILENT,
    recognise_one: RecogniseDocument = recognise_document,
) -> tuple[RecognitionResult, ...]:
    """Read and recognise many documents at once, and answer in their order."""
    work: Work[Snapshot, RecognitionResult] = Work(recognise_one, _refused, __name__)
    return map_isolated(snapshots, work, workers=jobs, progress=progress)


def verify_all(documents: Sequence[CellsToVerify], *, jobs: int | None = None) -> tuple[tuple[Verification, ...], ...]:
    """Read cells a second time; a document that kills the second reader cannot be verified."""
    work: Work[CellsToVerify, tuple[Verification, ...]] = Work(verify, _unreadable, __name__)
    return map_isolated(documents, work, workers=jobs)


def locate_all(documents: Sequence[FaultTexts], *, jobs: int | None = None) -> tuple[tuple[FaultPlace, ...], ...]:
    """Find the words of findings; of a document that cannot be opened, or kills its process, none."""
    work: Work[FaultTexts, tuple[FaultPlace, ...]] = Work(locate_faults, lambda *_: (), __name__)
    return map_isolated(documents, work, workers=jobs)


def _unreadable(document: CellsToVerify, _: BaseException) -> tuple[Verification, ...]:
    return tuple(Verification(cell, ()) for cell in document.cells)


def _refused(snapshot: Snapshot, error: BaseException) -> Refusal:
    if isinstance(error, WorkerDiedError):
        error = UnreadableError(
            "the process that read it was ended, by a crash or for want of memory",
            snapshot.source.location,
            "Save the document anew (print it to PDF, say) and publish that; please report the original",
        )
    return refusal_of(error, snapshot.source.location, snapshot.sha256)
