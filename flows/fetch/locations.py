"""What a person names — files, folders, URLs — as the sources that it means."""

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

from flows.errors import SourceError
from flows.model import Source

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*)://", re.IGNORECASE)
_CREDENTIALS = re.compile(r"^([a-z][a-z0-9+.-]*://)[^/?#]*@", re.IGNORECASE)
_SUFFIX = re.compile(r"\.[a-z0-9]{1,5}")


def expand(locations: Sequence[str]) -> tuple[Source, ...]:
    """The sources of these files, folders and URLs, each once, in the order given; a folder's in the order of names.

    Files that are hidden, and the lock files that office programs leave (`~$…`), are no sources. Raises
    SourceError for what is not there.
    """
    sources = (source for location in locations for source in _sources(location))
    return tuple({source.location: source for source in sources}.values())


def is_url(location: str) -> bool:
    """Whether this is to be had from the web.

    >>> is_url("https://example.org/预算.pdf"), is_url("disclosures/budget.pdf")
    (True, False)
    """
    return scheme(location) in {"http", "https"}


def scheme(location: str) -> str | None:
    """What stands before `://`, None for a path."""
    match = _SCHEME.match(location)
    return match[1].lower() if match else None


def without_credentials(location: str) -> str:
    """The location as others may see it.

    >>> without_credentials("https://user:secret@example.org:8080/a.pdf?year=2024")
    'https://example.org:8080/a.pdf?year=2024'
    """
    return _CREDENTIALS.sub(r"\1", location)


def refuse_malformed(location: str) -> None:
    """Raise SourceError for a URL that is none."""
    try:
        urlsplit(without_credentials(location))
    except ValueError as error:
        where = without_credentials(location)
        raise SourceError(f"this is no address ({error})", where, "Give an http(s) URL") from error


def suffix(location: str) -> str:
    """The suffix by which programs know the format, none if it does not look like one.

    >>> suffix("https://example.org/a.PDF?year=2024"), suffix("https://example.org/show"), suffix("第1.部分文件")
    ('.pdf', '', '')
    """
    path = urlsplit(location).path if is_url(location) else location
    ending = Path(path).suffix.lower()
    return ending if _SUFFIX.fullmatch(ending) else ""


def _sources(location: str) -> Iterator[Source]:
    where = without_credentials(location)
    if is_url(location):
        refuse_malformed(location)
        yield Source(location, where)
        return
    if scheme(location) is not None:
        raise SourceError("this kind of address cannot be fetched", where, "Give a path, or an http(s) URL")
    path = Path(location)
    if path.is_dir():
        yield from _within(path)
    elif path.exists():
        yield Source(str(path), path.name)
    else:
        raise SourceError("there is no such file or folder", location, "Look at its spelling, and where you stand")


def _within(folder: Path) -> Iterator[Source]:
    sources = [Source(str(path), path.name) for path in _files(folder)]
    if not sources:
        raise SourceError("this folder holds no file", str(folder), "Put disclosures in it, or give another folder")
    yield from sources


def _files(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder, onerror=_refuse):
        folders[:] = sorted(name for name in folders if not _ignored(name))
        yield from (Path(place, name) for name in sorted(names) if not _ignored(name))


def _ignored(name: str) -> bool:
    return name.startswith((".", "~$"))


def _refuse(error: OSError) -> NoReturn:
    raise SourceError(
        f"this folder cannot be read: {error.strerror}", str(error.filename), "Look at its permissions"
    ) from error
