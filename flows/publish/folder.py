"""A folder that appears whole or not at all, and that one process alone writes to."""

import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_STAGE = re.compile(r"\.\d+\.\d+\.\d+\.\d+")
"""A version and the process that writes it. Other hidden files are not ours to remove."""


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder of a package; another process that wants it waits. The system frees it when we die."""
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def staged(folder: Path, name: str) -> Iterator[Path]:
    """A hidden folder to write in, which gets its name when all is on disk. To be held under the lock.

    What an earlier process left when it died is removed: the lock says that it is dead.
    """
    for stale in folder.iterdir():
        if _STAGE.fullmatch(stale.name):
            shutil.rmtree(stale)
    stage = folder / f".{name}.{os.getpid()}"
    stage.mkdir()
    try:
        yield stage
        for path in (*sorted(stage.rglob("*")), stage):
            _flush(path)
        stage.rename(folder / name)
        _flush(folder)
        _flush(folder.parent)
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
