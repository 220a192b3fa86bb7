"""Measure, and print what docs/performance.md quotes."""

import os
import platform

from benchmarks import reading, whole
from benchmarks.documents import documents


def main() -> None:
    """Print both measurements with the machine they were made on."""
    what, paths = documents()
    print(f"{what}; {os.cpu_count()} processors, Python {platform.python_version()}; medians of 3 runs")
    readings = reading.measure(paths)
    print(f"\nreading PDF, one process: the best of {reading.ROUNDS}, as times the speed of pdfplumber")
    print(f"  {'':30} {'pages':>5} {'pages/s':>8} {'gongkai':>8} {'tablers':>8} {'floor':>8} {'to floor':>9}")
    for each in readings:
        ratios = (each.pdfplumber / seconds for seconds in (each.ours, each.tablers, each.floor))
        told = " ".join(f"{ratio:8.1f}" for ratio in ratios)
        print(f"  {each.name:30.30} {each.pages:5} {each.pages / each.ours:8.0f} {told} {each.ours / each.floor:9.1f}")
    job = whole.measure(paths)
    print(f"\nthe whole job, {job.documents} documents to packages and catalog")
    print(f"  first run   {job.seconds:8.2f} s")
    print(f"  again       {job.unchanged_seconds:8.2f} s   nothing changes")
    print(f"  memory      {job.memory:8.0f} MiB at the most, all its processes together")


if __name__ == "__main__":
    main()
