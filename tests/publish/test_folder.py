"""Written whole or not at all: a death at any step leaves the last good version, and the next run finishes."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from flows.publish.folder import locked, staged
from tests.publish.layouts import publish_layouts

DIE = """
import os, pathlib, sys
from tests.publish.layouts import COUNTY, another, publish_layouts, tables_of
from flows.publish import publish
steps = int(sys.argv[2])
def step(event, arguments):
    global steps
    if event in ("open", "os.mkdir", "os.rename") and sys.argv[1] in str(arguments[0]):
        steps -= 1
        if steps == 0:
            os._exit(9)
folder = pathlib.Path(sys.argv[1])
tables = tables_of(another(folder))
sys.addaudithook(step)
publish(*tables, folder)
"""


def published(folder: Path) -> set[str]:
    return {path.parent.name for path in folder.glob("*/*/datapackage.json") if not path.parent.name.startswith(".")}


@pytest.mark.parametrize("steps", [1, 2, 5, 20, 45, 60])
def test_a_death_while_writing_leaves_the_last_version_and_the_next_run_finishes(tmp_path: Path, steps: int) -> None:
    publish_layouts(tmp_path, "county")
    done = subprocess.run([sys.executable, "-c", DIE, str(tmp_path), str(steps)], timeout=60, check=False)
    assert done.returncode in (0, 9)
    assert published(tmp_path) == ({"1.0.0"} if done.returncode else {"1.0.0", "1.1.0"})
    again = subprocess.run([sys.executable, "-c", DIE, str(tmp_path), "0"], timeout=60, check=False)
    assert again.returncode == 0
    assert published(tmp_path) == {"1.0.0", "1.1.0"}
    assert not list(tmp_path.glob("*/.*"))


def test_an_error_while_writing_leaves_nothing(tmp_path: Path) -> None:
    def fail() -> None:
        with staged(tmp_path, "1.0.0") as stage:
            (stage / "half").write_text("half", encoding="utf-8")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert list(tmp_path.iterdir()) == []


HOLD = """
import pathlib, sys, time
from flows.publish.folder import locked
with locked(pathlib.Path(sys.argv[1])):
    print('held', flush=True)
    time.sleep(60)
"""


def test_two_processes_write_one_after_the_other_and_a_dead_one_lets_go(tmp_path: Path) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        waiter = subprocess.Popen(
            [sys.executable, "-c", HOLD.replace("time.sleep(60)", ""), str(tmp_path)], stdout=subprocess.PIPE, text=True
        )
        time.sleep(0.5)
        assert waiter.poll() is None
        os.kill(holder.pid, signal.SIGKILL)
        told, _ = waiter.communicate(timeout=30)
        assert told == "held\n"
    finally:
        holder.kill()
        holder.communicate()
    with locked(tmp_path):
        pass
