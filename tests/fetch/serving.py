"""A real HTTP server on the loopback interface, that answers each path by a list of answers, one after another."""

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from flows.fetch import Limits

QUICK = Limits(connect_seconds=2, read_seconds=0.5, total_seconds=5, largest=100_000, retries=2, backoff_seconds=0.01)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server says. `missing` bytes of the body that it promises never come."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    missing: int = 0
    chunked: bool = False
    before: float = 0
    between: float = 0


class Site(ThreadingHTTPServer):
    """The server: `answers` by path, the last of which is given for ever; `asked` is what came in."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: dict[str, list[Answer]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []

    def url(self, path: str, *answers: Answer) -> str:
        """The URL of a path that gives these answers."""
        self.answers[path] = list(answers)
        return f"http://127.0.0.1:{self.server_port}{path}"

    def answer(self, path: str) -> Answer:
        waiting = self.answers[path]
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is what some tests are about."""


class Handler(BaseHTTPRequestHandler):
    """Gives the next answer of the path asked for."""

    protocol_version = "HTTP/1.1"
    server: Site

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))
        answer = self.server.answer(self.path)
        time.sleep(answer.before)
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.chunked:
            self.send_header("Transfer-Encoding", "chunked")
        else:
            self.send_header("Content-Length", str(len(answer.body) + answer.missing))
        self.end_headers()
        self._send(answer)
        self.close_connection = bool(answer.missing or answer.chunked)

    def _send(self, answer: Answer) -> None:
        """A chunked body is broken off before the chunk that would end it."""
        if answer.chunked:
            self.wfile.write(f"{len(answer.body):x}\r\n".encode() + answer.body + b"\r\n")
            return
        step = 1 if answer.between else len(answer.body) or 1
        for start in range(0, len(answer.body), step):
            self.wfile.write(answer.body[start : start + step])
            time.sleep(answer.between)

    def log_message(self, format: str, *arguments: Any) -> None:  # noqa: A002 - the name of the base class
        """Tests are quiet."""


@contextmanager
def served() -> Iterator[Site]:
    """A site, for the time of one test."""
    with Site() as site:
        thread = threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield site
        finally:
            site.shutdown()
            thread.join(timeout=10)
