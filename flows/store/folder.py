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
_OLDER_DRAFT = re.compile(
    r"\.catalog\.duckdb\.(\d{1,7})(?:\.wal)?|\.quarantine\.json\.(\d{1,7})|\.(\d{1,7})\.[0-9a-f]{16}\.part"
    r"|\d{6}-\d{4}-(?:budget|final)/\.\d+\.\d+\.\d+\.(\d{1,7})"
)
"""What versions before workspaces called what they had not finished; the number is that of their process."""
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
        """Write a file whole, unless there is one of that name already; of two who write at once the first counts."""
        path = self.path(name)
        if path.is_file():
            return path
        with self.workspace() as workspace, suppress(FileExistsError):
            draft = workspace / "content"
            draft.write_bytes(content)
            _flush(draft)
            path.parent.mkdir(parents=True, exist_ok=True)
            _link_or_copy(draft, path)
            _flush(path.parent)
        return path

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
        """Remove the workspaces of dead processes, and the drafts of older versions, here and in packages."""
        for leftover in [*self.root.glob(".*"), *self.root.glob("*-*-*/.*")]:
            with suppress(OSError):  # it lives, or another process was faster
                name = leftover.relative_to(self.root).as_posix()
                if _WORKSPACE.fullmatch(name):
                    _remove_if_dead(leftover)
                elif draft := _OLDER_DRAFT.fullmatch(name):
                    _remove_older_draft(leftover, int(draft[draft.lastindex or 0]))


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


def _remove_older_draft(draft: Path, process: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(process, 0)
        return
    if draft.is_dir():
        shutil.rmtree(draft)
    else:
        draft.unlink()


@contextmanager
def _flocked(folder: Path, operation: int) -> Iterator[None]:
    """Lock a folder. Raises BlockingIOError where that was asked not to wait."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, operation)
        yield
    finally:
        os.close(descriptor)


def _link_or_copy(draft: Path, path: Path) -> None:
    """Give a file a name that nothing has yet. Raises FileExistsError."""
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        with path.open("xb") as file:
            file.write(draft.read_bytes())


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
