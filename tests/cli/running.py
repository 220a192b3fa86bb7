"""`gongkai` in this process, as `python -m flows.cli` runs it: its exit status, and what it prints where.

A process costs a second before it does anything; tests of processes themselves start their own.
"""

import hashlib
import io
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from flows.cli.main import main
from flows.reports.checklist import CheckedDocuments, CheckReport, check_report, checked_groups
from flows.run.drafts import check_drafts
from flows.run.pipeline import locate_sources
from flows.store.archive import documents_of


@dataclass(frozen=True, slots=True)
class Run:
    """What whoever called the command sees of it."""

    status: int
    stdout: str
    stderr: str


def gongkai(*arguments: str | Path, status: int = 0) -> Run:
    """Run one command, which must end with this status."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    with redirect_stdout(out), redirect_stderr(err):
        done = _status(*arguments)
    run = Run(done, *(each.buffer.getvalue().decode() for each in (out, err)))
    assert run.status == status, run
    return run


def _status(*arguments: str | Path) -> int:
    try:
        return main([*map(str, arguments)])
    except SystemExit as ended:  # of argparse: help, or wrong usage
        return int(ended.code or 0)


def files(folder: Path) -> dict[str, str]:
    """Every published file by its hash. The archive keeps when a source was had; a catalog is not data."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "archive" not in path.parts and path.suffix != ".duckdb"
    }


def report_on(*documents: Path, archive: Path) -> CheckReport:
    """What `gongkai check` makes of these documents, before it is written in a format."""
    checked = check_drafts(locate_sources([*map(str, documents)]), archive)
    refusals = checked[0].refusals
    refused = documents_of(archive, (each.sha256 for each in refusals if each.sha256))
    return check_report(CheckedDocuments(checked_groups(checked), refusals, refused))
