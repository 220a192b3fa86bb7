"""The command `gongkai`, as it is installed and as `python -m flows.cli`: it answers Ctrl-C from the first moment."""

import importlib
import signal
import sys

from flows.run.interruption import end_on_interrupt


def run() -> int:
    """Load and run the command; once it is done, Ctrl-C changes nothing."""
    end_on_interrupt()
    try:
        return int(importlib.import_module("flows.cli.main").main())
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)


if __name__ == "__main__":
    sys.exit(run())
