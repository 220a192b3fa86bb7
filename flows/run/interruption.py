"""Ctrl-C ends a command where it stands: what has a name is whole, and the next run removes what has none."""

import atexit
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

INTERRUPTED = 130
"""The exit status of what was ended by Ctrl-C."""
LONGEST_CLEANING = 10
"""Seconds after which what is cleaned up at the end is left to the next run."""

_MESSAGE = b"gongkai: interrupted; nothing is half written\n"
_SHOW_CURSOR = b"\x1b[?25h\n"


def end_on_interrupt() -> None:
    """From now on Ctrl-C ends this process, in the middle of whatever it is at.

    Nothing is raised: what is written in C loses exceptions, or makes errors of them, and a run would go on.
    """
    signal.signal(signal.SIGINT, _end)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Ctrl-C waits until this is done, and processes that are started here never hear of it: we end them."""
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)


def _end(*_: object) -> None:
    """Do what is done at the end of any process, say why it ends, and end it."""
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    if signal.SIGINT in blocked:  # undisturbed, and yet called, as the system gave the signal to another thread
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
        return
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, _exit)
    signal.alarm(LONGEST_CLEANING)
    atexit._run_exitfuncs()  # noqa: SLF001 - ends processes and removes temporary folders, whoever made them
    _exit()


def _exit(*_: object) -> NoReturn:
    os.write(2, (_SHOW_CURSOR if os.isatty(2) else b"") + _MESSAGE)
    os._exit(INTERRUPTED)
