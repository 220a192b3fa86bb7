"""Checked tables → what an official reads: findings and a checklist of rules, as text, JSON, CSV, HTML or XLSX."""

from collections.abc import Callable, Mapping

from flows.reports.checklist.contents import Checklist, CheckReport, Finding, RuleResult, checklists
from flows.reports.checklist.html_page import as_html
from flows.reports.checklist.json_and_csv import as_csv, as_json
from flows.reports.checklist.plain_text import as_text
from flows.reports.checklist.xlsx_workbook import as_xlsx

FORMATS: Mapping[str, Callable[[CheckReport], bytes]] = {
    "text": as_text,
    "json": as_json,
    "csv": as_csv,
    "html": as_html,
    "xlsx": as_xlsx,
}
"""Each format as bytes: the same report gives the same ones."""

__all__ = ["FORMATS", "CheckReport", "Checklist", "Finding", "RuleResult", "checklists"]
