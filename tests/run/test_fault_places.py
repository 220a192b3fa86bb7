"""What a finding says in words has the page and the box where a PDF prints it."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from flows.model import Box
from flows.run.pipeline import check_sources, locate_sources
from tests.cli.commands.planting import SOUND
from tests.typeset.facts import Element, Facts, Text
from tests.typeset.pdf import pdf


def with_slip(facts: Facts, pages: int) -> Facts:
    """The same facts; the passage of duties runs on for so many pages, and doubles its last stop."""
    lines = [Text(f"本部门承担政务公开的第{number}项日常工作，并且负责组织实施。") for number in range(40 * pages)]

    def slipped(element: Element) -> tuple[Element, ...]:
        is_duty = isinstance(element, Text) and element.text.startswith("本部门（虚构）")
        return (element, *lines, Text("本部门接受监督。。")) if is_duty else (element,)

    return replace(facts, elements=tuple(each for element in facts.elements for each in slipped(element)))


def finding_of(rule: str, path: Path, folder: Path) -> dict[str, Any]:
    checked = check_sources(locate_sources([str(path)]), folder / "archive", jobs=1)
    (finding,) = (each for each in checked.tables["findings"].to_pylist() if each["rule"] == rule)
    return dict(finding)


@pytest.mark.parametrize("pages", [0, 1])
def test_a_slip_has_the_place_where_it_is_printed_not_that_of_its_heading(tmp_path: Path, pages: int) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf(with_slip(SOUND, pages)))
    finding = finding_of("doubled-punctuation", tmp_path / "a.pdf", tmp_path)
    page, _, edges = finding["boxes"].partition(" ")
    assert (int(page), finding["place"]) == (finding["page"], f"第{page}页")
    assert f"：第{page}页 “一、部门主要职责”" in finding["evidence"]
    assert printed_in(tmp_path / "a.pdf", int(page), Box.of(edges)) == "。。"


def printed_in(path: Path, page: int, box: Box) -> str:
    with closing(pypdfium2.PdfDocument(path)) as document:
        height = document[page - 1].get_height()
        edges = (box.left - 0.5, height - box.bottom - 0.5, box.right + 0.5, height - box.top + 0.5)
        return str(document[page - 1].get_textpage().get_text_bounded(*edges)).strip()


def test_what_is_not_published_stands_nowhere(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf(SOUND))
    checked = check_sources(locate_sources([str(tmp_path / "a.pdf")]), tmp_path / "archive", jobs=1)
    duties = [each for each in checked.tables["findings"].to_pylist() if each["rule"].startswith("duty-")]
    assert duties
    assert [each["boxes"] for each in duties] == [None] * len(duties)
