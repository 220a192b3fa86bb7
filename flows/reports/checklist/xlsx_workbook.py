"""The checklist as a workbook: a summary; for each disclosure an inspection sheet, and a sheet of all rules."""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.worksheet.worksheet import Worksheet

from flows.labels import OUTCOMES, SEVERITIES
from flows.model import Refusal
from flows.reports.checklist.contents import Checklist, CheckReport, DraftChanges, RuleResult
from flows.reports.checklist.inspection_sheet import write_inspection
from flows.reports.checklist.phrases import (
    CHANGED,
    COLUMNS,
    UNREADABLE,
    amount_cells,
    change_phrases,
    outcome_counts,
    place_phrases,
    problem_phrases,
    proved_phrase,
    refusal_phrases,
    severity_counts,
    stale_phrase,
)
from flows.reports.checklist.worksheet_cells import RED, YELLOW, finish, write_cell, write_heading, write_row

WIDTHS = (6, 34, 38, 16, 70, 14)
LONGEST_NAME = 31
"""Characters that Excel allows in the name of a sheet."""

_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_WHEN = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_DAWN = (1980, 1, 1, 0, 0, 0)
_DOCUMENT = (("单位", "Organisation"), ("公开文件", "Disclosure"))
_LEFT_OUT = (("其中四舍五入", "Roundings"), ("已搁置", "Set aside"))
_LAST = (("已印证", "Proved"), ("文件", "Document"))
_FILLS = {"failed": RED, "rounding": YELLOW}


def as_xlsx(report: CheckReport) -> bytes:
    """A workbook without a trace of when it was written."""
    book = Workbook()
    book.remove(book.active)
    _write_summary(book.create_sheet("汇总 Summary"), report)
    for checklist in report.checklists:
        write_inspection(book.create_sheet(_name(checklist.heading, book.sheetnames)), checklist)
        _write_rules(book.create_sheet(_name("规则 " + checklist.heading, book.sheetnames)), checklist)
        if checklist.changes:
            _write_changes(book.create_sheet(_name("变动 " + checklist.heading, book.sheetnames)), checklist.changes)
    if report.refusals:
        _write_refusals(book.create_sheet("未核对 Refused"), report.refusals)
    buffer = io.BytesIO()
    book.save(buffer)
    return _timeless(buffer.getvalue())


def _write_summary(sheet: Worksheet, report: CheckReport) -> None:
    head = ["\n".join(label) for label in (*_DOCUMENT, *SEVERITIES.values(), *_LEFT_OUT, *OUTCOMES.values(), *_LAST)]
    write_row(sheet, 1, head, head=True)
    rows = [*map(_summary_row, report.checklists), *map(_refused_row, report.refusals)]
    for number, row in enumerate(rows, 2):
        write_row(sheet, number, row)
    for number, key in enumerate(report.stale_keys, len(rows) + 3):
        write_cell(sheet, number, 1, stale_phrase(key))
    finish(sheet, (34, 56, *[13] * (len(head) - 3), 60), head=1)


def _summary_row(checklist: Checklist) -> tuple[str | int, ...]:
    return (
        checklist.organisation,
        checklist.disclosure_id,
        *checklist.severities.values(),
        len(checklist.roundings),
        len(checklist.dismissed),
        *(checklist.outcomes.get(outcome, 0) for outcome in OUTCOMES),
        proved_phrase(checklist),
        checklist.source,
    )


def _refused_row(refusal: Refusal) -> tuple[str | int, ...]:
    return ("未核对 refused", "", 1, 0, 0, 0, 0, *("" for _ in OUTCOMES), "–", refusal.location)


def _write_rules(sheet: Worksheet, checklist: Checklist) -> None:
    """A title and three lines of counts, then one row for each rule."""
    lines = (
        checklist.heading,
        severity_counts(checklist),
        outcome_counts(checklist),
        f"印证 proved {proved_phrase(checklist)}",
    )
    head = write_heading(sheet, lines, len(COLUMNS)) + 1
    write_row(sheet, head, [f"{chinese}\n{english}" for chinese, english in COLUMNS], head=True)
    for number, judged in enumerate(checklist.items, 1):
        write_row(sheet, head + number, _cells(number, judged))
        if fill := _FILLS.get(judged.outcome):
            sheet.cell(head + number, 4).fill = fill
    finish(sheet, WIDTHS, head=head)


def _cells(number: int, judged: RuleResult) -> tuple[str | int, ...]:
    item = f"{judged.rule.title_zh}\n{judged.rule.title_en}"
    problem = problem_phrases(judged)
    return number, item, judged.rule.basis, "\n".join(OUTCOMES[judged.outcome]), problem, place_phrases(judged)


def _write_changes(sheet: Worksheet, changes: DraftChanges) -> None:
    """The findings that are gone or new, then every amount that another draft prints otherwise."""
    findings = [
        f"{word} {SEVERITIES[finding.severity]}：{finding.message}"
        for word, those in (("消失 gone", changes.gone), ("新增 new", changes.new))
        for finding in those
    ]
    lines = (f"与前稿相比 against {changes.earlier_source}", change_phrases(changes), *findings)
    head = write_heading(sheet, lines, len(CHANGED)) + 1
    write_row(sheet, head, [f"{chinese}\n{english}" for chinese, english in CHANGED], head=True)
    for number, change in enumerate(changes.amounts, head + 1):
        write_row(sheet, number, amount_cells(change))
    finish(sheet, (30, 40, 24, 20, 20, 20, 18), head=head)


def _write_refusals(sheet: Worksheet, refusals: Iterable[Refusal]) -> None:
    head = ("文件\nDocument", "程度\nSeverity", "原因\nWhy", "所在\nWhere", "办法\nWhat to do", "规则\nRule")
    write_row(sheet, 1, head, head=True)
    for number, each in enumerate(refusals, 2):
        why = "\n".join(refusal_phrases(each))
        severity = "\n".join(SEVERITIES["error"])
        write_row(sheet, number, (each.location, severity, why, each.where, each.remedy, f"{UNREADABLE}\n{each.error}"))
        sheet.cell(number, 2).fill = RED
    finish(sheet, (40, 10, 60, 40, 60, 20), head=1)


def _name(heading: str, taken: Sequence[str]) -> str:
    """A name that Excel allows and no other sheet has."""
    allowed: str = ILLEGAL_CHARACTERS_RE.sub("", _FORBIDDEN.sub("", heading)).strip("' ")
    folded = {name.casefold() for name in taken}
    ends = ("", *(f" {number}" for number in range(2, len(taken) + 3)))
    names = (allowed[: LONGEST_NAME - len(end)] + end for end in ends)
    return next(name for name in names if name.casefold() not in folded)


def _timeless(content: bytes) -> bytes:
    """The same package, its times replaced by one that never changes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as written, zipfile.ZipFile(buffer, "w") as still:
        for name in written.namelist():
            part = written.read(name)
            if name == "docProps/core.xml":
                part = _WHEN.sub(rb"\g<1>1980-01-01T00:00:00Z", part)
            still.writestr(zipfile.ZipInfo(name, _DAWN), part, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
