"""A bug of ours is told as one, with an exit status of its own: a copy of gongkai is given a rule that cannot run."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.places import ROOT

LAYOUTS = ROOT / "tests" / "recognise" / "layouts"
COUNTY, NATIONAL = LAYOUTS / "county.md", LAYOUTS / "national.md"
NOWHERE = "SELECT disclosure, 1 AS cell FROM nowhere"
OF_ONE = """
SELECT
    1 AS disclosure, CAST(error('planted ' || organisation) AS INTEGER) AS cell,
    1.0 AS actual, 1.0 AS expected, 1.0 AS steps, [1] AS cells
FROM disclosures WHERE organisation = '通海县示例局'
"""


def copied(folder: Path, sql: str) -> Path:
    """A checkout in which one rule is this SELECT."""
    for name in ("flows", "schemas"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    rule = folder / "schemas" / "rules" / "balance-closes.sql"
    front = [line for line in rule.read_text(encoding="utf-8").splitlines() if line.startswith("-- ")]
    rule.write_text("\n".join([*front, sql, ""]), encoding="utf-8")
    return folder


def gongkai(checkout: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "flows.cli", *map(str, arguments)],
        capture_output=True, text=True, timeout=180, check=False,
        cwd=checkout, env={**os.environ, "PYTHONPATH": str(checkout)},
    )  # fmt: skip


@pytest.mark.parametrize("command", [["publish", "--output", "output"], ["check"]])
def test_a_rule_that_cannot_run_is_our_fault(tmp_path: Path, command: list[str]) -> None:
    done = gongkai(copied(tmp_path, NOWHERE), command[0], COUNTY, *command[1:])
    assert done.returncode == 3, done.stderr
    assert "a fault of gongkai itself" in done.stderr
    assert "Please report it" in done.stderr
    assert "nowhere" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_fault_with_one_document_leaves_the_others_published(tmp_path: Path) -> None:
    checkout = copied(tmp_path, OF_ONE)
    done = gongkai(checkout, "publish", COUNTY, NATIONAL, "--output", "output")
    assert done.returncode == 3, done.stderr
    assert (checkout / "output" / "100000-2024-budget").is_dir()
    (refused,) = json.loads((checkout / "output" / "quarantine.json").read_text(encoding="utf-8"))
    assert (refused["error"], refused["location"]) == ("InternalError", str(COUNTY))


def test_what_the_system_refuses_is_no_fault_of_ours(tmp_path: Path) -> None:
    (tmp_path / "output").mkdir()
    (tmp_path / "output" / "catalog.duckdb").mkdir()
    done = gongkai(ROOT, "publish", NATIONAL, "--output", tmp_path / "output")
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
