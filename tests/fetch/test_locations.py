"""What a person names, as sources."""

from pathlib import Path

import pytest

from flows.errors import SourceError
from flows.fetch import expand, without_credentials
from flows.model import Source


def put(*paths: Path) -> None:
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def test_a_folder_gives_its_files_in_order_and_those_of_its_folders(tmp_path: Path) -> None:
    wanted = [
        tmp_path / "a.pdf",
        tmp_path / "b.pdf",
        tmp_path / "2024" / "c.txt",
        tmp_path / "2025" / "deep" / "d.xlsx",
    ]
    put(*reversed(wanted))
    assert expand([str(tmp_path)]) == tuple(Source(str(path), path.name) for path in wanted)


def test_hidden_files_and_locks_of_office_programs_are_no_sources(tmp_path: Path) -> None:
    put(tmp_path / "a.docx", tmp_path / ".hidden.pdf", tmp_path / "~$a.docx", tmp_path / ".git" / "b.pdf")
    assert [source.title for source in expand([str(tmp_path)])] == ["a.docx"]


def test_urls_and_files_keep_the_order_given_and_come_once(tmp_path: Path) -> None:
    put(tmp_path / "a.pdf")
    url = "https://example.org/b.pdf"
    sources = expand([url, str(tmp_path / "a.pdf"), str(tmp_path), url])
    assert sources == (Source(url, url), Source(str(tmp_path / "a.pdf"), "a.pdf"))


def test_a_url_keeps_its_password_to_be_fetched_and_hides_it_in_its_title() -> None:
    (source,) = expand(["https://user:secret@example.org/a.pdf"])
    assert source == Source("https://user:secret@example.org/a.pdf", "https://example.org/a.pdf")


@pytest.mark.parametrize(
    "location", ["ftp://user:secret@example.org/a", "http://user:secret@[/a", "HTTP://us@er:secret@["]
)
def test_what_is_refused_is_named_without_its_password(location: str) -> None:
    with pytest.raises(SourceError) as caught:
        expand([location])
    assert "secret" not in str(caught.value)
    assert without_credentials(location) in str(caught.value)


@pytest.mark.parametrize(
    ("location", "what"),
    [("nowhere.pdf", "no such file or folder"), ("ftp://example.org/a", "kind of address"), ("http://[", "no address")],
)
def test_what_is_not_there_is_named(location: str, what: str) -> None:
    with pytest.raises(SourceError, match=what) as caught:
        expand([location])
    assert caught.value.where == location


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    put(tmp_path / ".hidden")
    with pytest.raises(SourceError, match="holds no file"):
        expand([str(tmp_path)])
