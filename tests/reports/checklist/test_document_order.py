"""In which part of a document a finding stands, and which comes first."""

from typing import Any

from flows.reports.checklist.document_order import DocumentSections, document_order

SECTIONS = DocumentSections(
    {"balance": "2024年收支总表"},
    ((2, "第一部分 / 一、职责"), (3, "第二部分 / 一、收支"), (3, "第二部分 / 二、用语")),
    {("第3页", "1.0 2.0 3.0 4.0"): "第二部分 / 一、收支"},
)


def finding(**said: Any) -> dict[str, Any]:
    empty: dict[str, Any] = dict.fromkeys(("table_name", "page", "place", "boxes", "evidence"))
    return {"rule": "prose-totals", "finding_number": 1} | empty | said


def test_a_finding_stands_in_its_table_or_in_the_passage_of_its_amount() -> None:
    assert SECTIONS.section_of(finding(table_name="balance", page=9)) == "2024年收支总表"
    stated = finding(page=3, place="第3页", boxes="3 1.0 2.0 3.0 4.0; 9 0.0 0.0 1.0 1.0")
    assert SECTIONS.section_of(stated) == "第二部分 / 一、收支"


def test_what_has_no_amount_stands_in_the_passage_that_it_names_or_else_in_the_last_above_it() -> None:
    named = finding(page=3, place="第3页", evidence="没有重复的标点：第3页 “一、收支”")
    assert SECTIONS.section_of(named) == "第二部分 / 一、收支"
    assert SECTIONS.section_of(finding(page=3, place="第3页")) == "第二部分 / 二、用语"
    assert SECTIONS.section_of(finding(page=1, place="第1页")) == "整份文件 The whole document"


def test_a_duty_is_of_the_whole_document() -> None:
    assert SECTIONS.section_of(finding(rule="duty-terms", page=1, place="第1页")) == "整份文件 The whole document"


def test_findings_come_by_page_and_from_above_and_those_of_cells_by_number() -> None:
    rows = [
        finding(page=1, rule="duty-terms"),
        finding(page=3, boxes="3 1.0 90.0 3.0 99.0"),
        finding(page=3, boxes="3 1.0 20.0 3.0 30.0"),
        finding(page=2, boxes="2 1.0 90.0 3.0 99.0"),
    ]
    assert sorted(rows, key=document_order) == [rows[3], rows[2], rows[1], rows[0]]
    cells = [finding(table_name="balance", place=place) for place in ("收支总表!B10", "收支总表!B9")]
    assert sorted(cells, key=document_order) == cells[::-1]
