"""Errors travel: between processes, in sets and in tracebacks."""

import pickle

import pytest

from flows.errors import ContractError, GongkaiError, SourceError


@pytest.mark.parametrize("kind", [SourceError, ContractError])
def test_an_error_can_be_hashed_pickled_and_raised_again(kind: type[GongkaiError]) -> None:
    error = kind("it is not there", "a.pdf", "Look at its spelling")
    assert {error: 1}[error] == 1
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 our own bytes
    assert (type(copy), copy.what, copy.where, copy.remedy) == (kind, error.what, error.where, error.remedy)
    assert str(copy) == "a.pdf: it is not there. Look at its spelling."
