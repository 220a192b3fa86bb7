"""Checked tables -> the report: every document's checklist, and beside it an earlier draft where there is one."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from flows.errors import SourceError
from flows.model import Refusal
from flows.reports.checklist.contents import Checklist, CheckReport, checklists
from flows.reports.checklist.draft_changes import draft_changes
from flows.run.pipeline import CheckedSources
from flows.run.summary import Tables

RESOURCES = (
    "disclosures",
    "disclosure_tables",
    "line_items",
    "other_amounts",
    "narrative_amounts",
    "sections",
    "findings",
    "check_coverage",
)
"""What a report reads of a catalog."""


@dataclass(frozen=True, slots=True)
class CheckedGroup:
    """Tables in which no two documents are one disclosure, and the documents at hand, by SHA-256."""

    tables: Tables
    documents: Mapping[str, Path]

    def checklists(self, dismissed: Collection[str]) -> tuple[Checklist, ...]:
        return checklists(self.tables, self.documents, dismissed)


@dataclass(frozen=True, slots=True)
class CheckedDocuments:
    """All that was named and could be checked, and what was refused."""

    groups: tuple[CheckedGroup, ...]
    refusals: tuple[Refusal, ...] = ()
    refused: Mapping[str, Path] = field(default_factory=dict)

    def drafts(self, dismissed: Collection[str]) -> list[tuple[Checklist, Tables]]:
        """The checklists with the tables that hold them, the drafts of a disclosure one after another."""
        found = [(each, group.tables) for group in self.groups for each in group.checklists(dismissed)]
        return sorted(found, key=lambda draft: (draft[0].disclosure_id, draft[0].source))


def checked_groups(checked: Iterable[CheckedSources]) -> tuple[CheckedGroup, ...]:
    """The answers of `check_drafts`, as groups."""
    return tuple(
        CheckedGroup(each.tables, {claim.snapshot.sha256: claim.snapshot.path for claim in each.disclosures})
        for each in checked
    )


def check_report(
    checked: CheckedDocuments, earlier: CheckedDocuments | None = None, dismissed: Sequence[str] = ()
) -> CheckReport:
    """The report on what was checked, beside earlier drafts of it; findings with a dismissed key are set aside.

    Raises SourceError where no earlier document is a draft of any that was checked, or several are of one.
    """
    drafts = checked.drafts(dismissed)
    found = [checklist for checklist, _ in drafts]
    if earlier is not None and drafts and earlier.groups:
        found = _beside(drafts, earlier.drafts(dismissed))
    met = {finding.key for checklist in found for finding in checklist.dismissed}
    return CheckReport(
        tuple(found),
        (*checked.refusals, *(earlier.refusals if earlier else ())),
        tuple(key for key in dismissed if key not in met),
        {**checked.refused, **(earlier.refused if earlier else {})},
    )


def _beside(drafts: Sequence[tuple[Checklist, Tables]], earlier: Sequence[tuple[Checklist, Tables]]) -> list[Checklist]:
    before: dict[str, tuple[Checklist, Tables]] = {}
    for checklist, tables in earlier:
        if other := before.get(checklist.disclosure_id):
            what = f"it is {checklist.disclosure_id}, and so is {other[0].source}"
            raise SourceError(what, checklist.source, "Name one earlier draft of each disclosure")
        before[checklist.disclosure_id] = checklist, tables
    if before and not any(checklist.disclosure_id in before for checklist, _ in drafts):
        named = "、".join(checklist.disclosure_id for checklist, _ in drafts)
        what = f"it is {'、'.join(before)}, of which nothing that is checked is a draft ({named})"
        raise SourceError(what, earlier[0][0].source, "Name an earlier draft of the same disclosure with --against")
    return [
        replace(later, changes=draft_changes(*before[later.disclosure_id], later, after))
        if later.disclosure_id in before
        else later
        for later, after in drafts
    ]
