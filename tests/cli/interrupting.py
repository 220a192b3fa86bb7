"""Processes of `gongkai` to be interrupted: each has a group of its own, as a terminal gives it."""

import os
import secrets
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.places import ROOT

MESSAGE = "gongkai: interrupted; nothing is half written\n"
needs_proc = pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="what is left is looked up in /proc")
LONGEST = 60
"""Seconds after which a test gives up."""
SOON = 20
"""Seconds within which a command must end, on a machine that does other things too."""


@dataclass
class Started:
    """A command at work: what it has said on standard error, and the mark that all its processes inherit."""

    process: subprocess.Popen[str]
    mark: str
    temporary: Path
    messages: list[str] = field(default_factory=list)

    def wait_for(self, message: str) -> None:
        """Wait until a line of standard error begins with this."""
        _wait(lambda: any(line.startswith(message) for line in self.messages), LONGEST)

    def wait_for_work(self, seconds: float) -> None:
        """Wait until it has had the processor for so long: Python itself takes a twentieth of a second to be there."""
        _wait(lambda: _processor_seconds(self.process.pid) >= seconds, LONGEST)

    def processes(self) -> list[int]:
        """What is at work of it and of all that it started."""
        paths = (path for path in Path("/proc").iterdir() if path.name.isdigit())
        return [int(path.name) for path in paths if self.mark.encode() in _read(path / "environ")]


@contextmanager
def started(*arguments: str | Path, temporary: Path, environment: Mapping[str, str] = os.environ) -> Iterator[Started]:
    """Start a command; whatever happens, it and everything that it started are ended."""
    mark = secrets.token_hex(8)
    own = {"PYTHONPATH": str(ROOT), "TMPDIR": str(temporary), "GONGKAI_TEST_MARK": mark}
    command = [sys.executable, "-m", "flows.cli", *map(str, arguments)]
    process = subprocess.Popen(
        command, env={**environment, **own}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        start_new_session=True,
    )  # fmt: skip
    running = Started(process, mark, temporary)
    assert process.stderr is not None
    reader = threading.Thread(target=running.messages.extend, args=(process.stderr,))
    reader.start()
    try:
        yield running
    finally:
        for pid in running.processes():
            os.kill(pid, signal.SIGKILL)
        process.wait(LONGEST)
        reader.join(LONGEST)
        process.stderr.close()


def assert_interrupted(running: Started) -> None:
    """Ctrl-C, which the terminal sends to the whole group, ends it: soon, with one line, and nothing is left."""
    os.killpg(running.process.pid, signal.SIGINT)
    assert running.process.wait(SOON) == 130, running.messages
    _wait(lambda: not running.processes(), SOON)
    _wait(lambda: MESSAGE in running.messages, SOON)
    assert running.messages[-1] == MESSAGE, running.messages
    assert not [line for line in running.messages if "Traceback" in line or "leaked" in line]
    assert list(running.temporary.iterdir()) == []


def _wait(reached: Callable[[], bool], seconds: float) -> None:
    end = time.monotonic() + seconds
    while not reached():
        assert time.monotonic() < end, "it takes too long"
        time.sleep(0.01)


def _processor_seconds(pid: int) -> float:
    user, system = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:  # it has ended, or is another user's
        return b""
