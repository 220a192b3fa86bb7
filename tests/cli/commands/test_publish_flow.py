"""`gongkai publish --flow` as whoever types it runs it: a server of its own, and what that keeps of the run."""

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from flows.cli.prefect_server import prefect_server
from tests.cli.interrupting import assert_interrupted, needs_proc, started
from tests.cli.running import Run, files, gongkai
from tests.places import LAYOUTS, ROOT

COUNTY, NATIONAL = LAYOUTS / "county.md", LAYOUTS / "national.md"
PASSWORD = "jiaozi"  # noqa: S105 - of no one
SOURCES = (
    COUNTY,
    NATIONAL,
    "prose.txt",
    f"http://user:{PASSWORD}@[x/a.pdf",
    f"ftp://user:{PASSWORD}@example.org/a.pdf",
)
LONGEST_WAIT = 30
"""Seconds in which a server must have planned the runs of a deployment."""
ANNOUNCED = "gongkai: starting Prefect, some 10 seconds\n"


@dataclass(frozen=True, slots=True)
class Published:
    """The same sources published without and with the flow; `home` is where Prefect keeps its records."""

    folder: Path
    home: Path
    plain: Run
    flow: Run


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    folder, home = tmp_path_factory.mktemp("published"), tmp_path_factory.mktemp("prefect")
    (folder / "prose.txt").write_text(
        "厦门市示例局2024年部门预算\n\n一、部门职责\n本部门负责示例。\n", encoding="utf-8"
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        plain = gongkai("publish", *SOURCES, "--output", "output", status=1)
    (folder / "output").rename(folder / "plain")
    command = [sys.executable, "-m", "flows.cli", "publish", "--flow", *map(str, SOURCES), "--output", "output"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PREFECT_HOME": str(home)}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=180, check=False
    )
    return Published(folder, home, plain, Run(done.returncode, done.stdout, done.stderr))


def test_a_flow_run_gives_the_same_bytes(published: Published) -> None:
    assert len(files(published.folder / "output")) > 40
    assert files(published.folder / "output") == files(published.folder / "plain")


def test_a_flow_run_prints_the_same_and_gives_the_same_status(published: Published) -> None:
    """Nothing comes after the summary: DuckDB would tell of leaks if a thread of Prefect outlived the run."""
    assert published.flow == Run(1, published.plain.stdout, ANNOUNCED + published.plain.stderr)


def test_a_flow_run_that_refused_something_failed_as_refused(published: Published) -> None:
    database = sqlite3.connect(published.home / "prefect.db")
    assert database.execute("SELECT state_type, state_name FROM flow_run").fetchall() == [("FAILED", "Refused")]
    ((message,),) = database.execute("SELECT message FROM flow_run_state WHERE name = 'Refused'").fetchall()
    database.close()
    assert message.startswith("3 quarantined: ")
    assert "prose.txt: " in message


def test_no_password_of_a_url_is_kept_or_printed(published: Published) -> None:
    kept = [path for root in (published.folder, published.home) for path in root.rglob("*") if path.is_file()]
    assert published.home / "prefect.db" in kept
    assert [path for path in kept if PASSWORD.encode() in path.read_bytes()] == []
    assert PASSWORD not in published.flow.stdout + published.flow.stderr


@pytest.fixture(scope="module")
def server(published: Published) -> Iterator[dict[str, str]]:
    """The environment of one who has a server, which goes on with the records of the run above."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PREFECT_HOME", str(published.home))
        with prefect_server() as server:
            server.wait_until_it_answers()
            yield {**os.environ, "PYTHONPATH": str(ROOT), "PREFECT_API_URL": server.api_url, "COLUMNS": "200"}


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("checkout")
    shutil.copy(ROOT / "prefect.yaml", folder)
    return folder


def prefect(*arguments: str, cwd: Path, environment: dict[str, str]) -> str:
    command = [sys.executable, "-m", "prefect", *arguments]
    done = subprocess.run(
        command, cwd=cwd, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_commands_of_prefect_work_with_the_locked_server(server: dict[str, str], checkout: Path) -> None:
    pool = {"name": "gongkai", "type": "process"}
    httpx.post(f"{server['PREFECT_API_URL']}/work_pools/", json=pool).raise_for_status()
    assert "'publish-disclosures/annual' successfully created" in prefect(
        "deploy", "--all", cwd=checkout, environment=server
    )
    assert "publish-disclosures/annual" in prefect("deployment", "ls", cwd=checkout, environment=server)
    deadline = time.monotonic() + LONGEST_WAIT
    while "SCHEDULED" not in (runs := prefect("flow-run", "ls", cwd=checkout, environment=server)):
        assert time.monotonic() < deadline, runs
    assert "FAILED" in runs
    assert "COMPLETED" not in runs


@needs_proc
def test_a_flow_run_that_ctrl_c_ends_is_crashed(server: dict[str, str], tmp_path: Path) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    with started(
        "publish", COUNTY, "--output", tmp_path / "output", temporary=temporary, environment=server
    ) as running:
        running.wait_for("fetching")
        assert_interrupted(running)
    states = [run["state_name"] for run in flow_runs(server)]
    assert "Crashed" in states
    assert "Running" not in states


def flow_runs(environment: dict[str, str]) -> list[dict[str, str]]:
    answer = httpx.post(f"{environment['PREFECT_API_URL']}/flow_runs/filter", json={})
    found: list[dict[str, str]] = answer.raise_for_status().json()
    return found
