"""Seconds and peak memory of the whole job, from documents to packages and catalog, in processes of its own."""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.cli.exit_status import OK, REFUSED

ROUNDS = 3
PROCESSES = Path("/proc")
SAMPLED_EVERY = 0.05
"""Seconds between two looks at the memory; a shorter peak may be missed."""


@dataclass(frozen=True, slots=True)
class Whole:
    """Median seconds; and the most memory in MiB that all its processes held at once (0 without /proc)."""

    documents: int
    seconds: float
    unchanged_seconds: float
    memory: float


def measure(documents: Sequence[Path]) -> Whole:
    """Publish the documents into an empty folder, then once more into the same: nothing changes then."""
    first: list[float] = []
    again: list[float] = []
    peaks: list[float] = []
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as output:
            seconds, memory = _publish(documents, output)
            first.append(seconds)
            peaks.append(memory)
            again.append(_publish(documents, output)[0])
    return Whole(len(documents), statistics.median(first), statistics.median(again), max(peaks))


def _publish(documents: Sequence[Path], output: str) -> tuple[float, float]:
    command = [sys.executable, "-m", "flows.cli", "publish", *map(str, documents), "--output", output]
    start, peak = time.perf_counter(), 0.0
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        while process.poll() is None:
            peak = max(peak, _memory(process.pid))
            time.sleep(SAMPLED_EVERY)
    if process.returncode not in (OK, REFUSED) or (process.returncode == REFUSED) != bool(_refused(Path(output))):
        raise RuntimeError(f"{' '.join(command)} failed with status {process.returncode}")
    return time.perf_counter() - start, peak


def _refused(output: Path) -> list[object]:
    """What the run quarantined; nothing if it did not come so far."""
    told = output / "quarantine.json"
    return list(json.loads(told.read_text(encoding="utf-8"))) if told.is_file() else []


def _memory(session: int) -> float:
    """MiB that the processes of a session hold together; what they share is counted once."""
    kilobytes = 0
    for process in PROCESSES.glob("[0-9]*"):
        try:
            if int((process / "stat").read_text().rpartition(")")[2].split()[3]) == session:
                rollup = (process / "smaps_rollup").read_text()
                kilobytes += int(rollup.partition("Pss:")[2].split()[0])
        except (OSError, IndexError):  # it ended while we looked
            continue
    return kilobytes / 1024
