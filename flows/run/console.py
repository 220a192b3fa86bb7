"""The consoles that a run prints on."""

import os
import sys

from rich.console import Console

WIDTH = 100


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Let the command decide what a closed pipe of results means; messages and progress may go unread.

        Rich would end the process, with a status of its own.
        """
        if not self.stderr:
            raise BrokenPipeError
        self.quiet = True
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())


def console(*, stderr: bool = False) -> Console:
    """A console that is never wider than a person reads, and plain where it is no terminal."""
    width = min(Console(stderr=stderr).width, WIDTH)
    terminal = Console(stderr=stderr, highlight=False)
    return _Console(stderr=stderr, highlight=False, width=width if terminal.is_terminal else WIDTH)
