"""A stream that is not whole refuses the PDF: what is missing from a damaged page, nobody would miss."""

import zlib
from pathlib import Path

import pytest
from reportlab import rl_config

from flows.errors import UnreadableError
from flows.read.pdf.preflight import preflight
from tests.read.pdf.test_pdf_reader import cells, document, pdf


def stream(content: bytes, head: bytes = b"<</Filter/FlateDecode>>") -> bytes:
    return b"1 0 obj" + head + b"stream\r\n" + content + b"\nendstream endobj"


WHOLE = zlib.compress(b"0 0 m 1 1 l S " * 4000)


def test_whole_streams_are_whole() -> None:
    assert preflight(stream(WHOLE) + stream(b"BT ET", b"<<>>") + stream(WHOLE)).damaged_stream is None


@pytest.mark.parametrize("content", [WHOLE[:-1], WHOLE[:40], WHOLE[:30] + b"\0" + WHOLE[31:], b"", b"not deflated"])
def test_a_stream_that_is_cut_or_changed_is_damaged(content: bytes) -> None:
    before = stream(WHOLE)
    assert preflight(before + stream(content)).damaged_stream == len(before) + len(
        b"1 0 obj<</Filter/FlateDecode>>stream\r\n"
    )


def test_what_is_encrypted_is_not_looked_into() -> None:
    assert preflight(stream(b"secret") + b"trailer<</Encrypt 5 0 R>>").damaged_stream is None


def test_streams_that_would_fill_the_memory_are_refused() -> None:
    bomb = zlib.compress(bytes(1 << 26), 9)
    with pytest.raises(ValueError, match="more than 512 MiB"):
        preflight(stream(bomb) * 9)


def test_a_pdf_with_one_changed_byte_in_a_page_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rl_config, "useA85", 0)
    content = pdf(cells)
    place = content.index(b"stream") + 40
    assert preflight(content).damaged_stream is None
    with pytest.raises(UnreadableError, match="not whole"):
        document(tmp_path, content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])


@pytest.mark.parametrize("kind", [b"/Subtype/Image", b"/Length1 900"])
def test_pictures_and_fonts_are_not_looked_into(kind: bytes) -> None:
    assert preflight(stream(b"broken", b"<</Filter/FlateDecode" + kind + b">>")).damaged_stream is None


@pytest.mark.parametrize(
    ("content", "head"),
    [
        (zlib.compress(b"BT 3 Tr (1.00) Tj ET"), b"<</Filter/FlateDecode>>"),
        (zlib.compress(b" " * 99_990 + b"BT\n7\nTr (1.00) Tj ET"), b"<</Filter/FlateDecode>>"),
        (b"BT 3 Tr (1.00) Tj ET", b"<<>>"),
        (zlib.compress(b"<</ca 0.0/CA 1>>"), b"<</Type/ObjStm/Filter/FlateDecode>>"),
        (b"", b"<</ca 0>>endobj 2 0 obj<<>>"),
        (b"x", b"<</Filter/LZWDecode>>"),
        (b"x", b"<</Subtype/Image/Width 1654/Height 2339>>"),
    ],
    ids=["invisible", "clip only", "bare", "object stream", "state", "otherwise packed", "scan"],
)
def test_what_may_hide_text_is_told(content: bytes, head: bytes) -> None:
    assert preflight(stream(WHOLE) + stream(content, head)).may_hide_text


@pytest.mark.parametrize(
    "page", [b"BT 0 Tr (7) Tj ET", b"13 Tr", b"3 Transfer", b"/Tr3 Tr"], ids=["plain", "13", "word", "name"]
)
def test_what_hides_nothing_is_told(page: bytes) -> None:
    state = b"<</ca 0.5>>endobj 2 0 obj<</Filter/FlateDecode>>"
    assert not preflight(stream(zlib.compress(page), state)).may_hide_text


def test_what_is_encrypted_may_hide_text() -> None:
    assert preflight(stream(b"secret") + b"trailer<</Encrypt 5 0 R>>").may_hide_text
