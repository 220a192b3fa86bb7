"""Files: copied into the archive by their hash, with where they were had from."""

import hashlib
import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from flows.errors import SourceError
from flows.fetch import Limits, fetch
from flows.model import Source

CONTENT = "部门预算".encode()
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "某局2024年预算.PDF"
    path.write_bytes(CONTENT)
    return path


def refused(source: Source, archive: Path, limits: Limits | None = None) -> SourceError:
    with pytest.raises(SourceError) as caught:
        fetch(source, archive, limits=limits or Limits())
    assert not list(archive.rglob("*.part"))
    return caught.value


def test_a_file_lies_in_the_archive_by_its_hash(document: Path, tmp_path: Path) -> None:
    snapshot = fetch(Source(str(document)), tmp_path / "archive")
    assert (snapshot.sha256, snapshot.size) == (SHA256, len(CONTENT))
    assert snapshot.path == tmp_path / "archive" / SHA256[:2] / f"{SHA256}.pdf"
    assert snapshot.path.read_bytes() == CONTENT
    assert snapshot.source == Source(str(document), document.name)
    (sidecar,) = snapshot.path.parent.glob("*.json")
    assert json.loads(sidecar.read_text(encoding="utf-8"))["location"] == str(document)


def test_a_file_fetched_again_changes_nothing(document: Path, tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    first = fetch(Source(str(document)), archive)
    before = {path: path.stat().st_mtime_ns for path in archive.rglob("*") if path.is_file()}
    assert fetch(Source(str(document)), archive) == first
    assert {path: path.stat().st_mtime_ns for path in archive.rglob("*") if path.is_file()} == before


def test_the_same_bytes_from_two_places_are_kept_once_and_both_places_told(document: Path, tmp_path: Path) -> None:
    copy = document.with_name("copy.pdf")
    copy.write_bytes(CONTENT)
    one, two = (fetch(Source(str(path)), tmp_path / "archive") for path in (document, copy))
    assert one.path == two.path
    told = {json.loads(path.read_text(encoding="utf-8"))["location"] for path in one.path.parent.glob("*.json")}
    assert told == {str(document), str(copy)}


def test_a_damaged_archive_is_mended(document: Path, tmp_path: Path) -> None:
    fetch(Source(str(document)), tmp_path / "archive").path.write_bytes(CONTENT[:-1] + b"x")
    assert fetch(Source(str(document)), tmp_path / "archive").path.read_bytes() == CONTENT


def test_threads_that_fetch_the_same_bytes_do_not_get_in_each_others_way(document: Path, tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        snapshots = list(pool.map(lambda _: fetch(Source(str(document)), tmp_path / "archive"), range(64)))
    assert len(set(snapshots)) == 1
    assert snapshots[0].path.read_bytes() == CONTENT
    assert len(list((tmp_path / "archive").rglob("*.*"))) == 2


def test_an_empty_file_is_fetched_for_reading_to_refuse(tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").touch()
    assert fetch(Source(str(tmp_path / "empty.pdf")), tmp_path / "archive").size == 0


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    error = refused(Source(str(tmp_path / "nowhere.pdf")), tmp_path / "archive")
    assert "no such file" in error.what
    assert error.where == str(tmp_path / "nowhere.pdf")


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe"):
        assert "no file" in refused(Source(str(path)), tmp_path / "archive").what


def test_a_file_that_is_too_large_is_refused(document: Path, tmp_path: Path) -> None:
    assert "larger than 3 bytes" in refused(Source(str(document)), tmp_path / "archive", Limits(largest=3)).what


def test_a_file_of_endless_size_is_refused(tmp_path: Path) -> None:
    """Files of /proc say that they are empty, and are not."""
    endless = Path("/proc/cpuinfo")
    if not endless.is_file():
        pytest.skip("this system has no /proc")
    assert "larger than 3 bytes" in refused(Source(str(endless)), tmp_path / "archive", Limits(largest=3)).what


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_may_not_be_read_is_named(document: Path, tmp_path: Path) -> None:
    document.chmod(0)
    assert "cannot be read" in refused(Source(str(document)), tmp_path / "archive").what


def test_a_file_that_is_not_what_the_register_says_is_refused(document: Path, tmp_path: Path) -> None:
    error = refused(Source(str(document), sha256="0" * 64), tmp_path / "archive")
    assert SHA256 in error.what
    assert "register" in error.remedy


def test_an_address_of_another_kind_is_refused(tmp_path: Path) -> None:
    assert "kind of address" in refused(Source("ftp://example.org/a.pdf"), tmp_path / "archive").what
