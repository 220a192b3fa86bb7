"""The consoles that a run prints on."""

from rich.console import Console

WIDTH = 100


def console(*, stderr: bool = False) -> Console:
    """A console that is never wider than a person reads, and plain where it is no terminal."""
    width = min(Console(stderr=stderr).width, WIDTH)
    terminal = Console(stderr=stderr, highlight=False)
    return Console(stderr=stderr, highlight=False, width=width if terminal.is_terminal else WIDTH)
