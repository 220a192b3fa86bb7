"""Options of the whole test run."""

import atexit
import gc
import os

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-layouts", action="store_true", help="write what the layouts read as, to be reviewed")


def pytest_collection_finish() -> None:
    """Let the collector of garbage look no more at what lives as long as the run: modules, and the tests themselves."""
    gc.collect()
    gc.freeze()


@atexit.register
def _hush() -> None:
    """Let the summary be the last word: DuckDB tells of leaks at the end when a thread of another library lives on."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
