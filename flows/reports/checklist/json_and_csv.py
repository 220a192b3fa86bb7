"""The findings as JSON and CSV, for programs. docs/checking.md tells the structure of the JSON."""

import csv
import dataclasses
import io
import json
from collections.abc import Mapping
from decimal import Decimal

from flows.contract import VERSION, table_schema
from flows.labels import OUTCOMES
from flows.reports.checklist.contents import Checklist, CheckReport, Finding, RuleResult


def as_json(report: CheckReport) -> bytes:
    """One object: `contract`, `disclosures`, `refusals`. Money is text, for JSON has no decimals."""
    content = {
        "contract": VERSION,
        "disclosures": [_checklist(checklist) for checklist in report.checklists],
        "refusals": [dataclasses.asdict(refusal) for refusal in report.refusals],
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def as_csv(report: CheckReport) -> bytes:
    """The rows of `findings`, its columns as the contract has them."""
    columns = table_schema("findings").arrow.names
    buffer = io.StringIO(newline="")
    rows = csv.writer(buffer, lineterminator="\n")
    rows.writerow(columns)
    for checklist in report.checklists:
        rows.writerows(_columns(finding).values() for finding in checklist.findings)
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
        "findings": [_columns(finding) for finding in checklist.findings],
        "rules": [_rule(judged) for judged in checklist.rules],
    }


def _columns(finding: Finding) -> dict[str, object]:
    values = ((name, getattr(finding, name)) for name in table_schema("findings").arrow.names)
    return {name: f"{value:f}" if isinstance(value, Decimal) else value for name, value in values}


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
        "findings": [finding.finding_number for finding in judged.findings] or list(judged.explained_by),
    }
