"""One disclosure as an official inspection sheet: a row for each finding, with the picture of the place."""

import io
from collections.abc import Iterable

from openpyxl.drawing.image import Image
from openpyxl.worksheet.worksheet import Worksheet
from rich.cells import cell_len

from flows.check.finding_text import pairs_in_evidence
from flows.contract import rules
from flows.labels import OUTCOMES, SEVERITIES
from flows.reports.checklist.contents import Checklist, Finding
from flows.reports.checklist.phrases import (
    dismissed_phrase,
    outcome_counts,
    proved_phrase,
    rounding_phrase,
    severity_counts,
    value_phrases,
)
from flows.reports.checklist.worksheet_cells import RED, YELLOW, finish, write_heading, write_row
from flows.reports.evidence.page_pictures import place_picture

COLUMNS: tuple[tuple[str, str, int], ...] = (
    ("序号", "No.", 6),
    ("部分", "Section", 22),
    ("检查事项", "Requirement", 26),
    ("依据", "Basis", 22),
    ("是否符合", "Conforms", 11),
    ("程度", "Severity", 9),
    ("存在问题", "Problems", 62),
    ("页码", "Page", 9),
    ("图示", "Picture", 62),
    ("标识", "Key", 20),
)
"""Each with its width."""
_PICTURE = 9
_PICTURE_WIDTH = 430
"""Pixels of a picture on the sheet."""
_POINT = 0.75
"""Of a row's height, one pixel."""
_MOST_HEIGHT = 400.0
"""Points of a row: Excel allows 409."""
_LINE = 15.0
_WIDTH_OF_PROBLEMS = 58
"""Half-width characters of a line of problems."""


def write_inspection(sheet: Worksheet, checklist: Checklist) -> None:
    """A title and the counts, then the findings as they stand in the document; roundings are one row."""
    lines = (
        checklist.heading,
        checklist.source,
        severity_counts(checklist),
        outcome_counts(checklist),
        f"印证 proved {proved_phrase(checklist)}",
        *filter(None, (dismissed_phrase(checklist),)),
    )
    head = write_heading(sheet, lines, len(COLUMNS)) + 1
    write_row(sheet, head, [f"{chinese}\n{english}" for chinese, english, _ in COLUMNS], head=True)
    content = checklist.pdf.read_bytes() if checklist.pdf and checklist.listed else None
    row = head
    for row, finding in enumerate(checklist.listed, head + 1):
        _write_finding(sheet, row, finding, content)
    if rounded := rounding_phrase(checklist):
        outcome = "\n".join(OUTCOMES["rounding"])
        write_row(sheet, row + 1, ("", "", "", "", outcome, "\n".join(SEVERITIES["info"]), rounded, "", "", ""))
        sheet.cell(row + 1, 5).fill = YELLOW
    finish(sheet, (width for *_, width in COLUMNS), head=head)


def _write_finding(sheet: Worksheet, row: int, finding: Finding, content: bytes | None) -> None:
    rule = next((rule for rule in rules() if rule.id == finding.rule), None)
    problems = "\n".join(problem_lines(finding))
    values = (
        finding.number,
        finding.section,
        f"{rule.title_zh}\n{rule.title_en}" if rule else finding.rule,
        rule.basis if rule else "",
        "\n".join(OUTCOMES["failed"]),
        "\n".join(SEVERITIES[finding.severity]),
        problems,
        finding.where,
        "",
        finding.key,
    )
    write_row(sheet, row, values)
    sheet.cell(row, 5).fill = YELLOW if finding.severity == "info" else RED
    height = _picture(sheet, row, finding, content)
    lines = sum(1 + cell_len(line) // _WIDTH_OF_PROBLEMS for line in problems.split("\n"))
    sheet.row_dimensions[row].height = min(_MOST_HEIGHT, max(height, lines * _LINE, 4 * _LINE))


def problem_lines(finding: Finding) -> Iterable[str]:
    """What is wrong, numbered from 1: the finding with both amounts and its place, then what else the cause breaks."""
    values = "，".join(f"{chinese}{value}" for chinese, _, value in value_phrases(finding) if chinese != "复读")
    facts = "；".join(filter(None, (finding.where, values)))
    yield f"1. {finding.message.rstrip('。')}{f'（{facts}）' if facts else ''}。"
    yield finding.message_en
    for number, pair in enumerate(pairs_in_evidence(finding.evidence or "")[1:], 2):
        yield f"{number}. {pair}"


def _picture(sheet: Worksheet, row: int, finding: Finding, content: bytes | None) -> float:
    """Put the picture of the place beside the finding, where there is one; its height in points."""
    page, boxes = next(iter(finding.marks.items()), (0, ()))
    if content is None or not boxes:
        return 0.0
    image = Image(io.BytesIO(place_picture(content, page, boxes)))
    scale = min(_PICTURE_WIDTH / image.width, (_MOST_HEIGHT - 8) / _POINT / image.height)
    image.width, image.height = round(image.width * scale), round(image.height * scale)
    image.anchor = sheet.cell(row, _PICTURE).coordinate
    sheet.add_image(image)
    return float(image.height * _POINT + 6)
