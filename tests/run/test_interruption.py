"""Ctrl-C, as a terminal sends it: one line, exit status 130, soon, and no process and no temporary file is left."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from flows.store.folder import Folder
from tests.cli.interrupting import assert_interrupted, needs_proc, started
from tests.places import LAYOUTS, ROOT

BUNDLED = ROOT / "datapackages" / "registry" / "disclosures"
"""They take longer to read and to judge than the layouts."""

pytestmark = needs_proc


@pytest.fixture
def temporary(tmp_path: Path) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    return folder


@pytest.mark.parametrize(
    ("message", "seconds"),
    [
        pytest.param(None, 0.1, id="at start"),
        pytest.param(None, 0.4, id="while modules load"),
        pytest.param("fetching", 0, id="while workers start"),
        pytest.param("fetching", 0.8, id="while workers read"),
        pytest.param("reading", 0.3, id="while rules are judged"),
    ],
)
def test_publishing_ends_at_any_moment(message: str | None, seconds: float, temporary: Path, tmp_path: Path) -> None:
    output = tmp_path / "output"
    with started("publish", LAYOUTS, BUNDLED, "--output", output, temporary=temporary) as running:
        if message:
            running.wait_for(message)
            time.sleep(seconds)
        else:
            running.wait_for_work(seconds)
        assert_interrupted(running)
    for folder in (output, output / "archive"):
        Folder(folder).remove_leftovers()
    assert [path for path in output.rglob(".*") if path.is_dir()] == []


def test_starting_prefect_ends_with_its_server(temporary: Path, tmp_path: Path) -> None:
    with started("publish", "--flow", LAYOUTS, "--output", tmp_path / "output", temporary=temporary) as running:
        running.wait_for("gongkai: starting Prefect")
        time.sleep(1)
        assert len(running.processes()) > 1
        assert_interrupted(running)


UNDISTURBED = """
import os, signal, threading, time
from flows.run.interruption import end_on_interrupt, undisturbed
end_on_interrupt()
threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
with undisturbed():
    os.kill(os.getpid(), signal.SIGINT)
    time.sleep(0.1)
    print("done", flush=True)
print("more", flush=True)
"""


def test_what_is_undisturbed_is_done_before_ctrl_c() -> None:
    """Even where there is another thread, which the system gives the signal to."""
    done = subprocess.run([sys.executable, "-c", UNDISTURBED], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (
        130,
        "done\n",
        "gongkai: interrupted; nothing is half written\n",
    )
