"""Where a PDF prints what a finding says in words: a title, a slip of the pen, a name. PDFium finds the text."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pypdfium2

from flows.check.finding_text import judged_in_evidence
from flows.model import Box, Disclosure
from flows.read.pdf.page_objects import character_places, shown_frame
from flows.read.sniff import is_pdf

PASSAGE = 4
"""Pages over which what is wrong with a passage is looked for, from that of its heading."""
DUTY = "duty-"
"""With this the ids of rules begin that tell what must be published: what is not there stands nowhere."""


@dataclass(frozen=True, slots=True)
class FaultText:
    """A finding without a box: the page that it names, the words that are wrong, and those of the title above them."""

    finding_number: int
    page: int
    words: str | None
    title: str | None


@dataclass(frozen=True, slots=True)
class FaultTexts:
    """A document, and those of its findings that are told in words."""

    disclosure_id: str
    path: Path
    faults: tuple[FaultText, ...]


@dataclass(frozen=True, slots=True)
class FaultPlace:
    """Where the words of one finding stand."""

    finding_number: int
    page: int
    box: Box


def fault_texts(findings: pa.Table, disclosures: Iterable[Disclosure]) -> tuple[FaultTexts, ...]:
    """The findings without a box that name words or a title, for every disclosure that is a PDF."""
    faults: dict[str, list[FaultText]] = {}
    for row in findings.to_pylist():
        fault = _fault_text(row)
        is_printed = row["page"] and not row["rule"].startswith(DUTY)
        if is_printed and not row["boxes"] and (fault.words or fault.title):
            faults.setdefault(row["disclosure_id"], []).append(fault)
    return tuple(
        FaultTexts(key, disclosure.snapshot.path, tuple(faults[key]))
        for disclosure in disclosures
        if (key := disclosure.identity.disclosure_id) in faults and is_pdf(disclosure.snapshot.path)
    )


def _fault_text(row: Mapping[str, Any]) -> FaultText:
    """Of a table only its title is printed; what is said of it (未列入目录) stands nowhere."""
    judged = judged_in_evidence(row["evidence"] or "", row["place"] or "")
    title = judged[1:-1] if judged.startswith("“") and judged.endswith("”") else None
    return FaultText(row["finding_number"], row["page"], None if row["table_name"] else row["actual_printed"], title)


def locate_faults(document: FaultTexts) -> tuple[FaultPlace, ...]:
    """Where the words stand, or else the title; nothing of those that are not found as they are."""
    with closing(pypdfium2.PdfDocument(document.path)) as pdf:
        return tuple(place for fault in document.faults for place in _located(pdf, fault))


def _located(pdf: pypdfium2.PdfDocument, fault: FaultText) -> Iterator[FaultPlace]:
    pages = range(fault.page, min(fault.page + PASSAGE, len(pdf) + 1))
    for words in filter(None, (fault.words, fault.title)):
        for number in pages:
            if box := _box_of(pdf[number - 1], words):
                yield FaultPlace(fault.finding_number, number, box)
                return


def _box_of(page: pypdfium2.PdfPage, words: str) -> Box | None:
    """The box round the first place where a page prints these words on one line."""
    with closing(page.get_textpage()) as text:
        found = text.search(words, match_case=True).get_next()
        if not found:
            return None
        frame = shown_frame(page, text, character_places(text))
        sides = [frame.sides(*text.get_charbox(place, loose=True)) for place in range(found[0], sum(found))]
    return Box(
        min(each[0] for each in sides),
        min(each[1] for each in sides),
        max(each[2] for each in sides),
        max(each[3] for each in sides),
    )


def with_places(findings: pa.Table, places: Mapping[tuple[str, int], FaultPlace]) -> pa.Table:
    """The findings, those with page, place and box of which the words were found."""
    rows = [_with_place(row, places.get((row["disclosure_id"], row["finding_number"]))) for row in findings.to_pylist()]
    return pa.Table.from_pylist(rows, schema=findings.schema)


def _with_place(row: Mapping[str, Any], place: FaultPlace | None) -> Mapping[str, Any]:
    if place is None:
        return row
    evidence = str(row["evidence"]).replace(str(row["place"]), f"第{place.page}页", 1)
    facts = {
        "page": place.page,
        "place": f"第{place.page}页",
        "boxes": f"{place.page} {place.box}",
        "evidence": evidence,
    }
    return {**row, **facts}


def places_by_finding(
    documents: Sequence[FaultTexts], located: Sequence[tuple[FaultPlace, ...]]
) -> dict[tuple[str, int], FaultPlace]:
    """The places that were found, by disclosure and finding."""
    return {
        (document.disclosure_id, place.finding_number): place
        for document, places in zip(documents, located, strict=True)
        for place in places
    }
