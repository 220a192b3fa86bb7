"""Why a source is not published: from an exception to a refusal."""

import os
import traceback
from collections.abc import Iterable
from pathlib import Path

from flows.errors import GongkaiError, InternalError
from flows.model import Refusal


def refusal_of(error: BaseException, location: str, sha256: str | None = None) -> Refusal:
    """Why this source is refused; an error that nobody foresaw is our bug, and the refusal says so."""
    if isinstance(error, GongkaiError):
        return Refusal(location, sha256, type(error).__name__, error.what, error.where, error.remedy)
    if isinstance(error, OSError):
        return Refusal(
            location,
            sha256,
            "OSError",
            f"the system refused: {error.strerror or error}",
            str(error.filename or location),
            "Look at the free space and the permissions there, then publish again",
        )
    return refusal_of(internal_error(error, location), location, sha256)


def internal_error(error: BaseException, where: str) -> InternalError:
    """An error that nobody foresaw, as one that says whose it is, where it arose, and what to do."""
    message = f"{type(error).__name__} ({' '.join(str(error).split())}) at {_place(error)}"
    what = f"a fault of gongkai itself, not of the document: {message}"
    return InternalError(what, where, "Please report it, with this message and the document")


def _place(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if f"{os.sep}flows{os.sep}" in frame.filename] or list(frames)
    return f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else "an unknown place"


def sorted_refusals(refusals: Iterable[Refusal]) -> tuple[Refusal, ...]:
    """The refusals in the order in which they are told, whatever the order of arrival."""
    return tuple(sorted(refusals, key=lambda each: (each.location, each.error, each.what)))
