"""How far the work is: bars on a terminal, one plain line for each finished stage elsewhere."""

from types import TracebackType
from typing import Protocol, Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn


class Reporter(Protocol):
    """What a step tells while it works."""

    def begin(self, name: str, total: int) -> None:
        """A stage of `total` pieces of work begins; the one before it is over."""

    def advance(self, count: int = 1) -> None:
        """So many more pieces of the present stage are done."""


class SilentReporter:
    """Tells nothing."""

    def begin(self, name: str, total: int) -> None:
        """Tell nothing."""

    def advance(self, count: int = 1) -> None:
        """Tell nothing."""


SILENT = SilentReporter()


class BarReporter:
    """A bar for each stage, on a terminal."""

    def __init__(self, console: Console) -> None:
        self._bars = Progress(
            TextColumn("{task.description:<12}"),
            BarColumn(40),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=console,
        )
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bars.stop()

    def begin(self, name: str, total: int) -> None:
        """Begin a bar; the one before it stands still."""
        if self._task is not None:
            self._bars.stop_task(self._task)
        self._task = self._bars.add_task(name, total=total)

    def advance(self, count: int = 1) -> None:
        """Let the present bar grow."""
        if self._task is not None:
            self._bars.advance(self._task, count)


class LineReporter:
    """One line for each finished stage, for logs and pipes."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._name = ""
        self._done = self._total = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._print_finished()

    def begin(self, name: str, total: int) -> None:
        """Tell of the stage before, and count anew."""
        self._print_finished()
        self._name, self._done, self._total = name, 0, total

    def advance(self, count: int = 1) -> None:
        """Count on."""
        self._done += count

    def _print_finished(self) -> None:
        if self._name:
            self._console.print(f"{self._name} {self._done} of {self._total}", highlight=False)


def progress_on(console: Console) -> BarReporter | LineReporter:
    """The reporter that suits a console: a context manager."""
    return BarReporter(console) if console.is_terminal else LineReporter(console)
