"""A Prefect server for one run: on the loopback interface, and ended with the run."""

import atexit
import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http import HTTPStatus

from flows.errors import InternalError
from flows.run.interruption import undisturbed

SETTINGS = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_SERVER_LOGGING_LEVEL": "ERROR",
    "PREFECT_UI_ENABLED": "false",
    "NO_PROXY": "127.0.0.1,localhost",
}
"""What Prefect and its server read when they are loaded, unless the environment says otherwise."""
LONGEST_START = 120
"""Seconds after which a server that does not answer is given up; the first start makes a database."""
LONGEST_STOP = 10
"""Seconds in which a server may write down what it was told last."""


@dataclass(frozen=True, slots=True)
class PrefectServer:
    """A server that was started, and may not answer yet."""

    process: subprocess.Popen[bytes]
    port: int

    @property
    def api_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/api"

    def wait_until_it_answers(self) -> None:
        """Raises InternalError if it ends before, or takes too long."""
        deadline = time.monotonic() + LONGEST_START
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                what = f"Prefect's server could not be started (exit status {self.process.poll()})"
                raise InternalError(what, self.api_url, "Look at PREFECT_HOME, or publish without --flow")
            time.sleep(0.1)

    def _answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/api/health")
            return connection.getresponse().status == HTTPStatus.OK
        except OSError:
            return False
        finally:
            connection.close()


@contextmanager
def prefect_server() -> Iterator[PrefectServer]:
    """Start a server, whose records lie where PREFECT_HOME says, and end it in the end."""
    port = _free_port()
    with undisturbed():
        process = subprocess.Popen(  # noqa: S603 - our own Python
            _command(port), stdout=subprocess.DEVNULL, env={**SETTINGS, **os.environ}
        )
        atexit.register(process.kill)
    try:
        yield PrefectServer(process, port)
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(LONGEST_STOP)
        process.kill()
        process.wait()
        atexit.unregister(process.kill)


def _command(port: int) -> list[str]:
    return [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])
