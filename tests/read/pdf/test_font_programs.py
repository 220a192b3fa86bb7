"""Outlines are passed over only where no letter and no width can come from them."""

from typing import Any

import pdf_oxide
import pytest

from flows.read.pdf.font_programs import without_font_programs
from flows.read.pdf.preflight import preflight
from tests.places import SHARED
from tests.typeset.bundled import BUNDLED
from tests.typeset.pdf import pdf

DOCUMENTS = sorted((SHARED / "corpus" / "documents").glob("*.pdf"))
PROGRAM = b"/FontFile2"


@pytest.fixture(scope="module")
def drawn() -> bytes:
    return pdf(BUNDLED[0].facts)


def lightened(content: bytes) -> bytes:
    return without_font_programs(content, preflight(content).outside_streams)


def letters(content: bytes) -> list[tuple[Any, ...]]:
    document = pdf_oxide.PdfDocument.from_bytes(content)
    return [
        (char.char, char.bbox, char.origin_x, char.origin_y, char.advance_width, char.color, char.rotation_degrees)
        for index in range(document.page_count())
        for char in document.extract_chars(index)
    ]


def test_every_letter_stands_where_it_stood(drawn: bytes) -> None:
    light = lightened(drawn)
    assert PROGRAM in drawn
    assert PROGRAM not in light
    assert len(light) == len(drawn)
    assert letters(light) == letters(drawn)


@pytest.mark.skipif(not DOCUMENTS, reason="the corpus of real disclosures is not here")
def test_every_letter_of_a_real_disclosure_stands_where_it_stood() -> None:
    for path in DOCUMENTS:
        content = path.read_bytes()
        light = lightened(content)
        assert light != content, path.name
        assert letters(light) == letters(content), path.name


@pytest.mark.parametrize("word", [b"/ToUnicode", b"/Widths"])
def test_a_font_that_may_need_its_outlines_keeps_them(drawn: bytes, word: bytes) -> None:
    wanting = drawn.replace(word, b"/" + b"X" * (len(word) - 1), 1)
    assert wanting != drawn
    assert lightened(wanting) == wanting


def test_outlines_of_a_font_that_is_not_seen_are_kept(drawn: bytes) -> None:
    unseen = drawn.replace(b"/Subtype /TrueType", b"/Subtype /TrueTypo", 1)
    assert unseen != drawn
    assert lightened(unseen) == unseen


def test_a_pdf_without_outlines_is_as_it_is(drawn: bytes) -> None:
    light = lightened(drawn)
    assert lightened(light) == light


def test_objects_in_streams_may_be_fonts(drawn: bytes) -> None:
    packed = drawn.replace(b"trailer", b"% /ObjStm\ntrailer", 1)
    assert lightened(packed) == packed
