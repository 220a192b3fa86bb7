"""The findings as text, for a terminal or a log."""

from collections.abc import Iterator

from flows.contract import rules
from flows.labels import SEVERITIES
from flows.model import Refusal
from flows.reports.checklist.contents import Checklist, CheckReport, Finding
from flows.reports.checklist.phrases import outcome_counts, place_phrase, proved_phrase, severity_counts, value_phrases

INDENT = "   "


def as_text(report: CheckReport) -> bytes:
    """Every disclosure with its findings, the gravest first, and its counts; then what was refused."""
    parts = [*map(_checklist, report.checklists), *map(_refusal, report.refusals)]
    return "\n".join("".join(f"{line}\n" for line in lines) for lines in parts).encode()


def _checklist(checklist: Checklist) -> Iterator[str]:
    yield checklist.heading
    yield checklist.disclosure_id
    yield ""
    for number, finding in enumerate(checklist.findings, 1):
        yield from _finding(number, finding)
        yield ""
    yield f"发现 findings  {severity_counts(checklist)}"
    yield f"规则 rules     {outcome_counts(checklist)}"
    yield f"印证 proved    {proved_phrase(checklist)}"


def _finding(number: int, finding: Finding) -> Iterator[str]:
    yield f"{number}. {SEVERITIES[finding.severity]}  {place_phrase(finding)}".rstrip()
    yield INDENT + finding.message
    yield INDENT + finding.message_en
    if values := value_phrases(finding):
        yield INDENT + "  ".join(f"{chinese} {english} {value}" for chinese, english, value in values)
    yield f"{INDENT}规则 rule {finding.rule}  {_titles().get(finding.rule, '')}".rstrip()


def _titles() -> dict[str, str]:
    return {rule.id: f"{rule.title_zh} {rule.title_en}" for rule in rules()}


def _refusal(refusal: Refusal) -> Iterator[str]:
    yield f"未核对 refused  {refusal.location}"
    yield f"{INDENT}{refusal.what} ({refusal.error})"
    yield f"{INDENT}{refusal.remedy}"
