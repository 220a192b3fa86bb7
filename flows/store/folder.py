"""A folder as a store: what it holds is listed and read by name, and appears or is replaced whole.

Whatever is written is written in a workspace, a hidden folder beside the things that have names, and is moved to its
name when all of it is on disk. A workspace is locked as long as its process lives; what a dead one left is removed by
the next run.
"""

import fcntl
import os
import re
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

_LOCKED, _UNLOCKED = ".part", ".new"
_WORKSPACE = re.compile(r"\.[0-9a-f]{16}\.(?:part|new)")
_UNLOCKED_SECONDS = 3600
"""How long a workspace may be without its lock: it gets one at once, or its process died in that moment."""


@dataclass(frozen=True, slots=True)
class Folder:
    """What lies below `root`, by names such as `350200-2024-budget/1.0.0`."""

    root: Path

    def path(self, name: str) -> Path:
        """Where something lies, or would lie."""
        return self.root / name

    def folders(self, name: str = "") -> tuple[str, ...]:
        """The names of the folders in a folder, sorted; none where it is not there. What is hidden is not ours."""
        place = self.path(name)
        if not place.is_dir():
            return ()
        return tuple(sorted(each.name for each in place.iterdir() if each.is_dir() and not each.name.startswith(".")))

    def read(self, name: str) -> bytes:
        """The bytes of a file. Raises FileNotFoundError."""
        return self.path(name).read_bytes()

    def replace(self, name: str, content: bytes) -> Path:
        """Write a file whole, in place of the one that is there."""
        with self.workspace() as workspace:
            draft = workspace / "content"
            draft.write_bytes(content)
            return self.place(draft, name)

    def write_if_absent(self, name: str, content: bytes) -> Path:
        """Write a file whole, unless there is one of that name already."""
        return self.path(name) if self.path(name).is_file() else self.replace(name, content)

    @contextmanager
    def workspace(self) -> Iterator[Path]:
        """An empty folder to write in, beside what has a name; it is gone afterwards with all that was not placed."""
        self.root.mkdir(parents=True, exist_ok=True)
        unlocked = self.root / f".{secrets.token_hex(8)}{_UNLOCKED}"
        unlocked.mkdir()
        with _flocked(unlocked, fcntl.LOCK_EX):
            workspace = unlocked.rename(unlocked.with_suffix(_LOCKED))
            try:
                yield workspace
            finally:
                shutil.rmtree(workspace, ignore_errors=True)

    def place(self, draft: Path, name: str) -> Path:
        """Move a file or a folder out of a workspace to its name, once all of it is on disk.

        A file takes the place of the one that is there. Raises OSError where a folder is there already.
        """
        path = self.path(name)
        for part in sorted(draft.rglob("*")) if draft.is_dir() else ():
            _flush(part)
        _flush(draft)
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.replace(path)
        _flush(path.parent)
        if path.parent != self.root:
            _flush(path.parent.parent)
        return path

    @contextmanager
    def locked(self, name: str = "") -> Iterator[None]:
        """Hold a folder; another process that wants it waits. The system frees it when we die."""
        place = self.path(name)
        place.mkdir(parents=True, exist_ok=True)
        with _flocked(place, fcntl.LOCK_EX):
            yield

    def remove_leftovers(self) -> None:
        """Remove the workspaces of dead processes."""
        if self.root.is_dir():
            for workspace in [each for each in self.root.iterdir() if _WORKSPACE.fullmatch(each.name)]:
                with suppress(OSError):  # it lives, or another process was faster
                    _remove_if_dead(workspace)


def write_whole(content: bytes, output: Path) -> None:
    """Write the whole file or nothing of it."""
    folder = Folder(output.parent)
    folder.remove_leftovers()
    folder.replace(output.name, content)


def _remove_if_dead(workspace: Path) -> None:
    if workspace.suffix == _UNLOCKED and time.time() - workspace.stat().st_mtime < _UNLOCKED_SECONDS:
        return
    with _flocked(workspace, fcntl.LOCK_EX | fcntl.LOCK_NB):
        shutil.rmtree(workspace)


@contextmanager
def _flocked(folder: Path, operation: int) -> Iterator[None]:
    """Lock a folder. Raises BlockingIOError where that was asked not to wait."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, operation)
        yield
    finally:
        os.close(descriptor)


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
