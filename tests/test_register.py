"""The register: what it lists can be had, and is what was registered."""

import csv
from pathlib import Path

import pytest

from flows.errors import SourceError
from flows.model import Identity, Registration, Source
from flows.register import contradiction, registered_sources

HEAD = "jurisdiction_code,organisation,fiscal_year,stage,scope,location,title,sha256\n"


def row(location: str, sha256: str = "", code: str = "350200") -> str:
    return f"{code},厦门市示例局,2024,budget,department,{location},示例,{sha256}\n"


def register(folder: Path, *rows: str | bytes) -> Path:
    content = b"".join(each if isinstance(each, bytes) else each.encode() for each in (HEAD, *rows))
    (folder / "sources.csv").write_bytes(content)
    return folder


def test_the_bundled_disclosures_are_registered_and_there() -> None:
    sources = registered_sources()
    assert len(sources) >= 2
    for source in sources:
        assert isinstance(source, Source)
        assert Path(source.location).is_file()
        assert source.title
        assert source.sha256


def test_a_url_is_a_source_as_it_stands(tmp_path: Path) -> None:
    (source,) = registered_sources(register(tmp_path, row("https://www.example.org/a.pdf")))
    who = Registration("350200", "厦门市示例局", "2024", "budget", "department")
    assert source == Source("https://www.example.org/a.pdf", "示例", None, who)


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        (row("absent.pdf"), "absent.pdf, which is not there"),
        (row("a.pdf", "0" * 64), "a.pdf is not the file that was registered"),
        (row(""), "lacks location"),
        (row("a.pdf", code=""), "lacks jurisdiction_code"),
        ("350200,厦门市示例局\n", "lacks fiscal_year, stage, scope, location"),
        (row("a" * 5000), "cannot be read (File name too long)"),
        (row("a.pdf").encode("gbk"), "not in UTF-8"),
        (row('"a.pdf'), "not CSV (unexpected end of data)"),
        (row("a.pdf,示例"), "has 9 cells, and the register 8 columns"),
    ],
)
def test_a_bad_row_answers_for_itself_alone(tmp_path: Path, bad: str | bytes, why: str) -> None:
    (tmp_path / "a.pdf").write_bytes(b"other")
    rows = (row("a.pdf"), bad, row("https://www.example.org/b"))
    before, refused, after = registered_sources(register(tmp_path, *rows))
    assert isinstance(before, Source)
    assert isinstance(after, Source)
    assert isinstance(refused, SourceError)
    assert why in refused.what
    assert refused.where == f"{tmp_path / 'sources.csv'}, line 3"


def test_without_a_register_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no register"):
        registered_sources(tmp_path)


def test_a_cell_that_is_too_long_for_csv_is_the_fault_of_its_row(tmp_path: Path) -> None:
    limit = csv.field_size_limit(100)
    try:
        refused, after = registered_sources(register(tmp_path, row("a" * 101), row("https://www.example.org/b")))
    finally:
        csv.field_size_limit(limit)
    assert isinstance(refused, SourceError)
    assert "not CSV (field larger than field limit" in refused.what
    assert isinstance(after, Source)


def test_a_register_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    (tmp_path / "sources.csv").symlink_to(tmp_path / "sources.csv")
    with pytest.raises(SourceError, match="cannot be read"):
        registered_sources(tmp_path)


def test_line_ends_and_a_byte_order_mark_of_a_spreadsheet_are_read(tmp_path: Path) -> None:
    content = f"\ufeff{HEAD}{row('https://www.example.org/a')}\n".replace("\n", "\r\n")
    (tmp_path / "sources.csv").write_bytes(content.encode())
    assert [type(source) for source in registered_sources(tmp_path)] == [Source]


def test_a_register_without_its_columns_is_none(tmp_path: Path) -> None:
    (tmp_path / "sources.csv").write_text("location,title\na.pdf,示例\n", encoding="utf-8")
    with pytest.raises(SourceError, match="no column jurisdiction_code"):
        registered_sources(tmp_path)


IDENTITY = Identity("350200", "厦门市", "厦门市示例局（本级）", None, 2024, "budget", "department")


def test_a_document_that_says_what_its_row_says_contradicts_nothing() -> None:
    assert contradiction(IDENTITY, Registration("350200", "厦门市示例局(本级)", "2024", "budget", "department")) is None


def test_what_a_document_says_otherwise_than_its_row_is_named() -> None:
    what = contradiction(IDENTITY, Registration("350200", "厦门市示例局（本级）", "2025", "final", "department"))
    assert what == "fiscal_year is 2024, and 2025 in the register; stage is budget, and final in the register"
