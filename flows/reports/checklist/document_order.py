"""Findings in the order of their document: in which of its parts each stands, and which comes first."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flows.check.finding_text import judged_in_evidence
from flows.contract import STANDARD_TABLES, titles
from flows.labels import Label
from flows.model import Box
from flows.run.fault_places import DUTY
from flows.run.summary import Tables, rows_by_disclosure

WHOLE = Label("整份文件", "The whole document")
"""The part in which those findings stand that are of no one place."""

Row = Mapping[str, Any]
_NUMBER = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class DocumentSections:
    """The parts of one document: its tables by name, its passages by what they are called, and where amounts stand."""

    tables: Mapping[str, str]
    passages: Sequence[tuple[int, str]]
    amounts: Mapping[tuple[str, str | None], str]

    def section_of(self, finding: Row) -> str:
        """The printed title of the table or the passage in which a finding stands."""
        if finding["table_name"]:
            return self.tables.get(finding["table_name"]) or str(finding["table_name"])
        if finding["rule"].startswith(DUTY) or not finding["page"]:
            return str(WHOLE)
        box = finding["boxes"].partition(";")[0].partition(" ")[2] if finding["boxes"] else None
        if section := self.amounts.get((finding["place"], box)):
            return section
        called = judged_in_evidence(finding["evidence"] or "", finding["place"] or "")
        above = [title for page, title in self.passages if page <= finding["page"]]
        named = [title for title in above if called == f"“{title.rpartition(' / ')[2]}”"]
        return (named or above or [str(WHOLE)])[-1]


def document_sections(tables: Tables) -> dict[str, DocumentSections]:
    """The parts of every disclosure of these tables."""
    printed, passages, amounts = (
        rows_by_disclosure(tables[name]) for name in ("disclosure_tables", "sections", "narrative_amounts")
    )
    called = {row["table_name"]: row["table_zh"] for row in titles().to_pylist()}
    return {
        key: DocumentSections(
            called | {row["table_name"]: row["title_printed"] for row in printed.get(key, ()) if row["title_printed"]},
            [(row["page"], row["title"]) for row in passages.get(key, ())],
            {(printed_place(row), row["box"]): row["section"] for row in amounts.get(key, ())},
        )
        for key in tables["disclosures"]["disclosure_id"].to_pylist()
    }


def document_order(finding: Row) -> tuple[Any, ...]:
    """By page, from above and from the left; what has no page by table and cell; what is of the whole comes last."""
    box = Box.of(finding["boxes"].partition(";")[0].partition(" ")[2]) if finding["boxes"] else Box(0, 0, 0, 0)
    is_whole = finding["rule"].startswith(DUTY) and not finding["table_name"]
    table = STANDARD_TABLES.index(finding["table_name"]) if finding["table_name"] in STANDARD_TABLES else -1
    places = [(int(part), "") if part.isdigit() else (0, part) for part in _NUMBER.split(finding["place"] or "")]
    return is_whole, finding["page"] or 0, box.top, box.left, table, places, finding["finding_number"]


def printed_place(amount: Row) -> str:
    """Where an amount stands, as findings say it: its page, its line, or its address where the format has such."""
    return amount["reference"] or f"第{amount['page']}{'页' if amount['box'] else '行'}"
