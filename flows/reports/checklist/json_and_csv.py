"""The findings as JSON and CSV, for programs. docs/checking.md tells the structure of the JSON."""

import csv
import dataclasses
import io
import json
from collections.abc import Mapping
from decimal import Decimal

from flows.contract import VERSION, table_schema
from flows.labels import OUTCOMES
from flows.model import Refusal
from flows.reports.checklist.contents import Checklist, CheckReport, DraftChanges, Finding, RuleResult
from flows.reports.checklist.dismissals import COLUMN
from flows.reports.checklist.phrases import UNREADABLE, refusal_phrases


def as_json(report: CheckReport) -> bytes:
    """One object: `contract`, `disclosures`, `refusals`. Money is text, for JSON has no decimals."""
    content = {
        "contract": VERSION,
        "disclosures": [_checklist(checklist) for checklist in report.checklists],
        "refusals": [_refusal(refusal) for refusal in report.refusals],
        "stale_keys": list(report.stale_keys),
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def as_csv(report: CheckReport) -> bytes:
    """The rows of `findings`, its columns as the contract has them, then the key; a row for each refused document."""
    columns = table_schema("findings").arrow.names
    buffer = io.StringIO(newline="")
    rows = csv.writer(buffer, lineterminator="\n")
    rows.writerow((*columns, COLUMN))
    for checklist in report.checklists:
        rows.writerows((*_columns(finding).values(), finding.key) for finding in checklist.findings)
    for refusal in report.refusals:
        facts = _refusal(refusal) | {"place": refusal.where, "evidence": f"{refusal.location} {refusal.remedy}"}
        rows.writerow((*(facts.get(name) for name in columns), None))
    return buffer.getvalue().encode()


def _checklist(checklist: Checklist) -> Mapping[str, object]:
    return {
        "disclosure_id": checklist.disclosure_id,
        "organisation": checklist.organisation,
        "fiscal_year": checklist.fiscal_year,
        "stage": checklist.stage,
        "scope": checklist.scope,
        "source": checklist.source,
        "source_sha256": checklist.source_sha256,
        "counts": checklist.severities,
        "coverage": {outcome: checklist.outcomes.get(outcome, 0) for outcome in OUTCOMES},
        "proved": None if checklist.proved is None else int(checklist.proved * 10_000) / 10_000,
        "roundings": len(checklist.roundings),
        "dismissed": len(checklist.dismissed),
        "sections": [
            {"title": title, "findings": [finding.finding_number for finding in findings]}
            for title, findings in checklist.sections.items()
        ],
        "findings": [_finding(finding) for finding in checklist.findings],
        "rules": [_rule(judged) for judged in checklist.rules],
        "changes": _changes(checklist.changes) if checklist.changes else None,
    }


def _finding(finding: Finding) -> dict[str, object]:
    return _columns(finding) | {"number": finding.number, "section": finding.section, "key": finding.key}


def _changes(changes: DraftChanges) -> Mapping[str, object]:
    amounts = (dataclasses.asdict(change) for change in changes.amounts)
    return {
        "earlier_source": changes.earlier_source,
        "earlier_sha256": changes.earlier_sha256,
        "gone": [_finding(finding) for finding in changes.gone],
        "new": [_finding(finding) for finding in changes.new],
        "kept": changes.kept,
        "amounts": [{name: _json_value(value) for name, value in each.items()} for each in amounts],
    }


def _refusal(refusal: Refusal) -> dict[str, object]:
    """A refused document with the columns of a finding that it has."""
    chinese, english = refusal_phrases(refusal)
    facts = {"rule": UNREADABLE, "severity": "error", "message": chinese, "message_en": english}
    return dataclasses.asdict(refusal) | facts


def _columns(finding: Finding) -> dict[str, object]:
    values = ((name, getattr(finding, name)) for name in table_schema("findings").arrow.names)
    return {name: _json_value(value) for name, value in values}


def _json_value(value: object) -> object:
    return f"{value:f}" if isinstance(value, Decimal) else value


def _rule(judged: RuleResult) -> Mapping[str, object]:
    rule = judged.rule
    return {
        "rule": rule.id,
        "title_zh": rule.title_zh,
        "title_en": rule.title_en,
        "basis": rule.basis,
        "severity": rule.severity,
        "outcome": judged.outcome,
        "judged": judged.judged,
        "findings": [finding.finding_number for finding in judged.findings or judged.explained_by],
        "dismissed": judged.dismissed,
    }
