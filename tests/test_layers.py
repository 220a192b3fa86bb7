"""Imports go down only, and starting the command costs next to nothing."""

import subprocess
import sys

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


def _loaded_after(*steps: str) -> list[set[str]]:
    """The top names of all modules that a fresh interpreter holds after each of these steps."""
    told = "print(*{name.partition('.')[0] for name in sys.modules})"
    code = "\n".join(["import sys", *(f"{step}\n{told}" for step in steps)])
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    return [set(line.split()) for line in done.stdout.splitlines()]


def test_the_command_line_loads_nothing_heavy() -> None:
    code = "from flows.cli.main import main\ntry:\n    main(['--version'])\nexcept SystemExit:\n    pass"
    assert not HEAVY & _loaded_after(code)[-1]


def test_only_the_flow_loads_prefect() -> None:
    modules = [f"flows.cli.commands.{name}" for name in ("publish", "check", "show", "compare")]
    steps = [f"import {module}" for module in (*modules, "flows.run.document_jobs")]
    loading = [step for step, loaded in zip(steps, _loaded_after(*steps), strict=True) if "prefect" in loaded]
    assert loading == []
