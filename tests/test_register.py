"""The register: what it lists can be had, and is what was registered."""

from pathlib import Path

import pytest

from flows.errors import SourceError
from flows.register import registered_sources

HEAD = "jurisdiction_code,organisation,fiscal_year,stage,scope,location,title,sha256\n"


def register(folder: Path, location: str, sha256: str = "") -> Path:
    row = f"350200,厦门市示例局,2024,budget,department,{location},示例,{sha256}\n"
    (folder / "sources.csv").write_text(HEAD + row, encoding="utf-8")
    return folder


def test_the_bundled_disclosures_are_registered_and_there() -> None:
    sources = registered_sources()
    assert len(sources) >= 2
    assert all(Path(source.location).is_file() and source.title and source.sha256 for source in sources)


def test_a_url_is_a_source_as_it_stands(tmp_path: Path) -> None:
    (source,) = registered_sources(register(tmp_path, "https://www.example.org/a.pdf"))
    assert (source.location, source.title, source.sha256) == ("https://www.example.org/a.pdf", "示例", None)


@pytest.mark.parametrize(
    ("there", "sha256", "why"),
    [(False, "", "not there"), (True, "0" * 64, "not the one that was registered")],
)
def test_a_file_that_is_not_the_registered_one_is_refused(
    tmp_path: Path, there: bool, sha256: str, why: str  # noqa: FBT001
) -> None:  # fmt: skip
    if there:
        (tmp_path / "a.pdf").write_bytes(b"other")
    with pytest.raises(SourceError, match=why):
        registered_sources(register(tmp_path, "a.pdf", sha256))


def test_without_a_register_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no register"):
        registered_sources(tmp_path)
