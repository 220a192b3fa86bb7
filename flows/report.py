"""The summary of a run that a person likes to read: results on one console, refusals on another."""

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from flows.model import Refusal, Release
from flows.summary import Found, Outcome, Summary

WIDTH = 100
SHOWN = 5
"""Findings of one disclosure that are told in full; the others are counted, and all lie in its package."""

STAGES: Mapping[str, str] = {"budget": "预算", "final": "决算"}
SCOPES: Mapping[str, str] = {"department": "部门", "unit": "单位"}
SEVERITIES: Mapping[str, tuple[str, str]] = {
    "error": ("red", "errors"),
    "warning": ("yellow", "warnings"),
    "info": ("cyan", "notes"),
}


def console(*, stderr: bool = False) -> Console:
    """A console that is never wider than a person reads, and plain where it is no terminal."""
    width = min(Console(stderr=stderr).width, WIDTH)
    terminal = Console(stderr=stderr, highlight=False)
    return Console(stderr=stderr, highlight=False, width=width if terminal.is_terminal else WIDTH)


def tell(outcome: Outcome, results: Console, messages: Console) -> None:
    """Tell of every disclosure, then of what was refused, then where things lie."""
    for summary in outcome.disclosures:
        results.print(_heading(summary))
        results.print(Padding(_facts(summary), (0, 0, 1, 2)))
    if outcome.refusals:
        _tell_refusals(outcome.refusals, messages)
    results.print(_places(outcome))


def _heading(summary: Summary) -> Text:
    year = f"{summary.fiscal_year} {STAGES[summary.stage]} {SCOPES[summary.scope]}"
    return Text.assemble((summary.organisation, "bold"), "  ", (year, "dim"))


def _facts(summary: Summary) -> Table:
    facts = _columns()
    facts.add_row("tables", f"{len(summary.present)} present, {summary.line_items:,} line items")
    for word, titles in (("empty", summary.empty), ("missing", summary.missing)):
        if titles:
            facts.add_row(word, "、".join(titles))
    facts.add_row("prose", f"{summary.stated_amounts:,} stated amounts")
    facts.add_row("rules", _rules(summary.rules))
    for severity, (style, word) in SEVERITIES.items():
        found = [finding for finding in summary.findings if finding.severity == severity]
        if found:
            facts.add_row(Text(word, style=style), _messages(found))
    return facts


def _columns() -> Table:
    columns = Table.grid(padding=(0, 2))
    columns.add_column(style="dim", no_wrap=True, min_width=10)
    columns.add_column(overflow="fold")
    return columns


def _rules(outcomes: Mapping[str, int]) -> str:
    """How many rules had which outcome; those that had nothing to judge are said to, and are not passed."""
    words = {
        "passed": "hold",
        "rounding": "hold but for rounding",
        "failed": "do not hold",
        "not_applicable": "have nothing to judge here",
        "not_run": "could not run",
    }
    return ", ".join(f"{outcomes[key]} {words[key]}" for key in words if outcomes.get(key))


def _messages(found: Sequence[Found]) -> Text:
    lines = [finding.message for finding in found[:SHOWN]]
    if len(found) > SHOWN:
        lines.append(f"… and {len(found) - SHOWN} more, in findings.csv")
    return Text("\n".join(lines))


def _tell_refusals(refusals: Sequence[Refusal], messages: Console) -> None:
    messages.print(Text(f"{len(refusals)} quarantined", style="bold red"))
    for each in refusals:
        facts = _columns()
        facts.add_row("why", Text(f"{each.what} ({each.error})"))
        if each.where != each.location:
            facts.add_row("where", Text(each.where))
        facts.add_row("what to do", Text(each.remedy))
        messages.print(Text(each.location, style="bold"), overflow="fold")
        messages.print(Padding(facts, (0, 0, 1, 2)))


def _places(outcome: Outcome) -> Table:
    places = _columns()
    for release in outcome.releases:
        places.add_row("package", Text(_place(release), overflow="fold"))
    places.add_row("catalog", Text(str(outcome.catalog)))
    if outcome.refusals:
        places.add_row("quarantine", Text(str(outcome.quarantine)))
    return places


def _place(release: Release) -> str:
    return f"{release.path}" + ("" if release.changed else "  (unchanged)")
