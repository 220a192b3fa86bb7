"""Damaged documents: each is read, or refused by name, and soon. None ends in a traceback, and none in a hang."""

import random
import re
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from flows.errors import GongkaiError
from tests.test_typeset import FORMATS, read_back
from tests.typeset.bundled import BUNDLED

EXAMPLES = 120
SECONDS = 20
FACTS = BUNDLED[1].facts
Mutation = Callable[[bytearray, int, int, random.Random], None]


def flip(content: bytearray, start: int, _: int, chance: random.Random) -> None:
    content[start] ^= 1 << chance.randrange(8)


def cut(content: bytearray, start: int, end: int, _: random.Random) -> None:
    del content[start:end]


def double(content: bytearray, start: int, end: int, _: random.Random) -> None:
    content[start:start] = content[start:end]


def blank(content: bytearray, start: int, end: int, _: random.Random) -> None:
    content[start:end] = bytes(end - start)


def number(content: bytearray, start: int, _: int, chance: random.Random) -> None:
    """Put an absurd number in the place of one nearby: a length, an offset, a count, an amount."""
    match = re.compile(rb"\d+").search(content, start)
    if match:
        content[match.start() : match.end()] = chance.choice((b"0", b"-1", b"99999999", b"9223372036854775808"))


MUTATIONS: tuple[Mutation, ...] = (flip, cut, double, blank, number)


def damaged(content: bytes, seed: int) -> bytes:
    chance = random.Random(seed)  # noqa: S311 nothing secret
    found = bytearray(content)
    mutate = chance.choice(MUTATIONS)
    for _ in range(chance.choice((1, 3, 20))):
        start = chance.randrange(len(found) or 1)
        mutate(
            found or bytearray(b"x"), start if found else 0, min(len(found), start + chance.choice((1, 8, 200))), chance
        )
    return bytes(found)


@contextmanager
def bounded(seconds: int) -> Iterator[None]:
    def late(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize("name", FORMATS)
def test_a_damaged_document_is_read_or_refused_by_name(name: str) -> None:
    content = FORMATS[name][0](FACTS)
    refused: list[GongkaiError] = []
    for seed in range(EXAMPLES):
        with bounded(SECONDS):
            try:
                read_back(damaged(content, seed))
            except GongkaiError as error:
                refused.append(error)
    assert len(refused) > EXAMPLES / 10
    assert all(error.what and error.where and error.remedy for error in refused)


def test_a_page_tree_that_holds_itself_is_refused(tmp_path: Path) -> None:
    content = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1000000000>>endobj\ntrailer<</Root 1 0 R>>"
    )
    (tmp_path / "a.pdf").write_bytes(content)
    with bounded(SECONDS), pytest.raises(GongkaiError):
        read_back(content)
