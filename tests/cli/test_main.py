"""The command line, as a user meets it: what it says, where it says it, and its exit status."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from tests.places import LAYOUTS, ROOT

COUNTY, NATIONAL, UNIT = LAYOUTS / "county.md", LAYOUTS / "national.md", LAYOUTS / "upright.md"
PROSE_ONLY = "厦门市示例局2024年部门预算\n\n一、部门职责\n本部门负责示例。\n"
NO_YEAR = COUNTY.read_text(encoding="utf-8").replace("2025年", "")
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
ERROR_PAGE = "<html><head><title>404 Not Found</title></head><body><h1>404 Not Found</h1></body></html>"


def gongkai(*arguments: str | Path, status: int = 0) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "flows.cli", *map(str, arguments)],
        capture_output=True, text=True, timeout=180, check=False,
    )  # fmt: skip
    assert done.returncode == status, done.stdout + done.stderr
    return done


def files(folder: Path) -> dict[str, str]:
    """Every published file by its hash. The archive keeps when a source was had; a catalog is not data."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "archive" not in path.parts and path.suffix != ".duckdb"
    }


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


def test_publishing_writes_packages_and_catalog_and_tells_so(tmp_path: Path) -> None:
    done = gongkai("publish", COUNTY, NATIONAL, "--output", tmp_path)
    assert "通海县示例局" in done.stdout
    assert (tmp_path / "530423-2025-budget" / "1.0.0" / "datapackage.json").is_file()
    assert rows(tmp_path, "SELECT disclosure_id FROM disclosures ORDER BY ALL") == [
        ("100000-2024-budget-department-国家示例局",),
        ("530423-2025-budget-department-通海县示例局",),
    ]


def test_publishing_again_changes_nothing(tmp_path: Path) -> None:
    gongkai("publish", COUNTY, NATIONAL, "--output", tmp_path)
    before = files(tmp_path)
    assert "(unchanged)" in gongkai("publish", NATIONAL, COUNTY, "--output", tmp_path).stdout
    assert files(tmp_path) == before


@pytest.mark.parametrize(
    ("name", "content", "error", "why"),
    [
        ("empty.pdf", b"", "UnreadableError", "empty"),
        ("cut.pdf", b"%PDF-1.7\n1 0 obj\n<<", "UnreadableError", "PDF"),
        ("error.pdf", ERROR_PAGE.encode(), "UnreadableError", "web page"),
        ("prose.txt", PROSE_ONLY.encode(), "UnrecognisedError", "no standard table"),
        ("undated.md", NO_YEAR.encode(), "UnrecognisedError", "year"),
    ],
    ids=["empty", "truncated", "error page", "no table", "no year"],
)
def test_what_cannot_be_read_is_quarantined_by_name_and_the_rest_is_published(
    tmp_path: Path, name: str, content: bytes, error: str, why: str
) -> None:
    bad = tmp_path / name
    bad.write_bytes(content)
    output = tmp_path / "output"
    done = gongkai("publish", bad, COUNTY, "--output", output, status=1)
    assert name in done.stderr
    assert error in done.stderr
    assert why in done.stderr
    assert rows(output, "SELECT count(*) FROM disclosures") == [(1,)]


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


def test_a_flow_run_gives_the_same_bytes(tmp_path: Path) -> None:
    plain, flow = tmp_path / "plain", tmp_path / "flow"
    gongkai("publish", COUNTY, UNIT, "--output", plain)
    gongkai("publish", "--flow", COUNTY, UNIT, "--output", flow)
    assert files(plain) == files(flow)
