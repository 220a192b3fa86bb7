"""The summary of a run that a person likes to read: results on one console, refusals on another."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from flows.amounts import printed_share
from flows.labels import SCOPES, STAGES
from flows.model import Refusal
from flows.run.summary import Outcome, Summary

INDENT = 14
"""Columns before a fact: two, and its label."""
SHOWN = 5
"""Findings of one disclosure that are told in full; the others are counted, and all lie in its package."""

STYLES: Mapping[str, str] = {"error": "red", "warning": "yellow", "info": "cyan"}
OUTCOMES: Mapping[str, str] = {
    "passed": "hold",
    "rounding": "but for rounding",
    "failed": "do not",
    "not_applicable": "have nothing to judge",
    "not_run": "could not run",
}
"""What so many rules did."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the summary: a label, and what there is to say."""

    label: str
    text: str
    style: str = "dim"
    is_path: bool = False


def tell(outcome: Outcome, results: Console, messages: Console) -> None:
    """Tell of every disclosure, then of what was refused, then where things lie."""
    for summary in outcome.disclosures:
        results.print(_heading(summary))
        _tell_facts(_facts(summary), results)
        results.print()
    if outcome.refusals:
        messages.print(Text(f"{len(outcome.refusals)} quarantined", style="bold red"))
    for refusal in outcome.refusals:
        messages.print(Text(refusal.location, style="bold"), soft_wrap=True)
        _tell_facts(_reasons(refusal), messages)
        messages.print()
    _tell_facts(_places(outcome), results)


def _heading(summary: Summary) -> Text:
    year = f"{summary.fiscal_year} {STAGES[summary.stage].zh} {SCOPES[summary.scope].zh}"
    return Text.assemble((summary.organisation, "bold"), "  ", (year, "dim"))


def _facts(summary: Summary) -> Iterator[Fact]:
    yield Fact("tables", f"{len(summary.present)} present, {summary.line_items:,} line items")
    for word, titles in (("empty", summary.empty), ("missing", summary.missing), ("not read", summary.other)):
        if titles:
            yield Fact(word, "、".join(titles))
    yield Fact("prose", f"{summary.stated_amounts:,} stated amounts")
    yield Fact("rules", outcomes_told(summary.rules))
    if summary.proved is not None:
        yield Fact("proved", f"{printed_share(summary.proved)} of the amounts other than zero")
    for severity, style in STYLES.items():
        messages = [finding.message for finding in summary.findings if finding.severity == severity]
        if messages:
            yield Fact(f"{len(messages)} {severity}{'s' if len(messages) > 1 else ''}", messages[0], style)
            yield from (Fact("", message) for message in messages[1:SHOWN])
        if len(messages) > SHOWN:
            yield Fact("", f"… and {len(messages) - SHOWN} more, in findings.csv")


def outcomes_told(outcomes: Mapping[str, int]) -> str:
    """How many rules had which outcome; those that had nothing to judge are not said to hold."""
    return ", ".join(f"{outcomes[key]} {words}" for key, words in OUTCOMES.items() if outcomes.get(key))


def _reasons(refusal: Refusal) -> Iterator[Fact]:
    yield Fact("why", f"{refusal.what} ({refusal.error})")
    if refusal.where != refusal.location:
        yield Fact("where", refusal.where)
    yield Fact("do", refusal.remedy)


def _places(outcome: Outcome) -> Iterator[Fact]:
    for release in outcome.releases:
        unchanged = "" if release.changed else "  (unchanged)"
        yield Fact("package", f"{release.path}{unchanged}", is_path=True)
    yield Fact("catalog", str(outcome.catalog), is_path=True)
    if outcome.refusals:
        yield Fact("quarantine", str(outcome.quarantine), is_path=True)


def _tell_facts(facts: Iterable[Fact], console: Console) -> None:
    """Print each fact beside its label, and wrap it there; a path stays whole, to be copied."""
    for fact in facts:
        text = Text(fact.text)
        lines = [text] if fact.is_path else text.wrap(console, console.width - INDENT, overflow="fold")
        for number, line in enumerate(lines):
            line.rstrip()
            label = f"  {fact.label if number == 0 else '':<{INDENT - 2}}"
            console.print(Text.assemble((label, fact.style), line), soft_wrap=True)
