"""No document can end a run: each answers for itself alone."""

import os
import signal
from pathlib import Path

import pytest

from flows.errors import UnrecognisedError
from flows.model import Disclosure, Identity, Refusal, Snapshot, Source
from flows.run.document_jobs import recognise_documents

KILLED, RAISES, PANICS = "killed", "raises", "panics"


def snapshot(name: str) -> Snapshot:
    return Snapshot(Source(name), sha256=name, size=1, path=Path(name))


class PanicException(BaseException):
    """What a library in Rust raises."""


def behave(snapshot: Snapshot) -> Disclosure | Refusal:
    """Do to the worker process what the name of the document says."""
    name = snapshot.source.location
    if name.startswith(KILLED):
        os.kill(os.getpid(), signal.SIGKILL)
    if name.startswith(RAISES):
        raise UnrecognisedError("no table", name, "Look at it")
    if name.startswith(PANICS):
        raise PanicException
    identity = Identity("350200", "厦门市", name, None, 2024, "budget", "department")
    return Disclosure(identity, snapshot, (), ())


def told(names: list[str], jobs: int) -> list[str]:
    answers = recognise_documents([snapshot(name) for name in names], jobs=jobs, recognise_one=behave)
    return [
        f"{answer.location} {answer.error}" if isinstance(answer, Refusal) else answer.identity.organisation
        for answer in answers
    ]


def test_answers_come_in_the_order_of_the_documents() -> None:
    names = [f"d{number}" for number in range(12)]
    assert told(names, jobs=3) == names


@pytest.mark.parametrize("jobs", [1, 3])
def test_a_document_that_kills_its_process_is_named_and_all_others_are_read(jobs: int) -> None:
    names = [f"d{number}" for number in range(10)] + ["killed", "e0", "e1", "killed again", "e2"]
    expected = [f"{name} UnreadableError" if name.startswith(KILLED) else name for name in names]
    assert told(names, jobs=jobs) == expected


def test_an_error_that_escapes_is_a_refusal_of_its_document() -> None:
    assert told(["a", "raises", "b"], jobs=2) == ["a", "raises UnrecognisedError", "b"]


def test_no_documents_no_answers() -> None:
    assert recognise_documents([]) == ()


def test_a_document_that_is_none_is_refused_with_its_name_and_hash(tmp_path: Path) -> None:
    path = tmp_path / "empty.pdf"
    path.touch()
    (answer,) = recognise_documents([Snapshot(Source(str(path)), "e3b0", 0, path)])
    assert isinstance(answer, Refusal)
    assert (answer.location, answer.sha256, answer.error) == (str(path), "e3b0", "UnreadableError")


def test_an_error_that_is_no_exception_is_answered_for_its_document_alone() -> None:
    """Libraries in Rust give up with an error outside Exception."""
    assert told([f"{PANICS} 1", "a"], jobs=2) == [f"{PANICS} 1 InternalError", "a"]
