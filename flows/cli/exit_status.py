"""The exit statuses of `gongkai`: what a script learns of a run."""

from collections.abc import Iterable

from flows.model import Refusal

GOOD, BAD, WRONG_USAGE, FAULT, INTERRUPTED, CUT_OFF = 0, 1, 2, 3, 130, 141


def status_of(refusals: Iterable[Refusal], *, errors: int = 0) -> int:
    """GOOD if nothing was refused and no error found; FAULT if a refusal is for a bug of ours.

    >>> status_of([]), status_of([], errors=2)
    (0, 1)
    >>> status_of([Refusal("a.pdf", None, "InternalError", "a fault of gongkai itself", "a.pdf", "Report it")])
    3
    """
    kinds = {refusal.error for refusal in refusals}
    if "InternalError" in kinds:
        return FAULT
    return BAD if kinds or errors else GOOD
