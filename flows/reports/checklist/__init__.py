"""Checked tables → what an official reads: findings and a checklist of rules, in six formats."""

from collections.abc import Callable, Mapping

from flows.reports.checklist.checked_drafts import (
    RESOURCES,
    CheckedDocuments,
    CheckedGroup,
    check_report,
    checked_groups,
)
from flows.reports.checklist.contents import Checklist, CheckReport, Finding, RuleResult, checklists
from flows.reports.checklist.dismissals import read_dismissed
from flows.reports.checklist.html_page import as_html
from flows.reports.checklist.json_and_csv import as_csv, as_json
from flows.reports.checklist.pdf_annotations import as_pdf
from flows.reports.checklist.plain_text import as_text
from flows.reports.checklist.xlsx_workbook import as_xlsx

FORMATS: Mapping[str, Callable[[CheckReport], bytes]] = {
    "text": as_text,
    "json": as_json,
    "csv": as_csv,
    "html": as_html,
    "xlsx": as_xlsx,
    "pdf": as_pdf,
}
"""Each format as bytes: the same report gives the same ones."""

__all__ = [
    "FORMATS",
    "RESOURCES",
    "CheckReport",
    "CheckedDocuments",
    "CheckedGroup",
    "Checklist",
    "Finding",
    "RuleResult",
    "check_report",
    "checked_groups",
    "checklists",
    "read_dismissed",
]
