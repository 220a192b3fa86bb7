"""A bug of ours is told as one, with an exit status of its own: gongkai is given a rule that cannot run."""

import json
import shutil
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import pytest

from flows.contract import rules, schemas_folder
from tests.cli.running import gongkai
from tests.places import LAYOUTS

COUNTY, NATIONAL = LAYOUTS / "county.md", LAYOUTS / "national.md"
NOWHERE = "SELECT disclosure, 1 AS cell FROM nowhere"
OF_ONE = """
SELECT
    1 AS disclosure, CAST(error('planted ' || organisation) AS INTEGER) AS cell,
    1.0 AS actual, 1.0 AS expected, 1.0 AS steps, [1] AS cells
FROM disclosures WHERE organisation = '通海县示例局'
"""


@pytest.fixture
def plant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Let gongkai read a copy of schemas/ in which the only rule is the SELECT that is given."""
    schemas = tmp_path / "schemas"

    def planted(sql: str) -> None:
        shutil.copytree(schemas_folder(), schemas)
        rule = schemas / "rules" / "balance-closes.sql"
        front = [line for line in rule.read_text(encoding="utf-8").splitlines() if line.startswith("-- ")]
        for each in rule.parent.iterdir():
            each.unlink()
        rule.write_text("\n".join([*front, sql, ""]), encoding="utf-8")
        monkeypatch.setattr(import_module("flows.contract.rules"), "schemas_folder", lambda: schemas)
        rules.cache_clear()

    yield planted
    monkeypatch.undo()
    rules.cache_clear()


@pytest.mark.parametrize("command", ["publish", "check"])
def test_a_rule_that_cannot_run_is_our_fault(plant: Callable[[str], None], tmp_path: Path, command: str) -> None:
    plant(NOWHERE)
    done = gongkai(command, COUNTY, "--output", tmp_path / "output", status=3)
    assert "a fault of gongkai itself" in done.stderr
    assert "Please report it" in done.stderr
    assert "nowhere" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_fault_with_one_document_leaves_the_others_published(plant: Callable[[str], None], tmp_path: Path) -> None:
    plant(OF_ONE)
    output = tmp_path / "output"
    gongkai("publish", COUNTY, NATIONAL, "--output", output, status=3)
    assert (output / "100000-2024-budget").is_dir()
    (refused,) = json.loads((output / "quarantine.json").read_text(encoding="utf-8"))
    assert (refused["error"], refused["location"]) == ("InternalError", str(COUNTY))


def test_what_the_system_refuses_is_no_fault_of_ours(tmp_path: Path) -> None:
    (tmp_path / "output" / "catalog.duckdb").mkdir(parents=True)
    done = gongkai("publish", NATIONAL, "--output", tmp_path / "output", status=1)
    assert "catalog.duckdb" in done.stderr
    assert "Traceback" not in done.stderr
