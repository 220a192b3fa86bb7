"""Why a disclosure is not published: the one error tree of gongkai.

GongkaiError
├── SourceError        the source's fault: not there, not reachable, too large, not what it claims
├── UnreadableError    the bytes are no document that can be read: empty, truncated, encrypted, without text
├── UnrecognisedError  a document that can be read, but not as one disclosure: no table, no year, no organisation
├── ContractError      our own fault: what was read breaks a schema, or the same disclosure is claimed twice
└── InternalError      our own fault too: a bug that nobody foresaw

Arithmetic that does not close is a finding, never an error.
"""

from dataclasses import dataclass


@dataclass(eq=False)
class GongkaiError(Exception):
    """What went wrong, where (file, page, cell), and what the reader can do next."""

    what: str
    where: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}. {self.remedy}."

    def __reduce__(self) -> tuple[type["GongkaiError"], tuple[str, str, str]]:
        return type(self), (self.what, self.where, self.remedy)


class SourceError(GongkaiError):
    """The source could not be had, or is not what it claims to be."""


class UnreadableError(GongkaiError):
    """The bytes are no document that can be read."""


class UnrecognisedError(GongkaiError):
    """The document can be read, but not as exactly one disclosure."""


class ContractError(GongkaiError):
    """What was read breaks our own contract."""


class InternalError(GongkaiError):
    """A bug of ours that nobody foresaw."""
