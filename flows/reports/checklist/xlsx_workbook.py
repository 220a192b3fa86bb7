"""The checklist as a workbook: a summary, then a sheet for each disclosure in the shape of an official checklist."""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from flows.labels import OUTCOMES, SEVERITIES
from flows.model import Refusal
from flows.reports.checklist.contents import Checklist, CheckReport, RuleResult
from flows.reports.checklist.phrases import (
    COLUMNS,
    outcome_counts,
    place_phrases,
    problem_phrases,
    proved_phrase,
    severity_counts,
)

WIDTHS = (6, 34, 38, 16, 70, 14)
LONGEST_NAME = 31
"""Characters that Excel allows in the name of a sheet."""
LONGEST_TEXT = 32_767
"""Characters that Excel allows in a cell."""

_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_WHEN = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_DAWN = (1980, 1, 1, 0, 0, 0)
_THIN = Border(*(Side(style="thin", color="BFBFBF") for _ in range(4)))
_HEAD = PatternFill("solid", fgColor="E7ECF3")
_FILLS = {"failed": PatternFill("solid", fgColor="FBE3E1"), "rounding": PatternFill("solid", fgColor="FFF6DD")}


def as_xlsx(report: CheckReport) -> bytes:
    """A workbook without a trace of when it was written."""
    book = Workbook()
    book.remove(book.active)
    _summary(book.create_sheet("汇总 Summary"), report)
    for checklist in report.checklists:
        _checklist(book.create_sheet(_name(checklist, book.sheetnames)), checklist)
    if report.refusals:
        _refusals(book.create_sheet("未核对 Refused"), report.refusals)
    buffer = io.BytesIO()
    book.save(buffer)
    return _timeless(buffer.getvalue())


def _summary(sheet: Worksheet, report: CheckReport) -> None:
    severities = ["\n".join(label) for label in SEVERITIES.values()]
    outcomes = ["\n".join(label) for label in OUTCOMES.values()]
    head = ("单位\nOrganisation", "公开文件\nDisclosure", *severities, *outcomes, "已印证\nProved")
    _row(sheet, 1, head, head=True)
    for number, each in enumerate(report.checklists, 2):
        counted = [*each.severities.values(), *(each.outcomes.get(outcome, 0) for outcome in OUTCOMES)]
        _row(sheet, number, (each.organisation, each.disclosure_id, *counted, proved_phrase(each)))
    _finish(sheet, (34, 56, *[13] * (len(head) - 2)), head=1)


def _checklist(sheet: Worksheet, checklist: Checklist) -> None:
    """A title and three lines of counts, then one row for each rule."""
    lines = (
        checklist.heading,
        severity_counts(checklist),
        outcome_counts(checklist),
        f"印证 proved {proved_phrase(checklist)}",
    )
    for number, line in enumerate(lines, 1):
        _put(sheet, number, 1, line)
        sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=len(COLUMNS))
    sheet.cell(1, 1).font = Font(bold=True, size=14)
    top = len(lines) + 1
    _row(sheet, top, [f"{chinese}\n{english}" for chinese, english in COLUMNS], head=True)
    for number, judged in enumerate(checklist.items, 1):
        _row(sheet, top + number, _cells(number, judged))
        if fill := _FILLS.get(judged.outcome):
            sheet.cell(top + number, 4).fill = fill
    _finish(sheet, WIDTHS, head=top)


def _cells(number: int, judged: RuleResult) -> tuple[str | int, ...]:
    item = f"{judged.rule.title_zh}\n{judged.rule.title_en}"
    problem = problem_phrases(judged)
    return number, item, judged.rule.basis, "\n".join(OUTCOMES[judged.outcome]), problem, place_phrases(judged)


def _refusals(sheet: Worksheet, refusals: Iterable[Refusal]) -> None:
    _row(sheet, 1, ("文件\nDocument", "原因\nWhy", "所在\nWhere", "办法\nWhat to do"), head=True)
    for number, each in enumerate(refusals, 2):
        _row(sheet, number, (each.location, f"{each.what} ({each.error})", each.where, each.remedy))
    _finish(sheet, (40, 60, 40, 60), head=1)


def _row(sheet: Worksheet, number: int, values: Sequence[str | int], *, head: bool = False) -> None:
    for column, value in enumerate(values, 1):
        _put(sheet, number, column, value)
        cell = sheet.cell(number, column)
        cell.border = _THIN
        cell.alignment = Alignment(wrap_text=True, vertical="center" if head else "top")
        if head:
            cell.font, cell.fill = Font(bold=True), _HEAD


def _put(sheet: Worksheet, row: int, column: int, value: str | int) -> None:
    """A text stays a text: what a document says is never a formula."""
    cell = sheet.cell(row, column)
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST_TEXT] or None
        if value:
            cell.data_type = "s"
    else:
        cell.value = value


def _finish(sheet: Worksheet, widths: Iterable[int], *, head: int) -> None:
    """Widths, a head that stays in sight and is printed on every page, and pages as wide as the table."""
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = f"A{head + 1}"
    sheet.print_title_rows = f"{head}:{head}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _name(checklist: Checklist, taken: Sequence[str]) -> str:
    """A name that Excel allows and no other sheet has."""
    allowed: str = ILLEGAL_CHARACTERS_RE.sub("", _FORBIDDEN.sub("", checklist.heading)).strip("' ")
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
