"""Imports go down only, and starting the command costs next to nothing."""

import subprocess
import sys

import pytest
from importlinter.cli import lint_imports

HEAVY = {
    "PIL",
    "duckdb",
    "frictionless",
    "lxml",
    "openpyxl",
    "pdf_oxide",
    "prefect",
    "pyarrow",
    "pypdfium2",
    "requests",
    "rich",
}


def test_the_layers_hold() -> None:
    assert lint_imports(no_cache=True) == 0


def _loaded_after(code: str) -> set[str]:
    """The top names of all modules that a fresh interpreter holds after running `code`."""
    told = subprocess.run(
        [sys.executable, "-c", f"import sys\n{code}\nprint(*{{name.partition('.')[0] for name in sys.modules}})"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return set(told.stdout.split())


def test_the_command_line_loads_nothing_heavy() -> None:
    code = "from flows.cli.main import main\ntry:\n    main(['--version'])\nexcept SystemExit:\n    pass"
    assert not HEAVY & _loaded_after(code)


@pytest.mark.parametrize(
    "module",
    ["flows.cli.commands.publish", "flows.cli.commands.check", "flows.cli.commands.compare", "flows.run.document_jobs"],
)
def test_only_the_flow_loads_prefect(module: str) -> None:
    assert "prefect" not in _loaded_after(f"import {module}")
