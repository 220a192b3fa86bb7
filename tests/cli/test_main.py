"""The command line, as a user meets it: what it says, where it says it, and its exit status."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from tests.cli.running import Run, files, gongkai
from tests.places import LAYOUTS, ROOT

COUNTY, NATIONAL = LAYOUTS / "county.md", LAYOUTS / "national.md"
PROSE_ONLY = "厦门市示例局2024年部门预算\n\n一、部门职责\n本部门负责示例。\n"
NO_YEAR = COUNTY.read_text(encoding="utf-8").replace("2025年", "")
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
ERROR_PAGE = "<html><head><title>404 Not Found</title></head><body><h1>404 Not Found</h1></body></html>"


def rows(folder: Path, query: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(folder / "catalog.duckdb"), read_only=True) as catalog:
        return catalog.execute(query).fetchall()


OWN_STATUSES = {
    "publish": "0    everything was published",
    "check": "0    no finding is an error",
    "show": "0    the amounts were shown",
    "compare": "0    the comparison was printed",
}


@pytest.mark.parametrize("command", OWN_STATUSES)
def test_help_has_examples_and_the_exit_statuses_of_its_command(command: str) -> None:
    told = gongkai(command, "--help").stdout
    statuses = told.split("exit status:")[1]
    assert OWN_STATUSES[command] in statuses
    assert all(f"\n  {status:<3}" in statuses for status in (1, 2, 3, 130, 141))
    assert not any(other in statuses for name, other in OWN_STATUSES.items() if name != command)
    assert f"gongkai {command} " in told.split("examples:")[1]


def test_help_of_all_names_every_command() -> None:
    told = gongkai("--help").stdout
    assert all(f"\n    {command} " in told for command in OWN_STATUSES)


@pytest.mark.parametrize(
    "arguments", [[], ["publsh"], ["publish", "--jobs", "0"], ["compare", "厦门"], ["publish", "--output", __file__]]
)
def test_wrong_usage_is_status_2_and_says_what_is_wrong(arguments: list[str]) -> None:
    done = gongkai(*arguments, status=2)
    assert "usage:" in done.stderr
    assert not done.stdout


@pytest.mark.parametrize("command", [["check", "--format", "json"], ["publish", "--output", "."]])
def test_a_reader_who_has_read_enough_is_no_fault(tmp_path: Path, command: list[str]) -> None:
    started = [sys.executable, "-m", "flows.cli", command[0], str(COUNTY), *command[1:]]
    with subprocess.Popen(
        started, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        told = process.stderr.read()
        assert process.wait(timeout=60) == 141
    assert "Broken pipe" not in told
    assert "Traceback" not in told


@pytest.mark.parametrize(("results", "status"), [(subprocess.DEVNULL, 0), (None, 141)])
def test_progress_that_nobody_reads_ends_nothing(tmp_path: Path, results: int | None, status: int) -> None:
    read, write = os.pipe()
    started = [sys.executable, "-m", "flows.cli", "publish", str(COUNTY), "--output", "."]
    with subprocess.Popen(
        started, cwd=tmp_path, stdout=write if results is None else results, stderr=write, env=ENVIRONMENT
    ) as process:
        os.close(write)
        with os.fdopen(read) as told:
            assert told.readline() == "fetching 1 of 1\n"
        assert process.wait(timeout=60) == status
    assert (tmp_path / "catalog.duckdb").is_file()


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Run]:
    """A folder in which two documents were published, and what was told of it."""
    folder = tmp_path_factory.mktemp("published")
    return folder, gongkai("publish", COUNTY, NATIONAL, "--output", folder)


def test_publishing_writes_packages_and_catalog_and_tells_so(published: tuple[Path, Run]) -> None:
    folder, done = published
    assert "通海县示例局" in done.stdout
    assert (folder / "530423-2025-budget" / "1.0.0" / "datapackage.json").is_file()
    assert rows(folder, "SELECT disclosure_id FROM disclosures ORDER BY ALL") == [
        ("100000-2024-budget-department-国家示例局",),
        ("530423-2025-budget-department-通海县示例局",),
    ]


def test_publishing_again_changes_nothing(published: tuple[Path, Run], tmp_path: Path) -> None:
    shutil.copytree(published[0], tmp_path / "output")
    before = files(tmp_path / "output")
    assert "(unchanged)" in gongkai("publish", NATIONAL, COUNTY, "--output", tmp_path / "output").stdout
    assert files(tmp_path / "output") == before


BAD = {
    "empty.pdf": (b"", "UnreadableError", "empty"),
    "cut.pdf": (b"%PDF-1.7\n1 0 obj\n<<", "UnreadableError", "PDF"),
    "error.pdf": (ERROR_PAGE.encode(), "UnreadableError", "web page"),
    "prose.txt": (PROSE_ONLY.encode(), "UnrecognisedError", "no standard table"),
    "undated.md": (NO_YEAR.encode(), "UnrecognisedError", "year"),
}
"""What cannot be read: the content, the error and a word of why."""


@pytest.fixture(scope="module")
def quarantined(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Run]:
    """The output of a run over all that is bad and one good document, and what was told of it."""
    folder = tmp_path_factory.mktemp("bad")
    for name, (content, *_) in BAD.items():
        (folder / name).write_bytes(content)
    output = tmp_path_factory.mktemp("output")
    return output, gongkai("publish", folder, COUNTY, "--output", output, status=1)


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_read_is_quarantined_by_name(quarantined: tuple[Path, Run], name: str) -> None:
    output, done = quarantined
    _, error, why = BAD[name]
    (told,) = [refusal for refusal in done.stderr.split("\n\n") if name in refusal]
    assert error in told
    assert why in told
    kept = json.loads((output / "quarantine.json").read_text(encoding="utf-8"))
    assert [each["error"] for each in kept if each["location"].endswith(name)] == [error]


def test_beside_what_cannot_be_read_the_rest_is_published(quarantined: tuple[Path, Run]) -> None:
    output, done = quarantined
    assert f"{len(BAD)} quarantined" in done.stderr
    assert rows(output, "SELECT organisation FROM disclosures") == [("通海县示例局",)]


def test_two_documents_that_claim_to_be_one_disclosure_are_both_quarantined(tmp_path: Path) -> None:
    rival = tmp_path / "rival.md"
    rival.write_text(COUNTY.read_text(encoding="utf-8").replace("1,000.00", "1,001.00"), encoding="utf-8")
    output = tmp_path / "output"
    done = gongkai("publish", rival, COUNTY, NATIONAL, "--output", output, status=1)
    assert "2 quarantined" in done.stderr
    assert rows(output, "SELECT organisation FROM disclosures") == [("国家示例局",)]


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    done = gongkai("publish", tmp_path / "nowhere.pdf", "--output", tmp_path / "output", status=1)
    assert "nowhere.pdf" in done.stderr
