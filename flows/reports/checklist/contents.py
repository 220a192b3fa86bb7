"""The checklist of a disclosure: its findings, and every rule with what became of it. No format is known here."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from flows.amounts import number_with_unit
from flows.check.finding_text import is_rounding, money, rules_in_evidence
from flows.contract import SEVERITIES, Rule, rules
from flows.labels import SCOPES, STAGES
from flows.model import Box, Refusal
from flows.read.sniff import is_pdf
from flows.reports.checklist.dismissals import finding_keys
from flows.reports.checklist.document_order import document_order, document_sections
from flows.run.fault_places import DUTY
from flows.run.summary import Tables, proved_shares

NOT_UNDERSTOOD = frozenset({"forms-not-understood", "tables-not-understood"})


@dataclass(frozen=True, slots=True)
class Finding:
    """One row of `findings`: the fields are its columns; then its key, the part it stands in, and its number there."""

    disclosure_id: str
    finding_number: int
    rule: str
    severity: str
    table_name: str | None
    page: int | None
    message: str
    message_en: str
    expected: Decimal | None
    actual: Decimal | None
    difference: Decimal | None
    evidence: str | None
    place: str | None
    actual_printed: str | None
    expected_printed: str | None
    boxes: str | None
    reread: str | None
    key: str
    section: str
    number: int = 0

    @property
    def is_rounding(self) -> bool:
        return is_rounding(self.message)

    @property
    def where(self) -> str:
        """Where the judged value stands, as the document's format has it."""
        return self.place or (f"第{self.page}页" if self.page else "")

    @property
    def difference_printed(self) -> str:
        """By how much the amounts differ, in the unit that the document prints."""
        unit = number_with_unit(self.actual_printed or "")[1]
        return "" if self.difference is None else money(self.difference, unit or "元")

    @property
    def marks(self) -> Mapping[int, tuple[Box, ...]]:
        """The boxes that take part, by page: the page of the judged value first."""
        marks: dict[int, tuple[Box, ...]] = {}
        for printed in (self.boxes or "").split("; ") if self.boxes else ():
            page, _, edges = printed.partition(" ")
            box = Box.of(edges)
            marks[int(page)] = tuple(dict.fromkeys((*marks.get(int(page), ()), box)))
        return marks


@dataclass(frozen=True, slots=True)
class RuleResult:
    """One rule and what became of it: its findings, or those that tell of the same cause; how many are set aside."""

    rule: Rule
    outcome: str
    judged: int
    findings: tuple[Finding, ...]
    explained_by: tuple[Finding, ...]
    dismissed: int


@dataclass(frozen=True, slots=True)
class Checklist:
    """One disclosure: its findings as they stand in it, those that rounding explains last.

    `dismissed` are those that were set aside, and count nowhere else. `pdf` is its document where that is a PDF and at
    hand; `proved` is a share, None where there are no amounts.
    """

    disclosure_id: str
    organisation: str
    fiscal_year: int
    stage: str
    scope: str
    source: str
    source_sha256: str
    findings: tuple[Finding, ...]
    dismissed: tuple[Finding, ...]
    rules: tuple[RuleResult, ...]
    proved: float | None
    pdf: Path | None
    changes: "DraftChanges | None" = None

    @property
    def heading(self) -> str:
        return f"{self.organisation}  {self.fiscal_year} {STAGES[self.stage].zh} {SCOPES[self.scope].zh}"

    @property
    def listed(self) -> tuple[Finding, ...]:
        """The findings without those that rounding explains."""
        return tuple(finding for finding in self.findings if not finding.is_rounding)

    @property
    def roundings(self) -> tuple[Finding, ...]:
        """The findings that rounding explains: they are counted, and told only where asked for."""
        return tuple(finding for finding in self.findings if finding.is_rounding)

    @property
    def sections(self) -> Mapping[str, tuple[Finding, ...]]:
        """What is listed, by the part of the document in which it stands; the parts as they stand."""
        parts: dict[str, tuple[Finding, ...]] = {}
        for finding in self.listed:
            parts[finding.section] = (*parts.get(finding.section, ()), finding)
        return parts

    @property
    def severities(self) -> Mapping[str, int]:
        """How many findings are how grave, the gravest first."""
        counted = Counter(finding.severity for finding in self.findings)
        return {severity: counted[severity] for severity in SEVERITIES}

    @property
    def items(self) -> tuple[RuleResult, ...]:
        """The rules in the order of an official checklist: first what must be published, then what must hold."""
        return tuple(sorted(self.rules, key=lambda judged: not judged.rule.id.startswith(DUTY)))

    @property
    def outcomes(self) -> Mapping[str, int]:
        return Counter(judged.outcome for judged in self.rules)


@dataclass(frozen=True, slots=True)
class AmountChange:
    """One amount that two drafts print differently: `old` or `new` is None where a draft does not print it.

    `table` is the title of its table, or the passage of a stated amount; `row` and `column` are what it is called.
    """

    table: str
    row: str
    column: str
    old: str | None
    new: str | None
    old_place: str | None
    new_place: str | None
    difference: Decimal | None


@dataclass(frozen=True, slots=True)
class DraftChanges:
    """What is otherwise in a draft than in an earlier one. `kept` counts the findings that both have."""

    earlier_source: str
    earlier_sha256: str
    gone: tuple[Finding, ...]
    new: tuple[Finding, ...]
    kept: int
    amounts: tuple[AmountChange, ...]


@dataclass(frozen=True, slots=True)
class CheckReport:
    """All that was checked, and what was refused.

    `stale_keys` were set aside, and are keys of no finding here; `refused` holds the refused documents that are at
    hand, by SHA-256.
    """

    checklists: tuple[Checklist, ...]
    refusals: tuple[Refusal, ...]
    stale_keys: tuple[str, ...] = ()
    refused: Mapping[str, Path] = field(default_factory=dict)

    @property
    def faults(self) -> int:
        """How many findings are errors, or tell of a table that may be a standard one and was not understood."""
        findings = (finding for checklist in self.checklists for finding in checklist.findings)
        return sum(finding.severity == "error" or finding.rule in NOT_UNDERSTOOD for finding in findings)


def checklists(tables: Tables, documents: Mapping[str, Path], dismissed: Collection[str] = ()) -> tuple[Checklist, ...]:
    """The checklists of these tables' disclosures, in their order.

    `documents` are those at hand, by SHA-256; `dismissed` the keys of findings that are set aside.
    """
    findings = _findings(tables)
    coverage: dict[str, dict[str, Any]] = {}
    for row in tables["check_coverage"].to_pylist():
        coverage.setdefault(row["disclosure_id"], {})[row["rule"]] = row
    proved = proved_shares(tables["line_items"])
    return tuple(
        Checklist(
            disclosure_id=(key := row["disclosure_id"]),
            organisation=row["organisation"],
            fiscal_year=row["fiscal_year"],
            stage=row["stage"],
            scope=row["scope"],
            source=row["source"],
            source_sha256=row["source_sha256"],
            findings=(kept := _numbered(each for each in findings.get(key, ()) if each.key not in dismissed)),
            dismissed=(aside := tuple(each for each in findings.get(key, ()) if each.key in dismissed)),
            rules=_judged_rules(coverage.get(key, {}), kept, aside),
            proved=proved.get(key),
            pdf=_pdf(documents.get(row["source_sha256"])),
        )
        for row in tables["disclosures"].to_pylist()
    )


def _findings(tables: Tables) -> dict[str, list[Finding]]:
    """The findings of every disclosure as they stand in it, each with its section and its key."""
    rows = sorted(tables["findings"].to_pylist(), key=document_order)
    sections = document_sections(tables)
    groups: dict[str, list[Finding]] = {}
    for row, key in zip(rows, finding_keys(rows), strict=True):
        disclosure_id = row["disclosure_id"]
        finding = Finding(**row, key=key, section=sections[disclosure_id].section_of(row))
        groups.setdefault(disclosure_id, []).append(finding)
    return groups


def _numbered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings numbered from 1 as they stand; those that rounding explains come last."""
    ordered = sorted(findings, key=lambda finding: finding.is_rounding)
    return tuple(replace(finding, number=number) for number, finding in enumerate(ordered, 1))


def _judged_rules(
    covered: Mapping[str, Mapping[str, Any]], findings: Sequence[Finding], dismissed: Sequence[Finding]
) -> tuple[RuleResult, ...]:
    by_rule: dict[str, list[Finding]] = {}
    for finding in findings:
        for rule in {finding.rule, *rules_in_evidence(finding.evidence or "")}:
            by_rule.setdefault(rule, []).append(finding)
    aside = Counter(finding.rule for finding in dismissed)
    return tuple(_judged(rule, covered.get(rule.id), by_rule.get(rule.id, ()), aside[rule.id]) for rule in rules())


def _judged(rule: Rule, covered: Mapping[str, Any] | None, same_cause: Sequence[Finding], dismissed: int) -> RuleResult:
    """A rule that a catalog does not know yet was not run."""
    outcome, judged = (covered["outcome"], covered["judged"]) if covered else ("not_run", 0)
    own = tuple(finding for finding in same_cause if finding.rule == rule.id)
    explained_by = () if own or outcome not in {"failed", "rounding"} else tuple(same_cause)
    return RuleResult(rule, outcome, judged, own, explained_by, dismissed)


def _pdf(path: Path | None) -> Path | None:
    return path if path is not None and is_pdf(path) else None
