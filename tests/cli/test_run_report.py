"""The summary says what happened, in at most a hundred columns, Chinese or not."""

import io
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console

from flows.cli.run_report import print_run
from flows.model import Refusal, Release
from flows.run.console import WIDTH
from flows.run.summary import DisclosureSummary, FindingSummary, RunResult

DISCLOSURE = DisclosureSummary(
    disclosure_id="350200-2024-budget-department-厦门市人民政府外事办公室",
    package="350200-2024-budget",
    organisation="厦门市人民政府外事办公室",
    fiscal_year=2024,
    stage="budget",
    scope="department",
    present=("部门收支预算总体情况表", "部门支出预算总体情况表"),
    empty=("政府性基金预算支出情况表",),
    missing=("部门收入预算总体情况表",),
    other=("政府采购预算表",),
    not_understood=("部门收支一览表",),
    line_items=1234,
    proved=0.9996,
    stated_amounts=57,
    rules={"passed": 18, "rounding": 1, "failed": 2, "not_applicable": 6, "blind": 2, "not_run": 1},
    findings=(
        *(FindingSummary("warning", f"第{number}项机关运行经费与三公经费表不一致" * 3) for number in range(7)),
        FindingSummary("error", "[bold]收入总计与支出总计不相等"),
    ),
)
REFUSAL = Refusal("很长的文件夹/" * 12 + "a.pdf", None, "UnreadableError", "it is empty", "page 1", "Fetch it again")


def _told(*, refusals: tuple[Refusal, ...] = ()) -> tuple[str, str]:
    results, messages = (Console(file=io.StringIO(), width=WIDTH, highlight=False) for _ in range(2))
    releases = (Release("350200-2024-budget", "1.0.0", Path("out/350200-2024-budget/1.0.0"), changed=False),)
    outcome = RunResult(releases, (DISCLOSURE,), refusals, Path("out/catalog.duckdb"), Path("out/quarantine.json"))
    print_run(outcome, results, messages)
    assert isinstance(results.file, io.StringIO)
    assert isinstance(messages.file, io.StringIO)
    return results.file.getvalue(), messages.file.getvalue()


def test_every_fact_of_a_disclosure_is_told() -> None:
    results, messages = _told()
    facts = [" ".join(line.split()) for line in results.splitlines()]
    assert facts[0] == "厦门市人民政府外事办公室 2024 预算 部门"
    assert "tables 2 present, 1,234 line items" in facts
    assert "empty 政府性基金预算支出情况表" in facts
    assert "missing 部门收入预算总体情况表" in facts
    assert "other 政府采购预算表" in facts
    assert "unknown 部门收支一览表: not understood, and not checked" in facts
    assert "proved 99.9 % of the amounts other than zero" in facts
    assert "prose 57 stated amounts" in facts
    rules = "18 hold, 1 but for rounding, 2 do not, 6 have nothing to judge, 2 found nothing of what is there"
    assert f"rules {rules}, 1 could not run" in " ".join(facts)
    assert "1 error [bold]收入总计与支出总计不相等" in facts
    assert "… and 2 more, in findings.csv" in facts
    assert "package out/350200-2024-budget/1.0.0 (unchanged)" in facts
    assert "catalog out/catalog.duckdb" in facts
    assert "quarantine" not in results
    assert messages == ""


def test_errors_come_before_warnings() -> None:
    results, _ = _told()
    assert results.index("1 error") < results.index("7 warnings")


def test_what_was_refused_is_a_message_and_no_result() -> None:
    results, messages = _told(refusals=(REFUSAL,))
    assert "1 quarantined" in messages
    assert "it is empty (UnreadableError)" in messages
    assert "page 1" in messages
    assert "Fetch it again" in messages
    assert "it is empty" not in results
    assert "out/quarantine.json" in results


def test_no_line_but_a_path_is_wider_than_a_hundred_columns() -> None:
    lines = [line for text in _told(refusals=(REFUSAL,)) for line in text.splitlines()]
    assert [line for line in lines if cell_len(line) > WIDTH] == [REFUSAL.location]


def test_no_line_ends_in_a_space() -> None:
    lines = [line for text in _told(refusals=(REFUSAL,)) for line in text.splitlines()]
    assert [line for line in lines if line.endswith(" ")] == []
