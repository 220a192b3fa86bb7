"""`gongkai check`: what does not add up in documents, or in disclosures that a catalog holds. Publishes nothing."""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from flows.catalog import extract
from flows.cli.commands.named_documents import is_document
from flows.cli.exit_status import exit_status
from flows.reports.checklist import FORMATS, Checklist, CheckReport, checklists
from flows.run import pipeline
from flows.run.console import console
from flows.run.progress import progress_on
from flows.store.archive import archived_documents
from flows.store.folder import write_whole

RESOURCES = ("disclosures", "line_items", "findings", "check_coverage")


def run(arguments: argparse.Namespace) -> int:
    """Write the findings in the format wanted, and answer with the exit status."""
    format_name = _format(arguments)
    named = arguments.documents
    documents = [name for name in named if is_document(name)]
    published = [name for name in named if not is_document(name)]
    with tempfile.TemporaryDirectory(prefix="gongkai-check-") as archive:
        from_catalog = _from_catalog(published, arguments.catalog) if published else ()
        report = _report(documents, Path(archive), from_catalog)
        content = FORMATS[format_name](report)
    _write(content, arguments.output)
    if format_name != "text" or arguments.output:
        for refusal in report.refusals:
            print(f"gongkai: {refusal.where}: {refusal.what}. {refusal.remedy}.", file=sys.stderr)
    return exit_status(report.refusals, faults=report.faults)


def _format(arguments: argparse.Namespace) -> str:
    """The format that is asked for, or else the one that the output's name tells."""
    suffix = arguments.output.suffix.removeprefix(".").lower() if arguments.output else ""
    format_name: str = arguments.format or (suffix if suffix in FORMATS else "text")
    if format_name == "xlsx" and not arguments.output:
        arguments.refuse("a workbook is no text to print: name its file with --output")
    return format_name


def _report(documents: Sequence[str], archive: Path, from_catalog: Sequence[Checklist]) -> CheckReport:
    """The report on these documents, and after them on what a catalog held."""
    if not documents:
        return CheckReport(tuple(from_catalog), ())
    with progress_on(console(stderr=True)) as progress:
        examined = pipeline.check_sources(pipeline.locate_sources(documents), archive, progress=progress)
    paths = {each.snapshot.sha256: each.snapshot.path for each in examined.disclosures}
    return CheckReport((*checklists(examined.tables, paths), *from_catalog), examined.refusals)


def _from_catalog(names: Sequence[str], catalog: Path) -> tuple[Checklist, ...]:
    """The checklists of disclosures that a catalog holds, with their documents if its archive is beside it."""
    tables = extract(catalog, names, RESOURCES)
    hashes = tables["disclosures"]["source_sha256"].to_pylist()
    return checklists(tables, archived_documents(hashes, catalog))


def _write(content: bytes, output: Path | None) -> None:
    """Write the whole file or nothing of it; without a file, to standard output."""
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    else:
        write_whole(content, output)
