"""A URL → the archive: bounded, tried again where that makes sense, and only if it changed."""

import time
from collections.abc import Iterator, Mapping
from ipaddress import ip_address
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import requests
import urllib3
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError
from urllib3.util.retry import Retry

from flows.fetch.faults import source_error, too_large, too_slow, unexpected_status
from flows.fetch.limits import Limits
from flows.fetch.locations import suffix, without_credentials
from flows.model import Source
from flows.store.archive import (
    Provenance,
    Redirect,
    Stored,
    find,
    keep_response,
    last_response,
    now,
    store_bytes,
    write_sidecar,
)

KEPT = (
    "Content-Type",
    "Content-Length",
    "Content-Encoding",
    "Content-Disposition",
    "ETag",
    "Last-Modified",
    "Date",
    "Server",
)
"""The headers that provenance keeps."""
PASSING = (429, 500, 502, 503, 504)
"""What a server answers when it is busy or being mended."""

_CHUNK = 256 * 1024
_HEADERS = {"User-Agent": "Mozilla/5.0 (compatible; gongkai)", "Accept": "*/*", "Accept-Encoding": "identity"}


def download(source: Source, archive: Path, limits: Limits) -> Stored:
    """Have what a URL gives in the archive. Bytes that the register names by hash, and that are there, are enough."""
    if source.sha256 and (stored := find(archive, source.sha256.lower(), suffix(source.location))):
        return stored
    with _session(source.location, limits) as session:
        return _persistently(session, source.location, archive, limits)


def _persistently(session: requests.Session, location: str, archive: Path, limits: Limits) -> Stored:
    """Try again when a body breaks off; connections and answers are tried again by the session itself."""
    deadline = time.monotonic() + limits.total_seconds
    for attempt in range(limits.retries + 1):
        try:
            return _download(session, location, archive, limits, deadline)
        except HTTPError as error:
            if attempt == limits.retries:
                raise source_error(error, without_credentials(location)) from None
            time.sleep(min(limits.backoff_seconds * 2**attempt, limits.longest_pause))
        except requests.RequestException as error:
            raise source_error(error, without_credentials(location)) from None  # it may quote credentials
    raise AssertionError("the last attempt returns or raises")


def _download(session: requests.Session, location: str, archive: Path, limits: Limits, deadline: float) -> Stored:
    known = last_response(archive, without_credentials(location))
    headers = _HEADERS | (_conditions(known[1]) if known else {})
    timeout = (limits.connect_seconds, limits.read_seconds)
    with session.get(location, headers=headers, timeout=timeout, stream=True) as response:
        if known and response.status_code == requests.codes.not_modified:
            return known[0]
        if response.status_code != requests.codes.ok:
            raise unexpected_status(response.status_code, response.reason, without_credentials(location))
        stored = store_bytes(_body(response, limits, deadline), archive, suffix(location))
        provenance = _provenance(response, location)
    write_sidecar(archive, stored, provenance)
    keep_response(archive, stored, provenance)
    return stored


def _session(location: str, limits: Limits) -> requests.Session:
    """A session that waits and tries again; what this machine serves itself is had without a proxy."""
    session = requests.Session()
    session.trust_env = not _is_loopback(location)
    retry = Retry(
        total=limits.retries,
        other=0,
        allowed_methods={"GET"},
        status_forcelist=PASSING,
        backoff_factor=limits.backoff_seconds,
        backoff_max=limits.longest_pause,
        retry_after_max=limits.longest_pause,
        raise_on_status=False,
    )
    for prefix in ("http://", "https://"):
        session.mount(prefix, HTTPAdapter(max_retries=retry))
    return session


def _is_loopback(location: str) -> bool:
    host = urlsplit(location).hostname or ""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _conditions(headers: Mapping[str, str]) -> dict[str, str]:
    """Ask for what changed since."""
    pairs = (("If-None-Match", headers.get("ETag")), ("If-Modified-Since", headers.get("Last-Modified")))
    return {name: value for name, value in pairs if value}


def _body(response: requests.Response, limits: Limits, deadline: float) -> Iterator[bytes]:
    """The body as it comes in, piece by piece, so that neither a flood nor a trickle goes on for ever."""
    raw: urllib3.BaseHTTPResponse = response.raw
    size = 0
    while chunk := raw.read1(_CHUNK, decode_content=True):
        size += len(chunk)
        if size > limits.largest:
            raise too_large(without_credentials(response.url), limits)
        if time.monotonic() > deadline:
            raise too_slow(without_credentials(response.url), limits)
        yield chunk


def _provenance(response: requests.Response, location: str) -> Provenance:
    kept = {name: response.headers[name] for name in KEPT if name in response.headers}
    steps = [*response.history, response]
    redirects = tuple(Redirect(before.status_code, without_credentials(after.url)) for before, after in pairwise(steps))
    return Provenance(without_credentials(location), now(), response.status_code, kept, redirects)
