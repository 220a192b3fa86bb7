"""`gongkai show`: one amount, and where it was printed. Publishes nothing."""

import argparse
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pyarrow as pa

from flows.catalog import extract
from flows.cli.commands.named_documents import is_document
from flows.cli.exit_status import OK, exit_status
from flows.contract import STANDARD_TABLES
from flows.errors import SourceError
from flows.model import Refusal
from flows.read.sniff import is_pdf
from flows.reports.evidence import (
    CHOICES,
    RESOURCES,
    AmountQuery,
    LocatedAmount,
    as_json,
    as_text,
    find_amounts,
    page_picture,
    picture_name,
)
from flows.run import pipeline
from flows.run.console import console
from flows.run.progress import progress_on
from flows.store.archive import archived_documents
from flows.store.folder import write_whole

FORMATS = {"text": as_text, "json": as_json}


def run(arguments: argparse.Namespace) -> int:
    """Print the amounts that are meant, with their evidence; write the pictures of their pages."""
    query = _query(arguments)
    with tempfile.TemporaryDirectory(prefix="gongkai-show-") as archive:
        if is_document(arguments.disclosure):
            tables, documents, refusals = _read(arguments.disclosure, Path(archive))
            if refusals:
                return _refused(refusals)
        else:
            tables = extract(arguments.catalog, [arguments.disclosure], RESOURCES)
            documents = archived_documents(tables["disclosures"]["source_sha256"].to_pylist(), arguments.catalog)
        values = find_amounts(_of_one(tables, arguments.disclosure), query)
        pictures = _pictures(values, documents, arguments.output)
    print(FORMATS[arguments.format](values, pictures), end="")
    return OK


def _query(arguments: argparse.Namespace) -> AmountQuery:
    """What is asked for: amounts of a table, or one of the prose."""
    choices = {choice: getattr(arguments, choice) for choice in CHOICES if getattr(arguments, choice) is not None}
    if (arguments.table is None) == (arguments.amount is None):
        arguments.refuse("say either --table, or --amount for one that the prose states")
    if arguments.amount is not None and choices:
        arguments.refuse("--amount goes with nothing but its number")
    if arguments.table is not None and arguments.table not in STANDARD_TABLES:
        arguments.refuse(f"{arguments.table} is no standard table; these are: {', '.join(STANDARD_TABLES)}")
    return AmountQuery(table=arguments.table, amount=arguments.amount, **choices)


def _read(document: str, archive: Path) -> tuple[Mapping[str, pa.Table], Mapping[str, Path], tuple[Refusal, ...]]:
    with progress_on(console(stderr=True)) as progress:
        examined = pipeline.check_sources(pipeline.locate_sources([document]), archive, progress=progress)
    paths = {each.snapshot.sha256: each.snapshot.path for each in examined.disclosures}
    return examined.tables, paths, examined.refusals


def _of_one(tables: Mapping[str, pa.Table], named: str) -> Mapping[str, pa.Table]:
    """The tables, if they are of one disclosure."""
    identifiers = tables["disclosures"]["disclosure_id"].to_pylist()
    if len(identifiers) != 1:
        raise SourceError(f"it means {len(identifiers)} disclosures", named, f"Name one of: {'、'.join(identifiers)}")
    return tables


def _refused(refusals: Iterable[Refusal]) -> int:
    for refusal in refusals:
        print(f"gongkai: {refusal.where}: {refusal.what}. {refusal.remedy}.", file=sys.stderr)
    return exit_status(refusals)


def _pictures(values: Sequence[LocatedAmount], documents: Mapping[str, Path], output: Path) -> dict[int, Path]:
    """Each page with its values outlined, as PNG in the folder `output`, if the document is a PDF and at hand."""
    pages: dict[int, list[LocatedAmount]] = {}
    for value in values:
        if value.box:
            pages.setdefault(value.row["page"], []).append(value)
    sha256 = values[0].disclosure["source_sha256"]
    if not pages:
        return {}
    if sha256 not in documents:
        print(f"gongkai: no picture: the archive beside the catalog no longer holds {sha256}.", file=sys.stderr)
        print("Publish the document again, or name it in place of the disclosure.", file=sys.stderr)
        return {}
    if not is_pdf(documents[sha256]):
        print("gongkai: no picture: the page is of a part of an archive. Name that part alone.", file=sys.stderr)
        return {}
    content = documents[sha256].read_bytes()
    output.mkdir(parents=True, exist_ok=True)
    return {page: _picture(content, page, each, output) for page, each in sorted(pages.items())}


def _picture(content: bytes, page: int, values: Sequence[LocatedAmount], output: Path) -> Path:
    path = output / picture_name(values, page)
    write_whole(page_picture(content, page, [value.box for value in values if value.box], scale=2), path)
    return path
