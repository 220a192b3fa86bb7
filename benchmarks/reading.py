"""Pages per second: our reading, with lines, grids and boxes, beside pdfplumber's `extract_tables`."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pdfplumber

from benchmarks.documents import snapshot
from flows.read import read

ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """Median seconds of both readers over the same pages, taken in turns."""

    documents: int
    pages: int
    ours: float
    pdfplumber: float

    @property
    def ratio(self) -> float:
        """How many times as fast ours is."""
        return self.pdfplumber / self.ours


def measure(documents: Sequence[Path]) -> Reading | None:
    """Measure both readers, in one process, on the PDFs among the documents; None where there is none."""
    paths = [path for path in documents if path.suffix.lower() == ".pdf"]
    if not paths:
        return None
    pages = _read(paths)
    rounds = [(_seconds(_read, paths), _seconds(_extract_tables, paths)) for _ in range(ROUNDS)]
    ours, theirs = zip(*rounds, strict=True)
    return Reading(len(paths), pages, statistics.median(ours), statistics.median(theirs))


def _read(paths: Sequence[Path]) -> int:
    return sum(len(read(snapshot(path)).pages) for path in paths)


def _extract_tables(paths: Sequence[Path]) -> int:
    pages = 0
    for path in paths:
        with pdfplumber.open(path) as document:
            for page in document.pages:
                page.extract_tables()
                page.close()
                pages += 1
    return pages


def _seconds(work: Callable[[Sequence[Path]], int], paths: Sequence[Path]) -> float:
    start = time.perf_counter()
    work(paths)
    return time.perf_counter() - start
