"""Measure, and print what docs/performance.md quotes."""

import os
import platform

from benchmarks import reading, whole
from benchmarks.documents import documents


def main() -> None:
    """Print both measurements with the machine they were made on."""
    what, paths = documents()
    print(f"{what}; {os.cpu_count()} processors, Python {platform.python_version()}; medians of 3 runs")
    if pages := reading.measure(paths):
        print(f"\nreading {pages.pages} pages of {pages.documents} PDFs, one process")
        print(f"  gongkai     {pages.pages / pages.ours:8.1f} pages/s   {pages.ours:7.2f} s")
        print(f"  pdfplumber  {pages.pages / pages.pdfplumber:8.1f} pages/s   {pages.pdfplumber:7.2f} s")
        print(f"  ratio       {pages.ratio:8.1f}")
    job = whole.measure(paths)
    print(f"\nthe whole job, {job.documents} documents to packages and catalog")
    print(f"  first run   {job.seconds:8.2f} s")
    print(f"  again       {job.unchanged_seconds:8.2f} s   nothing changes")
    print(f"  memory      {job.memory:8.0f} MiB at the most, all its processes together")


if __name__ == "__main__":
    main()
