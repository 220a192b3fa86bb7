"""The checked PDF with its findings as annotations: what its pages print stays as it is."""

import ctypes
import hashlib
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from flows.errors import SourceError
from flows.labels import SEVERITIES
from flows.model import Box, Refusal
from flows.read.pdf.frame import Frame
from flows.read.pdf.page_objects import character_places, shown_frame
from flows.read.sniff import is_pdf
from flows.reports.checklist.contents import Checklist, CheckReport, Finding
from flows.reports.checklist.phrases import (
    UNREADABLE,
    dismissed_phrase,
    outcome_counts,
    proved_phrase,
    refusal_phrases,
    rounding_phrase,
    severity_counts,
    value_phrases,
)

COLOURS = {"error": (200, 20, 20), "warning": (214, 120, 0), "info": (11, 92, 173)}
NOTE = 18.0
"""Points of the sign of a note, which stands for what has no cell."""
MARGIN = 1.5
"""Points between a cell and the square around it."""
_PAGE = re.compile(r"page (\d+)")
_IDENTIFIERS = re.compile(rb"/ID\s*\[\s*<[0-9A-F]{32}>\s*<[0-9A-F]{32}>\s*\]")
_REMEDY = "Name one PDF document, or ask for another format"


@dataclass(frozen=True, slots=True)
class PdfNote:
    """One annotation: on a cell, or in the margin where `box` is None; `key` names it."""

    page: int
    box: Box | None
    severity: str
    title: str
    text: str
    key: str
    is_judged: bool = True


def as_pdf(report: CheckReport) -> bytes:
    """The one document of a report, annotated. Raises SourceError where there is none, or more, or it is no PDF."""
    path, notes = _only_document(report)
    with closing(_opened(path)) as document:
        met: Counter[int] = Counter()
        for number, noted in _by_page(notes, len(document)).items():
            page = document[number - 1]
            frame = _frame(page)
            for note in noted:
                _annotate(page, frame, note, met[number])
                met[number] += note.box is None
        buffer = io.BytesIO()
        document.save(buffer, flags=pdfium.FPDF_REMOVE_SECURITY)
    return _timeless(buffer.getvalue(), path)


def _opened(path: Path) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise SourceError(f"it cannot be opened to be annotated ({error})", str(path.name), _REMEDY) from error


def _only_document(report: CheckReport) -> tuple[Path, list[PdfNote]]:
    checked = [(each.pdf, _notes(each), each.source) for each in report.checklists]
    refused = [(report.refused.get(each.sha256 or ""), [_refusal(each)], each.location) for each in report.refusals]
    documents = [*checked, *refused]
    if len(documents) != 1:
        where = ", ".join(source for *_, source in documents[:4]) or "."
        raise SourceError(f"{len(documents)} documents are no one PDF to annotate", where, _REMEDY)
    ((path, notes, source),) = documents
    if path is None or not is_pdf(path):
        for refusal in report.refusals:
            raise SourceError(refusal.what, refusal.where, refusal.remedy)
        raise SourceError("it is no PDF that can be annotated, or is not at hand", source, _REMEDY)
    return path, notes


def _notes(checklist: Checklist) -> list[PdfNote]:
    lines = (
        severity_counts(checklist),
        outcome_counts(checklist),
        f"印证 proved {proved_phrase(checklist)}",
        rounding_phrase(checklist),
        dismissed_phrase(checklist),
    )
    worst = next((severity for severity, count in checklist.severities.items() if count), "info")
    summary = PdfNote(1, None, worst, "核对结果", "\n".join(filter(None, lines)), "gongkai-summary")
    return [summary, *(note for finding in checklist.listed for note in _of_finding(finding))]


def _of_finding(finding: Finding) -> Iterator[PdfNote]:
    """A square around what is judged, with all that the finding says, and one around each cell it is held against."""
    title = f"第{finding.number}项 {SEVERITIES[finding.severity].zh}"
    values = "，".join(f"{chinese} {value}" for chinese, _, value in value_phrases(finding))
    text = "\n".join(
        filter(None, (f"【{finding.number}】{finding.message}", values, f"规则 {finding.rule}", finding.key))
    )
    places = [(page, box) for page, boxes in finding.marks.items() for box in boxes]
    if not places:
        yield PdfNote(finding.page or 1, None, finding.severity, title, text, finding.key)
        return
    (page, judged), *against = places
    yield PdfNote(page, judged, finding.severity, title, text, finding.key)
    for number, (other_page, box) in enumerate(against, 1):
        reference = f"【{finding.number}】第{finding.number}项发现的对照（所判金额在第{page}页）"
        key = f"{finding.key}-against-{number}"
        yield PdfNote(other_page, box, finding.severity, title, reference, key, is_judged=False)


def _refusal(refusal: Refusal) -> PdfNote:
    page = _PAGE.search(refusal.where)
    text = "\n".join((*refusal_phrases(refusal), f"{refusal.where}", f"{refusal.remedy}."))
    return PdfNote(int(page[1]) if page else 1, None, "error", "未核对", text, UNREADABLE)


def _by_page(notes: Iterable[PdfNote], pages: int) -> dict[int, list[PdfNote]]:
    """The notes of each page; those of a page that is not there stand on the first."""
    by_page: dict[int, list[PdfNote]] = {}
    for note in notes:
        by_page.setdefault(note.page if note.page <= pages else 1, []).append(note)
    return by_page


def _frame(page: pypdfium2.PdfPage) -> Frame:
    """The page as boxes are measured on it."""
    with closing(page.get_textpage()) as text:
        return shown_frame(page, text, character_places(text))


def _annotate(page: pypdfium2.PdfPage, frame: Frame, note: PdfNote, place: int) -> None:
    """Add one note to a page; those without a cell stand below one another in its upper left corner."""
    shape = pdfium.FPDF_ANNOT_SQUARE if note.is_judged else pdfium.FPDF_ANNOT_HIGHLIGHT
    annotation = pdfium.FPDFPage_CreateAnnot(page.raw, shape if note.box else pdfium.FPDF_ANNOT_TEXT)
    top = MARGIN + place * (NOTE + MARGIN)
    box = note.box or Box(MARGIN, top, MARGIN + NOTE, top + NOTE)
    edges = _in_file(frame, box)
    pdfium.FPDFAnnot_SetRect(annotation, edges)
    if note.box and not note.is_judged:
        corners = (edges.left, edges.top, edges.right, edges.top, edges.left, edges.bottom, edges.right, edges.bottom)
        pdfium.FPDFAnnot_AppendAttachmentPoints(annotation, pdfium.FS_QUADPOINTSF(*corners))
    red, green, blue = COLOURS[note.severity]
    alpha = 255 if note.is_judged else 80
    pdfium.FPDFAnnot_SetColor(annotation, pdfium.FPDFANNOT_COLORTYPE_Color, red, green, blue, alpha)
    pdfium.FPDFAnnot_SetBorder(annotation, 0, 0, 1.5)
    pdfium.FPDFAnnot_SetFlags(annotation, pdfium.FPDF_ANNOT_FLAG_PRINT)
    for name, text in (("Contents", note.text), ("T", note.title), ("NM", note.key)):
        _set_text(annotation, name, text)
    pdfium.FPDFPage_CloseAnnot(annotation)


def _in_file(frame: Frame, box: Box) -> pdfium.FS_RECTF:
    margin = MARGIN
    (x0, y0), (x1, y1) = (
        frame.to_file(box.left - margin, box.top - margin),
        frame.to_file(box.right + margin, box.bottom + margin),
    )
    return pdfium.FS_RECTF(min(x0, x1), max(y0, y1), max(x0, x1), min(y0, y1))


def _set_text(annotation: pdfium.FPDF_ANNOTATION, name: str, text: str) -> None:
    encoded = ctypes.create_string_buffer(text.encode("utf-16-le") + b"\x00\x00")
    value = ctypes.cast(encoded, ctypes.POINTER(ctypes.c_ushort))
    pdfium.FPDFAnnot_SetStringValue(annotation, name.encode(), value)


def _timeless(content: bytes, path: Path) -> bytes:
    """The same file; the identifiers in its trailer, which saving draws at random, are made of the source's bytes."""
    source = hashlib.sha256(path.read_bytes()).hexdigest()[:32].upper().encode()
    trailer = content.rindex(b"trailer")
    return content[:trailer] + _IDENTIFIERS.sub(b"/ID[<" + source + b"><" + source + b">]", content[trailer:])
