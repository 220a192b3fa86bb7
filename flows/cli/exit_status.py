"""The exit statuses of `gongkai`: what a script learns of a run."""

from collections.abc import Iterable

from flows.model import Refusal

OK = 0
REFUSED = 1
"""A document was refused, a standard table was not understood, or a finding is an error."""
INTERNAL_ERROR = 3
BROKEN_PIPE = 141
"""Whoever reads what is printed has read enough."""


def exit_status(refusals: Iterable[Refusal], *, faults: int = 0) -> int:
    """OK if nothing was refused and no fault found in a document; INTERNAL_ERROR if a refusal is for a bug of ours.

    >>> exit_status([]), exit_status([], faults=2)
    (0, 1)
    >>> exit_status([Refusal("a.pdf", None, "InternalError", "a fault of gongkai itself", "a.pdf", "Report it")])
    3
    """
    kinds = {refusal.error for refusal in refusals}
    if "InternalError" in kinds:
        return INTERNAL_ERROR
    return REFUSED if kinds or faults else OK
