"""The consoles that a run prints on."""

from rich.console import Console

WIDTH = 100


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Let the command decide what a closed pipe means: rich would end the process, with a status of its own."""
        raise BrokenPipeError


def console(*, stderr: bool = False) -> Console:
    """A console that is never wider than a person reads, and plain where it is no terminal."""
    width = min(Console(stderr=stderr).width, WIDTH)
    terminal = Console(stderr=stderr, highlight=False)
    return _Console(stderr=stderr, highlight=False, width=width if terminal.is_terminal else WIDTH)
