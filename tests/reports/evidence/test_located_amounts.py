"""Values of a disclosure: what is asked for and nothing else, each with the place where it stands."""

import io
import re
from collections.abc import Iterable

import openpyxl
import pyarrow as pa
import pypdfium2
import pytest

from flows.contract import STANDARD_TABLES
from flows.errors import SourceError
from flows.reports.evidence.located_amounts import AmountQuery, LocatedAmount, find_amounts
from flows.tabulate import tabulate
from tests.cli.commands.planting import CODE, SOUND
from tests.test_typeset import read_back
from tests.typeset.pdf import pdf
from tests.typeset.text import text
from tests.typeset.workbook import workbook

CONTENT = {"sound.pdf": pdf(SOUND), "sound.xlsx": workbook(SOUND), "sound.txt": text(SOUND)}


@pytest.fixture(scope="module")
def read() -> dict[str, dict[str, pa.Table]]:
    """The tables of one disclosure, as each format gives them."""
    return {name: dict(tabulate([read_back(content)])) for name, content in CONTENT.items()}


def everything(tables: dict[str, pa.Table]) -> Iterable[LocatedAmount]:
    there = set(tables["line_items"]["table_name"].to_pylist())
    return [
        value for name in STANDARD_TABLES if name in there for value in find_amounts(tables, AmountQuery(table=name))
    ]


def test_every_amount_of_a_pdf_stands_in_its_box(read: dict[str, dict[str, pa.Table]]) -> None:
    document = pypdfium2.PdfDocument(CONTENT["sound.pdf"])
    values = list(everything(read["sound.pdf"]))
    assert len(values) == len(read["sound.pdf"]["line_items"]) > 100
    for value in values:
        assert value.box
        page = document[value.row["page"] - 1]
        left, top, right, bottom = value.box
        height = page.get_height()
        within = page.get_textpage().get_text_bounded(left, height - bottom, right, height - top)
        assert within.strip() == value.row["amount_printed"]


def test_every_amount_of_a_workbook_stands_in_its_cell(read: dict[str, dict[str, pa.Table]]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(CONTENT["sound.xlsx"]))
    values = list(everything(read["sound.xlsx"]))
    assert len(values) > 100
    for value in values:
        sheet, _, address = value.where.rpartition("!")
        shown = book[sheet][address].value
        assert shown is not None
        assert float(str(shown).replace(",", "")) == float(value.row["amount_printed"].replace(",", ""))


def test_every_amount_of_a_text_stands_in_its_line(read: dict[str, dict[str, pa.Table]]) -> None:
    lines = CONTENT["sound.txt"].decode().splitlines()
    values = list(everything(read["sound.txt"]))
    assert len(values) > 100
    for value in values:
        (number,) = re.findall(r"line (\d+)$", value.where)
        assert value.row["amount_printed"] in lines[int(number) - 1]


def test_a_row_is_told_from_the_whole_to_its_parts(read: dict[str, dict[str, pa.Table]]) -> None:
    values = find_amounts(read["sound.pdf"], AmountQuery(table="expenditure", code=CODE))
    assert [value.row["measure"] for value in values] == ["total", "appropriation", "appropriation_project"]
    assert {value.row["code"] for value in values} == {CODE}
    assert all(CODE in said for value in values for said in value.labels)


def test_a_name_is_whole_before_it_is_a_part(read: dict[str, dict[str, pa.Table]]) -> None:
    tables = dict(read["sound.txt"])
    names = tables["line_items"]["name"].to_pylist()
    whole, longer = "技术研究与开发", "其他技术研究与开发支出"
    assert whole in names
    changed = pa.array([longer if name == "科学技术支出" else name for name in names])
    tables["line_items"] = tables["line_items"].set_column(
        tables["line_items"].column_names.index("name"), "name", changed
    )
    for asked, meant in ((whole, {whole}), (whole[:-1], {whole, longer}), (longer, {longer})):
        assert {
            value.row["name"] for value in find_amounts(tables, AmountQuery(table="expenditure", name=asked))
        } == meant


def test_sides_are_told_apart(read: dict[str, dict[str, pa.Table]]) -> None:
    for side in ("revenue", "expenditure"):
        values = find_amounts(read["sound.txt"], AmountQuery(table="balance", side=side))
        assert {value.row["side"] for value in values} == {side}


def test_without_prose_no_number_is_offered(read: dict[str, dict[str, pa.Table]]) -> None:
    tables = {**read["sound.txt"], "narrative_amounts": read["sound.txt"]["narrative_amounts"].slice(0, 0)}
    with pytest.raises(SourceError, match="no stated amount 1") as refused:
        find_amounts(tables, AmountQuery(amount=1))
    assert "--table" in refused.value.remedy
