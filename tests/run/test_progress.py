import io

from rich.console import Console

from flows.run.progress import BarReporter, LineReporter, progress_on


def _told(*, terminal: bool) -> tuple[type, str]:
    console = Console(file=io.StringIO(), force_terminal=terminal, width=100, color_system=None)
    with progress_on(console) as progress:
        progress.begin("reading", 3)
        progress.advance(2)
        progress.advance()
        progress.begin("checking", 4)
        progress.advance()
    assert isinstance(console.file, io.StringIO)
    return type(progress), console.file.getvalue()


def test_a_pipe_gets_one_line_a_stage() -> None:
    assert _told(terminal=False) == (LineReporter, "reading 3 of 3\nchecking 1 of 4\n")


def test_a_terminal_gets_bars() -> None:
    kind, told = _told(terminal=True)
    assert kind is BarReporter
    assert "━" in told
    assert "reading" in told
    assert "3/3" in told
    assert "1/4" in told
