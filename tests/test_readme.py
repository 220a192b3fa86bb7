"""The README keeps its word: its examples run on what `make publish` publishes, and its sample is what comes out."""

import re
import shutil
from io import StringIO
from pathlib import Path

import duckdb
import pytest
from rich.console import Console

from flows.cli.arguments import SHOW
from flows.cli.main import main
from flows.cli.run_report import print_run
from flows.run.console import WIDTH
from flows.run.pipeline import locate_sources, publish_sources
from tests.places import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
EVIDENCE = (ROOT / "docs" / "evidence.md").read_text(encoding="utf-8")


GAP = re.compile(r"^ *…\n", re.MULTILINE)


def shows(sample: str, printed: str) -> bool:
    """Whether a sample is what is printed, but for the lines that stand for what is left out."""
    parts = map(re.escape, GAP.split("".join(f"{line.rstrip()}\n" for line in sample.splitlines())))
    lines = "".join(f"{line.rstrip()}\n" for line in printed.splitlines())
    return bool(re.fullmatch(r"(?:.*\n)*".join(parts), lines))


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A folder with the bundled disclosures published in it, as `make publish` leaves them, and the summary of it."""
    folder = tmp_path_factory.mktemp("checkout")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        outcome = publish_sources(locate_sources([]), Path("datapackages"), jobs=1)
        assert not outcome.refusals
        summary = StringIO()
        print_run(outcome, Console(file=summary, width=WIDTH, highlight=False), Console(file=StringIO()))
    return folder, summary.getvalue()


@pytest.fixture(scope="module")
def published(told: tuple[Path, str]) -> Path:
    folder, _ = told
    return folder


@pytest.mark.parametrize("statement", "".join(blocks("sql")).strip().removesuffix(";").split(";\n"))
def test_every_query_answers_with_rows(published: Path, statement: str) -> None:
    with duckdb.connect(str(published / "datapackages" / "catalog.duckdb"), read_only=True) as catalog:
        assert catalog.execute(statement).fetchall()


@pytest.mark.parametrize("code", blocks("python"))
def test_every_python_example_gives_rows(published: Path, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    monkeypatch.chdir(published)
    names: dict[str, list[object]] = {}
    exec(code, names)  # noqa: S102 what the README tells people to run
    assert len(names.get("items", names.get("spending", []))) > 0


def test_the_comparison_is_what_the_command_prints(
    published: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(published)
    (command,) = re.findall(r"^`gongkai (compare .*?)`", README, re.MULTILINE)
    assert main(command.split()) == 0
    (sample,) = [block for block in blocks("text") if "spending by function" in block]
    assert shows(sample, capsys.readouterr().out)


def test_the_sample_of_the_summary_is_what_is_printed(told: tuple[Path, str]) -> None:
    (sample,) = [block for block in blocks("text") if "line items" in block]
    _, printed = told
    assert shows(sample, printed)


@pytest.mark.parametrize(("command", "mark"), [("check", "发现 findings"), ("show", "印证 standing")])
def test_the_samples_are_what_the_commands_print(
    published: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str, mark: str
) -> None:
    monkeypatch.chdir(published)
    (example,) = re.findall(rf"^`gongkai ({command} .*?)`", README, re.MULTILINE)
    assert main(example.split()) == 0
    (sample,) = [block for block in blocks("text") if mark in block]
    assert shows(sample, capsys.readouterr().out)


@pytest.mark.parametrize("example", re.findall(r"^ +gongkai (show .*?)(?:  .*)?$", EVIDENCE + SHOW, re.MULTILINE))
def test_every_example_of_show_answers(
    published: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], example: str
) -> None:
    monkeypatch.chdir(published)
    (document,) = (source.location for source in locate_sources([]) if source.location.endswith(".pdf"))
    shutil.copy(document, "budget.pdf")
    assert main(example.split()) == 0
    assert "amount" in capsys.readouterr().out
