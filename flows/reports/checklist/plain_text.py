"""The findings as text, for a terminal or a log."""

from collections.abc import Iterator

from flows.contract import rules
from flows.labels import SEVERITIES
from flows.model import Refusal
from flows.reports.checklist.contents import Checklist, CheckReport, DraftChanges, Finding
from flows.reports.checklist.phrases import (
    UNREADABLE,
    amount_cells,
    change_phrases,
    dismissed_phrase,
    outcome_counts,
    place_phrase,
    proved_phrase,
    refusal_phrases,
    rounding_phrase,
    severity_counts,
    stale_phrase,
    value_phrases,
)

INDENT = "   "


def as_text(report: CheckReport) -> bytes:
    """Every disclosure with its counts, and its findings as they stand in it; then what was refused."""
    parts = [*map(_checklist, report.checklists), *map(_refusal, report.refusals)]
    if report.stale_keys:
        parts.append(map(stale_phrase, report.stale_keys))
    return "\n".join("".join(f"{line}\n" for line in lines) for lines in parts).encode()


def _checklist(checklist: Checklist) -> Iterator[str]:
    yield checklist.heading
    yield checklist.disclosure_id
    yield f"文件 document  {checklist.source}"
    yield f"发现 findings  {severity_counts(checklist)}"
    yield f"规则 rules     {outcome_counts(checklist)}"
    yield f"印证 proved    {proved_phrase(checklist)}"
    for section, findings in checklist.sections.items():
        yield ""
        yield f"【{section}】"
        for finding in findings:
            yield from _finding(f"{finding.number}. ", finding)
    notes = [*filter(None, (rounding_phrase(checklist), dismissed_phrase(checklist)))]
    if notes:
        yield ""
        yield from notes
    if checklist.changes:
        yield ""
        yield from _changes(checklist.changes)


def _finding(number: str, finding: Finding) -> Iterator[str]:
    yield f"{number}{SEVERITIES[finding.severity]}  {place_phrase(finding)}".rstrip()
    yield INDENT + finding.message
    yield INDENT + finding.message_en
    if values := value_phrases(finding):
        yield INDENT + "  ".join(f"{chinese} {english} {value}" for chinese, english, value in values)
    yield f"{INDENT}规则 rule {finding.rule}  {_titles().get(finding.rule, '')}".rstrip()
    yield f"{INDENT}标识 key {finding.key}"


def _titles() -> dict[str, str]:
    return {rule.id: f"{rule.title_zh} {rule.title_en}" for rule in rules()}


def _changes(changes: DraftChanges) -> Iterator[str]:
    """What is otherwise than in the earlier draft: counts, findings that are gone or new, and amounts."""
    yield f"对照前稿 against {changes.earlier_source}"
    yield change_phrases(changes)
    for word, findings in (("消失 gone", changes.gone), ("新增 new", changes.new)):
        for finding in findings:
            yield f"{word}  {SEVERITIES[finding.severity]}  {finding.where}".rstrip()
            yield INDENT + finding.message
    for change in changes.amounts:
        table, row, column, old, new, difference, place = amount_cells(change)
        named = " ".join(filter(None, (table, row, column)))
        yield f"改数 changed  {named}  {old} → {new}  {difference}  {place}".rstrip()


def _refusal(refusal: Refusal) -> Iterator[str]:
    chinese, english = refusal_phrases(refusal)
    yield f"未核对 refused  {refusal.location}"
    yield f"{SEVERITIES['error']}  {refusal.where}"
    yield INDENT + chinese
    yield INDENT + english
    yield f"{INDENT}办法 what to do: {refusal.remedy}."
    yield f"{INDENT}规则 rule {UNREADABLE}  ({refusal.error})"
