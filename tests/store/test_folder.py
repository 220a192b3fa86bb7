"""A folder as a store: whole or not at all, one writer at a time, and nothing left behind by the dead."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from flows.publish import publish
from flows.store.folder import Folder, write_whole
from tests.forks import forked
from tests.publish.layouts import another, publish_layouts, tables_of

MOMENTS: tuple[int | str, ...] = (1, 2, 5, 20, 45, 60, 150, "placing", "placed")
"""When a process dies: at so many files and folders opened, made or renamed; as the version gets its name; after it."""


def published(folder: Path) -> set[str]:
    return {path.parent.name for path in folder.glob("[!.]*/[!.]*/datapackage.json")}


def hidden(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob(".*"))


def publish_and_die(folder: str, moment: int | str) -> None:
    """Publish a second disclosure, and die on the way."""
    tables = tables_of(another(Path(folder)))
    steps, placed = 0, ""

    def step(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal steps, placed
        if event in ("open", "os.mkdir", "os.rename") and folder in str(arguments[0]):
            steps += 1
            placing = event == "os.rename" and str(arguments[1]).endswith("/1.1.0")
            if moment in (steps, "placing" if placing else placed):
                os._exit(9)
            placed = "placed" if placing else placed

    sys.addaudithook(step)
    publish(*tables, Path(folder))


@pytest.fixture(scope="module")
def deaths(tmp_path_factory: pytest.TempPathFactory) -> dict[int | str, Path]:
    """By the moment at which a process died: the folder in which it published."""
    first = tmp_path_factory.mktemp("first")
    publish_layouts(first, "county")
    folders = {moment: tmp_path_factory.mktemp("death") / "output" for moment in MOMENTS}
    for folder in folders.values():
        shutil.copytree(first, folder)
    assert set(forked(publish_and_die, [(folder, moment) for moment, folder in folders.items()])) == {9}
    return folders


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_death_while_writing_leaves_the_last_version_and_the_next_run_finishes(
    deaths: dict[int | str, Path], moment: int | str
) -> None:
    folder = deaths[moment]
    assert published(folder) == ({"1.0.0", "1.1.0"} if moment == "placed" else {"1.0.0"})
    publish(*tables_of(another(folder)), folder)
    assert published(folder) == {"1.0.0", "1.1.0"}
    Folder(folder).remove_leftovers()
    assert hidden(folder) == []


def test_an_error_while_writing_leaves_nothing(tmp_path: Path) -> None:
    def fail() -> None:
        with Folder(tmp_path).workspace() as workspace:
            (workspace / "half").write_text("half", encoding="utf-8")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_replaced_and_one_that_is_there_can_be_kept(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "output")
    assert folder.replace("a/b.json", b"1").read_bytes() == b"1"
    assert folder.replace("a/b.json", b"2") == tmp_path / "output" / "a" / "b.json"
    folder.write_if_absent("a/b.json", b"3")
    assert folder.read("a/b.json") == b"2"
    assert folder.folders() == ("a",)
    assert folder.folders("nowhere") == ()
    assert hidden(tmp_path) == []


def test_a_folder_that_has_a_name_is_not_overwritten(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    for content in ("first", "second"):
        with folder.workspace() as workspace:
            draft = workspace / "1.0.0"
            draft.mkdir()
            (draft / "file").write_text(content, encoding="utf-8")
            if content == "first":
                folder.place(draft, "package/1.0.0")
                continue
            with pytest.raises(OSError, match=r"[Nn]ot empty"):
                folder.place(draft, "package/1.0.0")
    assert folder.read("package/1.0.0/file") == b"first"
    assert hidden(tmp_path) == []


HOLD = """
import contextlib, pathlib, sys, time
from flows.store.folder import Folder
folder = Folder(pathlib.Path(sys.argv[1]))
with getattr(folder, sys.argv[2])() as workspace:
    if workspace is not None:
        (workspace / "half").touch()
    print('held', flush=True)
    time.sleep(float(sys.argv[3]))
"""


def holding(folder: Path, what: str, seconds: float = 60) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", HOLD, str(folder), what, str(seconds)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_two_processes_write_one_after_the_other_and_a_dead_one_lets_go(tmp_path: Path) -> None:
    holder = holding(tmp_path, "locked")
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        waiter = holding(tmp_path, "locked", 0)
        time.sleep(0.5)
        assert waiter.poll() is None
        os.kill(holder.pid, signal.SIGKILL)
        printed, _ = waiter.communicate(timeout=30)
        assert printed == "held\n"
    finally:
        holder.kill()
        holder.communicate()
    with Folder(tmp_path).locked():
        pass


def test_the_workspace_of_a_living_process_stays_and_that_of_a_dead_one_goes(tmp_path: Path) -> None:
    (tmp_path / ".DS_Store").touch()
    (tmp_path / ".git").mkdir()
    holder = holding(tmp_path, "workspace")
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        Folder(tmp_path).remove_leftovers()
        assert len(hidden(tmp_path)) == 3
    finally:
        holder.kill()
        holder.communicate()
    Folder(tmp_path).remove_leftovers()
    assert hidden(tmp_path) == [".DS_Store", ".git"]


def test_a_workspace_that_never_got_its_lock_goes_after_an_hour(tmp_path: Path) -> None:
    young, old = tmp_path / f".{'a' * 16}.new", tmp_path / f".{'b' * 16}.new"
    young.mkdir()
    old.mkdir()
    os.utime(old, (time.time() - 4000,) * 2)
    Folder(tmp_path).remove_leftovers()
    assert hidden(tmp_path) == [young.name]


def test_drafts_of_older_versions_go_with_their_process_and_nothing_else_does(tmp_path: Path) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    package = tmp_path / "350200-2024-budget"
    for pid in (dead.pid, os.getpid()):
        (package / f".1.0.0.{pid}" / "data").mkdir(parents=True)
        for name in (f"catalog.duckdb.{pid}", f"catalog.duckdb.{pid}.wal", f"quarantine.json.{pid}"):
            (tmp_path / f".{name}").touch()
        (tmp_path / f".{pid}.{'a' * 16}.part").touch()
    others = {f".catalog.duckdb.{dead.pid}.bak", f".notes.json.{dead.pid}", f".1.0.0.{dead.pid}", f".{dead.pid}"}
    for name in others:
        (tmp_path / name).touch()
    before = set(hidden(tmp_path))
    Folder(tmp_path).remove_leftovers()
    left = set(hidden(tmp_path))
    assert others <= left
    assert len(before - left) == 4
    assert all(str(dead.pid) in name for name in before - left)
    assert not (package / f".1.0.0.{dead.pid}").exists()


def test_of_two_who_write_what_is_absent_the_first_counts(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    begun = threading.Barrier(8)

    def write(content: bytes) -> bytes:
        begun.wait()
        folder.write_if_absent("a/b.json", content)
        return folder.read("a/b.json")

    for _ in range(20):
        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(write, (str(number).encode() for number in range(8))))
        assert len(set(found)) == 1
        folder.path("a/b.json").unlink()
    assert hidden(tmp_path) == []


def test_a_file_of_any_folder_is_written_whole(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(b"before")
    write_whole(b"after", tmp_path / "page.html")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"after"]
