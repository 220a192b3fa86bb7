"""Document -> Disclosure: the cover, the standard tables, and what the prose states. Knows no file format."""

from flows.errors import UnrecognisedError
from flows.model import Disclosure, Document, Grid, Section
from flows.recognise.accounting import refuse_unaccounted
from flows.recognise.document_parts import document_parts
from flows.recognise.identity.cover import identify
from flows.recognise.prose.counts import stated_counts
from flows.recognise.prose.passages import Passage, split_passages
from flows.recognise.prose.stated_amounts import stated_amounts
from flows.recognise.prose.units_and_projects import read_projects, read_units
from flows.recognise.tables.finder import find_tables, standard_tables
from flows.recognise.tables.other_tables import other_tables
from flows.recognise.tables.performance_forms import PERFORMANCE_TABLES
from flows.recognise.tables.performance_indicators import read_indicators


def recognise(document: Document) -> Disclosure:
    """Understand a document as one disclosure. Raises UnrecognisedError, with what, where and what to do."""
    where = document.snapshot.source.location
    parts = document_parts(document)
    who = identify(document, parts)
    found = find_tables(parts.body, who, where)
    tables = standard_tables(found.drafts, parts.contents, who, where)
    if not any(table.status == "present" for table in tables):
        raise UnrecognisedError(
            "no standard table with amounts is recognised",
            where,
            "Check that the file is a disclosure; if its layout is new, add its headings to schemas/",
        )
    prose = split_passages(found.rest)
    try:
        stated, described = stated_amounts(prose, who, tables), read_projects(prose, who.fiscal_year)
    except ValueError as error:
        raise UnrecognisedError(f"the prose states no amount of money: {error}", where, "Check the document") from error
    others = other_tables(found)
    refuse_unaccounted(document, tables, others, stated)
    return Disclosure(
        who,
        document.snapshot,
        tables,
        stated,
        read_units((block for block in found.rest if isinstance(block, Grid)), prose),
        described,
        tuple(
            indicator
            for draft in found.drafts
            if draft.table_name in PERFORMANCE_TABLES
            for indicator in read_indicators(draft.table_name, draft.sheet)
        ),
        tuple(_section(passage) for passage in prose),
        stated_counts(prose),
        others,
    )


def _section(passage: Passage) -> Section:
    return Section(passage.title or passage.text[:40], passage.text, passage.page)
