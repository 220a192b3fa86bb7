"""Options of the whole test run."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-layouts", action="store_true", help="write what the layouts read as, to be reviewed")
