"""Processor seconds of reading, document by document: ours beside what people use, and beside the floor.

The floor is what our reader of PDF needs to hand out characters and paths, of which nothing is made yet. Ours is
everything that is published from: lines, grids, a box for every cell, clip paths where they matter.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pdf_oxide
import pdfplumber
import tablers

from benchmarks.documents import snapshot
from flows.read import read

ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """The best of some rounds of every reader over one document, taken in turns, in processor seconds."""

    name: str
    pages: int
    ours: float
    floor: float
    tablers: float
    pdfplumber: float


def measure(documents: Sequence[Path]) -> tuple[Reading, ...]:
    """Measure the readers, in one process, on each PDF among the documents."""
    return tuple(_measured(path) for path in documents if path.suffix.lower() == ".pdf")


def _measured(path: Path) -> Reading:
    pages = len(read(snapshot(path)).pages)
    readers = (_read, _chars_and_paths, _find_tables, _extract_tables)
    rounds = [[_seconds(reader, path) for reader in readers] for _ in range(ROUNDS)]
    return Reading(path.stem, pages, *(min(seconds) for seconds in zip(*rounds, strict=True)))


def _read(path: Path) -> None:
    read(snapshot(path))


def _chars_and_paths(path: Path) -> None:
    document = pdf_oxide.PdfDocument.from_bytes(path.read_bytes())
    for index in range(document.page_count()):
        document.extract_chars(index)
        document.extract_paths(index)


def _find_tables(path: Path) -> None:
    document = tablers.Document(str(path))
    for index in range(document.page_count):
        tablers.find_tables(document.get_page(index), extract_text=True)
    document.close()


def _extract_tables(path: Path) -> None:
    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_tables()
            page.close()


def _seconds(read: Callable[[Path], None], path: Path) -> float:
    start = time.process_time()
    read(path)
    return time.process_time() - start
