"""The checklist of a disclosure: its findings, and every rule with what became of it. No format is known here."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from flows.amounts import number_with_unit
from flows.check.finding_text import money, rules_in_evidence
from flows.contract import SEVERITIES, Rule, rules
from flows.labels import SCOPES, STAGES
from flows.model import Box, Refusal
from flows.read.sniff import is_pdf
from flows.run.summary import Tables, proved_shares

NOT_UNDERSTOOD = frozenset({"forms-not-understood", "tables-not-understood"})
DUTY = "duty-"
"""With this the ids of rules begin that tell what must be published."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One row of `findings`: the fields are its columns."""

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
    """One rule and what became of it. What another finding tells for the same cause has that one's number."""

    rule: Rule
    outcome: str
    judged: int
    findings: tuple[Finding, ...]
    explained_by: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Checklist:
    """One disclosure.

    `pdf` is its document where that is a PDF and at hand; `proved` is a share, None where there are no amounts.
    """

    disclosure_id: str
    organisation: str
    fiscal_year: int
    stage: str
    scope: str
    source: str
    source_sha256: str
    findings: tuple[Finding, ...]
    rules: tuple[RuleResult, ...]
    proved: float | None
    pdf: Path | None

    @property
    def heading(self) -> str:
        return f"{self.organisation}  {self.fiscal_year} {STAGES[self.stage].zh} {SCOPES[self.scope].zh}"

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
class CheckReport:
    """All that was checked, and what was refused."""

    checklists: tuple[Checklist, ...]
    refusals: tuple[Refusal, ...]

    @property
    def faults(self) -> int:
        """How many findings are errors, or tell of a table that may be a standard one and was not understood."""
        findings = (finding for checklist in self.checklists for finding in checklist.findings)
        return sum(finding.severity == "error" or finding.rule in NOT_UNDERSTOOD for finding in findings)


def checklists(tables: Tables, documents: Mapping[str, Path]) -> tuple[Checklist, ...]:
    """The checklists of these tables' disclosures, in their order; `documents` are those at hand, by SHA-256."""
    findings = _grouped(Finding(**row) for row in tables["findings"].to_pylist())
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
            findings=(found := tuple(sorted(findings.get(key, ()), key=_order))),
            rules=_judged_rules(coverage.get(key, {}), found),
            proved=proved.get(key),
            pdf=_pdf(documents.get(row["source_sha256"])),
        )
        for row in tables["disclosures"].to_pylist()
    )


def _grouped(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.disclosure_id, []).append(finding)
    return groups


def _order(finding: Finding) -> tuple[int, int]:
    return SEVERITIES.index(finding.severity), finding.finding_number


def _judged_rules(covered: Mapping[str, Mapping[str, Any]], findings: Sequence[Finding]) -> tuple[RuleResult, ...]:
    evident_in: dict[str, list[int]] = {}
    for finding in findings:
        for rule in rules_in_evidence(finding.evidence or ""):
            evident_in.setdefault(rule, []).append(finding.finding_number)
    return tuple(_judged(rule, covered.get(rule.id), findings, evident_in.get(rule.id, ())) for rule in rules())


def _judged(
    rule: Rule, covered: Mapping[str, Any] | None, findings: Sequence[Finding], evident_in: Sequence[int]
) -> RuleResult:
    """A rule that a catalog does not know yet was not run."""
    outcome, judged = (covered["outcome"], covered["judged"]) if covered else ("not_run", 0)
    own = tuple(finding for finding in findings if finding.rule == rule.id)
    return RuleResult(
        rule, outcome, judged, own, () if own or outcome not in {"failed", "rounding"} else tuple(evident_in)
    )


def _pdf(path: Path | None) -> Path | None:
    return path if path is not None and is_pdf(path) else None
