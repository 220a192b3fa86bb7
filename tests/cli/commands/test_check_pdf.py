"""`gongkai check --format pdf`: the document itself, its cells annotated with the findings."""

import ctypes
import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from flows.model import Box
from flows.reports.checklist import FORMATS, CheckReport
from flows.reports.evidence import page_picture
from tests.cli.commands.planting import CODE, planted
from tests.cli.running import gongkai, report_on
from tests.typeset.facts import Form, Table
from tests.typeset.pdf import pdf


@dataclass(frozen=True, slots=True)
class Annotation:
    """One annotation as a viewer has it; edges from the lower left corner of the page as the file has it."""

    page: int
    kind: int
    edges: tuple[float, float, float, float]
    contents: str
    title: str


def annotations(content: bytes) -> Iterator[Annotation]:
    with closing(pypdfium2.PdfDocument(content)) as document:
        for number in range(len(document)):
            page = document[number]
            for index in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
                raw = pdfium.FPDFPage_GetAnnot(page.raw, index)
                edges = pdfium.FS_RECTF()
                assert pdfium.FPDFAnnot_GetRect(raw, edges)
                rectangle = (edges.left, edges.bottom, edges.right, edges.top)
                kind = pdfium.FPDFAnnot_GetSubtype(raw)
                yield Annotation(number + 1, kind, rectangle, said(raw, b"Contents"), said(raw, b"T"))


def said(annotation: pdfium.FPDF_ANNOTATION, name: bytes) -> str:
    length = pdfium.FPDFAnnot_GetStringValue(annotation, name, None, 0)
    buffer = (ctypes.c_ushort * (length // 2))()
    pdfium.FPDFAnnot_GetStringValue(annotation, name, buffer, length)
    return bytes(buffer).decode("utf-16-le").rstrip("\0")


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> CheckReport:
    folder = tmp_path_factory.mktemp("annotated")
    (folder / "planted.pdf").write_bytes(pdf(planted()))
    return report_on(folder / "planted.pdf", archive=folder / "archive")


@pytest.fixture(scope="module")
def annotated(report: CheckReport) -> bytes:
    return FORMATS["pdf"](report)


def test_each_finding_is_an_annotation_with_its_number_and_what_it_says(annotated: bytes, report: CheckReport) -> None:
    (checklist,) = report.checklists
    found = list(annotations(annotated))
    for finding in checklist.listed:
        (note,) = (each for each in found if each.contents.startswith(f"【{finding.number}】{finding.message}"))
        assert note.page == finding.page
        assert note.title.startswith(f"第{finding.number}项 ")
        assert finding.key in note.contents
        assert note.kind == (pdfium.FPDF_ANNOT_SQUARE if finding.boxes else pdfium.FPDF_ANNOT_TEXT)


def test_the_judged_cell_stands_in_a_square_and_what_it_is_held_against_is_highlighted(
    annotated: bytes, report: CheckReport
) -> None:
    finding = report.checklists[0].listed[0]
    assert CODE in finding.message
    (page, (judged, against)) = next(iter(finding.marks.items()))
    with closing(pypdfium2.PdfDocument(annotated)) as document:
        height = document[page - 1].get_height()
    square, highlight = (each for each in annotations(annotated) if each.contents.startswith(f"【{finding.number}】"))
    assert (square.kind, highlight.kind) == (pdfium.FPDF_ANNOT_SQUARE, pdfium.FPDF_ANNOT_HIGHLIGHT)
    assert_around(square, judged, height)
    assert_around(highlight, against, height)


def assert_around(annotation: Annotation, box: Box, height: float) -> None:
    left, bottom, right, top = annotation.edges
    assert box.left - 3 < left < box.left
    assert box.right < right < box.right + 3
    assert box.top - 3 < height - top < box.top
    assert box.bottom < height - bottom < box.bottom + 3


def test_a_turned_page_is_annotated_where_it_is_read(tmp_path: Path) -> None:
    """Of the annotated page a picture is taken as it is read: round the cell it has the colour of errors."""
    facts = planted()
    (tmp_path / "a.pdf").write_bytes(pdf(replace(facts, quirks=replace(facts.quirks, rotated=True))))
    report = report_on(tmp_path / "a.pdf", archive=tmp_path / "archive")
    finding = report.checklists[0].listed[0]
    (page, (judged, _)) = next(iter(finding.marks.items()))
    (square,) = (
        each
        for each in annotations(FORMATS["pdf"](report))
        if each.kind == pdfium.FPDF_ANNOT_SQUARE and each.contents.startswith(f"【{finding.number}】")
    )
    left, bottom, right, top = square.edges
    assert square.page == page
    assert sorted((right - left, top - bottom)) == pytest.approx(
        sorted((judged.right - judged.left + 3, judged.bottom - judged.top + 3)), abs=0.1
    )


def test_what_the_pages_print_stays_as_it_is(annotated: bytes, report: CheckReport) -> None:
    path = report.checklists[0].pdf
    assert path is not None
    with closing(pypdfium2.PdfDocument(path)) as before, closing(pypdfium2.PdfDocument(annotated)) as after:
        assert len(before) == len(after)
        for old, new in zip(before, after, strict=True):
            assert old.get_textpage().get_text_range() == new.get_textpage().get_text_range()
    assert page_picture(annotated, 1, ()) != page_picture(path.read_bytes(), 1, ())


def test_the_first_page_bears_the_counts(annotated: bytes) -> None:
    first = next(annotations(annotated))
    assert (first.page, first.kind, first.title) == (1, pdfium.FPDF_ANNOT_TEXT, "核对结果")
    assert "错误 error 1" in first.contents


def test_it_is_told_where_there_is_no_one_pdf(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"")
    (tmp_path / "b.txt").write_text("无", encoding="utf-8")
    output = tmp_path / "c.pdf"
    assert (
        "2 documents" in gongkai("check", tmp_path / "a.pdf", tmp_path / "b.txt", "--output", output, status=1).stderr
    )
    assert "b.txt" in gongkai("check", tmp_path / "b.txt", "--output", output, status=1).stderr
    assert not output.exists()


def test_a_document_is_never_written_over(tmp_path: Path) -> None:
    document = tmp_path / "a.pdf"
    document.write_bytes(b"%PDF-1.7")
    gongkai("check", document, "--output", document, status=2)
    assert document.read_bytes() == b"%PDF-1.7"


def test_a_document_that_is_refused_bears_why(tmp_path: Path) -> None:
    facts = planted()
    prose = tuple(element for element in facts.elements if not isinstance(element, Table | Form))
    (tmp_path / "a.pdf").write_bytes(pdf(replace(facts, elements=prose)))
    report = report_on(tmp_path / "a.pdf", archive=tmp_path / "archive")
    assert json.loads(FORMATS["json"](report))["refusals"]
    (note,) = annotations(FORMATS["pdf"](report))
    assert (note.page, note.title) == (1, "未核对")
    assert note.contents.startswith("文件未能核对：")
