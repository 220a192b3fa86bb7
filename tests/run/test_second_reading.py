"""What does not add up is read again by another reader: agreement is the publisher's slip, disagreement is ours."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from reportlab.pdfgen.canvas import Canvas

from flows.model import Box, Disclosure, LineItem, Snapshot, Source
from flows.read import read
from flows.recognise import recognise
from flows.run.check_batch import check_batch
from flows.run.document_jobs import verify_all
from flows.run.second_reading import CellsToVerify, CellToVerify, Verification, cells_to_verify, verify
from flows.tabulate import tabulate
from tests.cli.commands.planting import CODE, SOUND, planted
from tests.typeset import strategies
from tests.typeset.bundled import BUNDLED
from tests.typeset.facts import Facts
from tests.typeset.pdf import pdf
from tests.typeset.text import text

Write = Callable[[Facts], bytes]


def understood(folder: Path, facts: Facts, write: Write = pdf) -> Disclosure:
    content = write(facts)
    path = folder / hashlib.sha256(content).hexdigest()
    path.write_bytes(content)
    return recognise(read(Snapshot(Source(str(path)), path.name, len(content), path)))


def misread(disclosure: Disclosure, old: str, new: str) -> Disclosure:
    """As if our reader had read another amount in one cell of the table of expenditure."""

    def item(item: LineItem) -> LineItem:
        if (item.code, item.measure, item.amount_printed) != (CODE, "total", old):
            return item
        return replace(item, amount=item.amount + 70_000, amount_printed=new)

    tables = tuple(
        replace(table, items=tuple(map(item, table.items))) if table.table_name == "expenditure" else table
        for table in disclosure.tables
    )
    assert tables != disclosure.tables
    return replace(disclosure, tables=tables)


def test_what_both_readers_see_is_the_publishers_slip_and_is_published_with_the_finding(tmp_path: Path) -> None:
    checked = check_batch([understood(tmp_path, planted())])
    assert not checked.refusals
    (error,) = [row for row in checked.tables["findings"].to_pylist() if row["severity"] == "error"]
    assert (error["actual_printed"], error["reread"]) == ("317.00万元", "agreed")


def test_what_only_we_see_is_our_mistake_and_nothing_of_the_document_is_published(tmp_path: Path) -> None:
    other = understood(tmp_path, BUNDLED[0].facts)
    wrong = misread(understood(tmp_path, SOUND), "310.00", "317.00")
    checked = check_batch([wrong, other])
    (refusal,) = checked.refusals
    assert refusal.error == "UnreadableError"
    assert "317.00 and 310.00" in refusal.what
    assert "table expenditure" in refusal.where
    for name, table in checked.tables.items():
        assert set(table["disclosure_id"].to_pylist()) <= {other.identity.disclosure_id}, name


def test_a_format_without_boxes_is_not_read_again(tmp_path: Path) -> None:
    checked = check_batch([understood(tmp_path, planted(), text)])
    findings = checked.tables["findings"].to_pylist()
    assert "error" in {row["severity"] for row in findings}
    assert {row["reread"] for row in findings} == {None}


def test_a_document_that_adds_up_gives_no_doubt(tmp_path: Path) -> None:
    disclosure = understood(tmp_path, SOUND)
    assert not cells_to_verify(check_batch([disclosure]).tables, [disclosure])


def test_what_the_second_reader_cannot_open_it_cannot_judge(tmp_path: Path) -> None:
    (tmp_path / "damaged.pdf").write_bytes(b"%PDF-1.7 nothing")
    suspect = CellToVerify("expenditure", 1, Box(0, 0, 9, 9), "1.00")
    ((reading,),) = verify_all([CellsToVerify("d", tmp_path / "damaged.pdf", (suspect,))], jobs=1)
    assert (reading.readings, reading.agrees, reading.differs) == ((), False, False)


def test_a_number_broken_over_lines_ends_with_all_its_digits(tmp_path: Path) -> None:
    path = tmp_path / "broken.pdf"
    canvas = Canvas(str(path), pagesize=(200, 100))
    canvas.drawRightString(100, 60, "0.0")
    canvas.drawRightString(100, 46, "0")
    canvas.save()
    (reading,) = verify(CellsToVerify("d", path, (CellToVerify("revenue", 1, Box(60, 20, 110, 70), "0.00"),)))
    assert (reading.readings, reading.agrees) == (("0.00",), True)


@settings(
    max_examples=5, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, phases=[Phase.generate]
)
@given(facts=strategies.facts())
def test_both_readers_see_the_same_in_every_cell(tmp_path_factory: pytest.TempPathFactory, facts: Facts) -> None:
    disclosure = understood(tmp_path_factory.mktemp("drawn"), facts)
    rows = tabulate([disclosure])["line_items"].to_pylist()
    suspects = [CellToVerify(row["table_name"], row["page"], Box.of(row["box"]), row["amount_printed"]) for row in rows]
    readings = verify(CellsToVerify("d", disclosure.snapshot.path, tuple(suspects)))
    assert [(each.cell, each.readings) for each in readings if not each.agrees] == []


@pytest.mark.parametrize("seen", ["1,234.00", "小计 1,234.00 元"])
def test_a_cell_agrees_where_the_amount_stands_as_a_number_of_its_own(seen: str) -> None:
    reading = Verification(CellToVerify("expenditure", 1, Box(0, 0, 9, 9), "1,234.00"), (seen,))
    assert (reading.agrees, reading.differs) == (True, False)


@pytest.mark.parametrize("seen", ["61,234.00", "1,234.001", "1,234"])
def test_a_cell_differs_where_the_amount_is_but_a_part_of_a_number(seen: str) -> None:
    reading = Verification(CellToVerify("expenditure", 1, Box(0, 0, 9, 9), "1,234.00"), (seen,))
    assert (reading.agrees, reading.differs) == (False, True)


def test_a_cell_in_which_no_number_is_seen_does_not_differ() -> None:
    reading = Verification(CellToVerify("expenditure", 1, Box(0, 0, 9, 9), "1,234.00"), ("□,□",))
    assert (reading.agrees, reading.differs) == (False, False)


def test_writing_that_may_be_hidden_is_judged_with_it_and_without() -> None:
    reading = Verification(CellToVerify("expenditure", 1, Box(0, 0, 9, 9), "1,234.00"), ("1,234.00", "71,234.00"))
    assert (reading.agrees, reading.differs) == (True, False)


def test_prose_does_not_differ_for_another_reader_may_break_its_lines_elsewhere() -> None:
    reading = Verification(CellToVerify(None, 1, Box(0, 0, 9, 9), "1,234.00万元"), ("1,23",))
    assert (reading.agrees, reading.differs) == (False, False)
