"""`gongkai check`: what does not add up in documents, or in disclosures that a catalog holds. Publishes nothing."""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from flows.catalog import extract
from flows.cli.commands.named_documents import is_document
from flows.cli.exit_status import exit_status
from flows.reports.checklist import (
    FORMATS,
    RESOURCES,
    CheckedDocuments,
    CheckedGroup,
    CheckReport,
    check_report,
    checked_groups,
    read_dismissed,
)
from flows.run import pipeline
from flows.run.console import console
from flows.run.drafts import check_drafts
from flows.run.progress import progress_on
from flows.store.archive import archived_documents, documents_of
from flows.store.folder import write_whole

BINARY = ("xlsx", "pdf")
"""Formats that are no text to print."""


def run(arguments: argparse.Namespace) -> int:
    """Write the findings in the format wanted, and answer with the exit status."""
    format_name = _format(arguments)
    _refuse_overwriting(arguments)
    with tempfile.TemporaryDirectory(prefix="gongkai-check-") as archive:
        report = _report(arguments, Path(archive))
        content = FORMATS[format_name](report)
    _write(content, arguments.output)
    if format_name != "text" or arguments.output:
        for refusal in report.refusals:
            print(f"gongkai: {refusal.where}: {refusal.what}. {refusal.remedy}.", file=sys.stderr)
        for key in report.stale_keys:
            print(f"gongkai: {arguments.dismissed}: {key} is the key of no finding.", file=sys.stderr)
    return exit_status(report.refusals, faults=report.faults)


def _format(arguments: argparse.Namespace) -> str:
    """The format that is asked for, or else the one that the output's name tells."""
    suffix = arguments.output.suffix.removeprefix(".").lower() if arguments.output else ""
    format_name: str = arguments.format or (suffix if suffix in FORMATS else "text")
    if format_name in BINARY and not arguments.output:
        arguments.refuse(f"{format_name} is no text to print: name its file with --output")
    return format_name


def _refuse_overwriting(arguments: argparse.Namespace) -> None:
    """What is checked is never written over."""
    named = (*arguments.documents, *filter(None, (arguments.against, arguments.dismissed)))
    is_there = arguments.output is not None and arguments.output.exists()
    if is_there and any(Path(name).exists() and arguments.output.samefile(name) for name in named):
        arguments.refuse(f"{arguments.output} is what is read: name another file with --output")


def _report(arguments: argparse.Namespace, archive: Path) -> CheckReport:
    dismissed = read_dismissed(arguments.dismissed) if arguments.dismissed else ()
    checked = _checked(arguments.documents, arguments.catalog, archive)
    earlier = _checked([arguments.against], arguments.catalog, archive) if arguments.against else None
    return check_report(checked, earlier, dismissed)


def _checked(named: Sequence[str], catalog: Path, archive: Path) -> CheckedDocuments:
    """What is named: documents are checked, and disclosures are taken from the catalog."""
    documents = [name for name in named if is_document(name)]
    published = [name for name in named if not is_document(name)]
    from_catalog = [_from_catalog(published, catalog)] if published else []
    if not documents:
        return CheckedDocuments(tuple(from_catalog))
    with progress_on(console(stderr=True)) as progress:
        checked = check_drafts(pipeline.locate_sources(documents), archive, progress=progress)
    refusals = checked[0].refusals
    refused = documents_of(archive, (each.sha256 for each in refusals if each.sha256))
    return CheckedDocuments((*checked_groups(checked), *from_catalog), refusals, refused)


def _from_catalog(names: Sequence[str], catalog: Path) -> CheckedGroup:
    """Disclosures that a catalog holds, with their documents if its archive is beside it."""
    tables = extract(catalog, names, RESOURCES)
    hashes = tables["disclosures"]["source_sha256"].to_pylist()
    return CheckedGroup(tables, archived_documents(hashes, catalog))


def _write(content: bytes, output: Path | None) -> None:
    """Write the whole file or nothing of it; without a file, to standard output."""
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    else:
        write_whole(content, output)
