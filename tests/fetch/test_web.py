"""URLs: bounded, tried again where that makes sense, had anew only if they changed; all from a real server."""

import gzip
import hashlib
import json
import socket
import time
from pathlib import Path
from typing import Any

import pytest

from flows.errors import SourceError
from flows.fetch import Limits, fetch
from flows.model import Source
from tests.fetch.serving import QUICK, Answer, Site

BODY = "部门预算公开".encode() * 100
SHA256 = hashlib.sha256(BODY).hexdigest()


def sidecars(archive: Path) -> list[dict[str, Any]]:
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(archive.glob("??/*.json"))]


def documents(archive: Path) -> list[Path]:
    return [path for path in archive.glob("??/*") if path.suffix != ".json"]


def refused(location: str, archive: Path, limits: Limits = QUICK, sha256: str | None = None) -> SourceError:
    with pytest.raises(SourceError) as caught:
        fetch(Source(location, sha256=sha256), archive, limits=limits)
    assert not list(archive.glob(".*")), "something half-had was left behind"
    return caught.value


def test_a_document_lies_in_the_archive_by_its_hash_with_what_the_server_said(site: Site, tmp_path: Path) -> None:
    url = site.url(
        "/2024/a.PDF?year=2024", Answer(body=BODY, headers={"ETag": '"1"', "Content-Type": "application/pdf"})
    )
    snapshot = fetch(Source(url), tmp_path, limits=QUICK)
    assert (snapshot.sha256, snapshot.size) == (SHA256, len(BODY))
    assert snapshot.path == tmp_path / SHA256[:2] / f"{SHA256}.pdf"
    assert snapshot.path.read_bytes() == BODY
    assert snapshot.source == Source(url, url)
    (sidecar,) = sidecars(tmp_path)
    assert (sidecar["location"], sidecar["status"], sidecar["sha256"]) == (url, 200, SHA256)
    assert sidecar["headers"]["ETag"] == '"1"'
    assert sidecar["headers"]["Content-Type"] == "application/pdf"
    assert sidecar["time"].endswith("+00:00")


def test_a_title_of_the_register_is_kept(site: Site, tmp_path: Path) -> None:
    url = site.url("/a", Answer(body=BODY))
    assert fetch(Source(url, "一份公开文件"), tmp_path, limits=QUICK).source.title == "一份公开文件"


@pytest.mark.parametrize(
    ("status", "advice"), [(404, "may have moved"), (403, "browser"), (500, "later"), (204, "later")]
)
def test_an_answer_that_is_no_document_is_refused(site: Site, tmp_path: Path, status: int, advice: str) -> None:
    url = site.url("/a", Answer(status, b"" if status == 204 else b"<html>sorry</html>"))
    error = refused(url, tmp_path)
    assert f"answered {status}" in error.what
    assert error.where == url
    assert advice in error.remedy
    assert documents(tmp_path) == []


def test_a_missing_page_is_asked_for_once(site: Site, tmp_path: Path) -> None:
    refused(site.url("/a", Answer(404)), tmp_path)
    assert len(site.asked) == 1


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_busy_server_is_asked_again(site: Site, tmp_path: Path, status: int) -> None:
    url = site.url("/a", Answer(status), Answer(status), Answer(body=BODY))
    assert fetch(Source(url), tmp_path, limits=QUICK).sha256 == SHA256
    assert len(site.asked) == 3


def test_a_server_that_stays_busy_is_given_up(site: Site, tmp_path: Path) -> None:
    assert "answered 503" in refused(site.url("/a", Answer(503)), tmp_path).what
    assert len(site.asked) == 1 + QUICK.retries


def test_a_server_may_say_how_long_to_wait(site: Site, tmp_path: Path) -> None:
    url = site.url("/a", Answer(503, headers={"Retry-After": "1"}), Answer(body=BODY))
    begun = time.monotonic()
    fetch(Source(url), tmp_path, limits=QUICK)
    assert time.monotonic() - begun >= 1


def test_a_server_may_not_say_to_wait_for_ever(site: Site, tmp_path: Path) -> None:
    url = site.url("/a", Answer(503, headers={"Retry-After": "86400"}), Answer(body=BODY))
    limits = Limits(retries=1, longest_pause=1, backoff_seconds=0.01)
    begun = time.monotonic()
    assert fetch(Source(url), tmp_path, limits=limits).sha256 == SHA256
    assert time.monotonic() - begun < 10


@pytest.mark.parametrize("announced", [True, False])
def test_a_flood_is_refused(site: Site, tmp_path: Path, *, announced: bool) -> None:
    flood = bytes(QUICK.largest + 1)
    body = flood if announced else gzip.compress(flood)
    url = site.url("/a", Answer(body=body, headers={} if announced else {"Content-Encoding": "gzip"}))
    assert "larger than 100,000 bytes" in refused(url, tmp_path).what
    assert documents(tmp_path) == []


def test_a_packed_body_is_unpacked(site: Site, tmp_path: Path) -> None:
    url = site.url("/a", Answer(body=gzip.compress(BODY), headers={"Content-Encoding": "gzip"}))
    assert fetch(Source(url), tmp_path, limits=QUICK).sha256 == SHA256


def test_a_body_that_cannot_be_unpacked_is_refused(site: Site, tmp_path: Path) -> None:
    url = site.url("/a", Answer(body=BODY, headers={"Content-Encoding": "gzip"}))
    assert "unpacked" in refused(url, tmp_path).what


def test_redirects_are_followed_and_recorded(site: Site, tmp_path: Path) -> None:
    last = site.url("/c.pdf", Answer(body=BODY))
    site.url("/b", Answer(302, headers={"Location": "/c.pdf"}))
    first = site.url("/a", Answer(301, headers={"Location": "/b"}))
    fetch(Source(first), tmp_path, limits=QUICK)
    (sidecar,) = sidecars(tmp_path)
    assert sidecar["location"] == first
    assert sidecar["redirects"] == [
        {"status": 301, "location": last.replace("/c.pdf", "/b")},
        {"status": 302, "location": last},
    ]


def test_a_circle_of_redirects_is_refused(site: Site, tmp_path: Path) -> None:
    assert "for ever" in refused(site.url("/a", Answer(302, headers={"Location": "/a"})), tmp_path).what


def test_what_did_not_change_is_not_sent_again(site: Site, tmp_path: Path) -> None:
    headers = {"ETag": '"1"', "Last-Modified": "Mon, 01 Jan 2024 00:00:00 GMT"}
    url = site.url("/a", Answer(body=BODY, headers=headers), Answer(304))
    first = fetch(Source(url), tmp_path, limits=QUICK)
    assert fetch(Source(url), tmp_path, limits=QUICK) == first
    conditions = site.asked[1][1]
    assert (conditions["If-None-Match"], conditions["If-Modified-Since"]) == ('"1"', headers["Last-Modified"])
    assert "If-None-Match" not in site.asked[0][1]


def test_what_changed_is_a_new_snapshot_and_the_old_one_stays(site: Site, tmp_path: Path) -> None:
    url = site.url("/a", Answer(body=BODY, headers={"ETag": '"1"'}), Answer(body=b"new", headers={"ETag": '"2"'}))
    first, second = (fetch(Source(url), tmp_path, limits=QUICK) for _ in range(2))
    assert (first.path.read_bytes(), second.path.read_bytes()) == (BODY, b"new")
    assert len(sidecars(tmp_path)) == 2


def test_an_archive_that_was_damaged_is_mended(site: Site, tmp_path: Path) -> None:
    url = site.url("/a", Answer(body=BODY, headers={"ETag": '"1"'}))
    fetch(Source(url), tmp_path, limits=QUICK).path.write_bytes(BODY[:-1] + b"x")
    again = fetch(Source(url), tmp_path, limits=QUICK)
    assert "If-None-Match" not in site.asked[1][1]
    assert again.path.read_bytes() == BODY


def test_an_index_that_was_damaged_is_no_obstacle(site: Site, tmp_path: Path) -> None:
    url = site.url("/a", Answer(body=BODY, headers={"ETag": '"1"'}))
    fetch(Source(url), tmp_path, limits=QUICK)
    for index in (tmp_path / "index").iterdir():
        index.write_text("[", encoding="utf-8")
    assert fetch(Source(url), tmp_path, limits=QUICK).sha256 == SHA256


@pytest.mark.parametrize("broken", [Answer(body=BODY, missing=10), Answer(body=BODY, chunked=True)])
def test_a_body_that_broke_off_is_had_again(site: Site, tmp_path: Path, broken: Answer) -> None:
    assert fetch(Source(site.url("/a", broken, Answer(body=BODY))), tmp_path, limits=QUICK).sha256 == SHA256
    assert "broke off" in refused(site.url("/b", broken), tmp_path / "other").what
    assert [path for path, _ in site.asked] == ["/a"] * 2 + ["/b"] * 3
    assert documents(tmp_path / "other") == []


def test_a_server_that_says_nothing_is_given_up(site: Site, tmp_path: Path) -> None:
    error = refused(site.url("/a", Answer(body=BODY, before=2)), tmp_path)
    assert "(timeout)" in error.what
    assert "later" in error.remedy


def test_a_body_that_stalls_is_given_up(site: Site, tmp_path: Path) -> None:
    limits = Limits(read_seconds=0.3, retries=0)
    assert "(timeout)" in refused(site.url("/a", Answer(body=BODY[:3], missing=1, between=0.6)), tmp_path, limits).what


def test_a_body_that_trickles_is_given_up(site: Site, tmp_path: Path) -> None:
    limits = Limits(read_seconds=1, total_seconds=0.5, retries=0)
    begun = time.monotonic()
    assert "within 0.5 seconds" in refused(site.url("/a", Answer(body=BODY, between=0.05)), tmp_path, limits).what
    assert time.monotonic() - begun < 5


def test_a_server_that_is_not_there_is_named(tmp_path: Path) -> None:
    with socket.socket() as unheard:
        unheard.bind(("127.0.0.1", 0))
        error = refused(f"http://127.0.0.1:{unheard.getsockname()[1]}/a", tmp_path)
    assert "does not answer" in error.what


def test_a_server_without_tls_is_named(site: Site, tmp_path: Path) -> None:
    error = refused(site.url("/a", Answer(body=BODY)).replace("http://", "https://"), tmp_path)
    assert "TLS" in error.what
    assert "certificate" in error.remedy


def test_the_hash_of_the_register_is_verified(site: Site, tmp_path: Path) -> None:
    error = refused(site.url("/a", Answer(body=b"changed")), tmp_path, sha256=SHA256)
    assert SHA256 in error.what
    assert hashlib.sha256(b"changed").hexdigest() in error.what


def test_what_the_register_names_by_hash_is_had_once(site: Site, tmp_path: Path) -> None:
    url = site.url("/a", Answer(body=BODY), Answer(404))
    first = fetch(Source(url, sha256=SHA256.upper()), tmp_path, limits=QUICK)
    assert fetch(Source(url, sha256=SHA256), tmp_path, limits=QUICK).path == first.path
    assert len(site.asked) == 1


def test_the_loopback_interface_needs_no_proxy(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    assert fetch(Source(site.url("/a", Answer(body=BODY))), tmp_path, limits=QUICK).sha256 == SHA256


def test_the_web_is_had_through_the_proxy(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    for name in ("http_proxy", "HTTP_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{site.server_port}")
    site.url("http://disclosures.invalid/a", Answer(body=BODY))
    assert fetch(Source("http://disclosures.invalid/a"), tmp_path, limits=QUICK).sha256 == SHA256


def test_a_password_is_used_and_never_told(site: Site, tmp_path: Path) -> None:
    plain = site.url("/a", Answer(body=BODY))
    snapshot = fetch(Source(plain.replace("//", "//user:secret@")), tmp_path, limits=QUICK)
    assert site.asked[0][1]["Authorization"].startswith("Basic ")
    assert snapshot.source == Source(plain, plain)
    assert not [path for path in tmp_path.rglob("*.json") if "secret" in path.read_text(encoding="utf-8")]
    site.url("/b", Answer(404))
    assert "secret" not in str(refused(plain.replace("//", "//user:secret@").replace("/a", "/b"), tmp_path))


@pytest.mark.parametrize("location", ["http://[", "http://", "http://a:b:c/"])
def test_an_address_that_is_none_is_named(location: str, tmp_path: Path) -> None:
    assert refused(location, tmp_path).where == location
