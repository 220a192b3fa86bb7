"""The summary of a run that a person likes to read: results on one console, refusals on another."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from flows.amounts import printed_share
from flows.labels import SCOPES, STAGES
from flows.model import Refusal
from flows.run.summary import DisclosureSummary, RunResult

INDENT = 14
"""Columns before a fact: two, and its label."""
MOST_FINDINGS = 5
"""Findings of one disclosure that are told in full; the others are counted, and all lie in its package."""

STYLES: Mapping[str, str] = {"error": "red", "warning": "yellow", "info": "cyan"}
OUTCOMES: Mapping[str, str] = {
    "passed": "hold",
    "rounding": "but for rounding",
    "failed": "do not",
    "not_applicable": "have nothing to judge",
    "blind": "found nothing of what is there",
    "not_run": "could not run",
}
"""What so many rules did."""


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """One line of the summary: a label, and what there is to say."""

    label: str
    text: str
    style: str = "dim"
    is_path: bool = False


def print_run(outcome: RunResult, results: Console, messages: Console) -> None:
    """Tell of every disclosure, then of what was refused, then where things lie."""
    for summary in outcome.disclosures:
        results.print(_heading(summary))
        _print_lines(_facts(summary), results)
        results.print()
    if outcome.refusals:
        messages.print(Text(f"{len(outcome.refusals)} quarantined", style="bold red"))
    for refusal in outcome.refusals:
        messages.print(Text(refusal.location, style="bold"), soft_wrap=True)
        _print_lines(_reasons(refusal), messages)
        messages.print()
    _print_lines(_places(outcome), results)


def _heading(summary: DisclosureSummary) -> Text:
    year = f"{summary.fiscal_year} {STAGES[summary.stage].zh} {SCOPES[summary.scope].zh}"
    return Text.assemble((summary.organisation, "bold"), "  ", (year, "dim"))


def _facts(summary: DisclosureSummary) -> Iterator[SummaryLine]:
    yield SummaryLine("tables", f"{len(summary.present)} present, {summary.line_items:,} line items")
    for word, titles in (("empty", summary.empty), ("missing", summary.missing), ("other", summary.other)):
        if titles:
            yield SummaryLine(word, "、".join(titles))
    if summary.not_understood:
        yield SummaryLine("unknown", f"{'、'.join(summary.not_understood)}: not understood, and not checked", "yellow")
    yield SummaryLine("prose", f"{summary.stated_amounts:,} stated amounts")
    yield SummaryLine("rules", count_outcomes(summary.rules))
    if summary.proved is not None:
        yield SummaryLine("proved", f"{printed_share(summary.proved)} of the amounts other than zero")
    for severity, style in STYLES.items():
        messages = [finding.message for finding in summary.findings if finding.severity == severity]
        if messages:
            yield SummaryLine(f"{len(messages)} {severity}{'s' if len(messages) > 1 else ''}", messages[0], style)
            yield from (SummaryLine("", message) for message in messages[1:MOST_FINDINGS])
        if len(messages) > MOST_FINDINGS:
            yield SummaryLine("", f"… and {len(messages) - MOST_FINDINGS} more, in findings.csv")


def count_outcomes(outcomes: Mapping[str, int]) -> str:
    """How many rules had which outcome; those that had nothing to judge are not said to hold."""
    return ", ".join(f"{outcomes[key]} {words}" for key, words in OUTCOMES.items() if outcomes.get(key))


def _reasons(refusal: Refusal) -> Iterator[SummaryLine]:
    yield SummaryLine("why", f"{refusal.what} ({refusal.error})")
    if refusal.where != refusal.location:
        yield SummaryLine("where", refusal.where)
    yield SummaryLine("do", refusal.remedy)


def _places(outcome: RunResult) -> Iterator[SummaryLine]:
    for release in outcome.releases:
        unchanged = "" if release.changed else "  (unchanged)"
        yield SummaryLine("package", f"{release.path}{unchanged}", is_path=True)
    yield SummaryLine("catalog", str(outcome.catalog), is_path=True)
    if outcome.refusals:
        yield SummaryLine("quarantine", str(outcome.quarantine), is_path=True)


def _print_lines(facts: Iterable[SummaryLine], console: Console) -> None:
    """Print each fact beside its label, and wrap it there; a path stays whole, to be copied."""
    for fact in facts:
        text = Text(fact.text)
        lines = [text] if fact.is_path else text.wrap(console, console.width - INDENT, overflow="fold")
        for number, line in enumerate(lines):
            line.rstrip()
            label = f"  {fact.label if number == 0 else '':<{INDENT - 2}}"
            console.print(Text.assemble((label, fact.style), line), soft_wrap=True)
