"""XLS: the same as XLSX, in the format of Excel 97; and what else an OLE file may be."""

import io
from pathlib import Path
from typing import Any

import pytest
import xlwt

from flows.errors import UnreadableError
from tests.read.disclosed import ITEMS, document, grids, items, lines, rows, spans
from tests.read.office import OLD_RULES, old_workbook, saved


@pytest.mark.parametrize("ruled", [True, False])
def test_a_disclosure_is_recognised(tmp_path: Path, *, ruled: bool) -> None:
    found = document(tmp_path, old_workbook(ruled=ruled))
    assert found.format == "xls"
    assert sorted(items(found), key=str) == sorted(ITEMS, key=str)


def test_spans_and_addresses(tmp_path: Path) -> None:
    found = document(tmp_path, old_workbook())
    assert spans(grids(found)[1])["基本支出"] == (0, 3, 1, 3)
    assert spans(grids(found)[1])["项目支出"] == (0, 6, 2, 1)
    assert next(cell.reference for cell in grids(found)[0].cells if cell.text == "34.00") == "收支预算总表!B6"


def sheet_of(*values: tuple[Any, ...], pattern: str = "General") -> tuple[xlwt.Workbook, Any]:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("表", cell_overwrite_ok=True)
    style = xlwt.easyxf(OLD_RULES, num_format_str=pattern)
    for row, texts in enumerate(values):
        for column, value in enumerate(texts):
            sheet.write(row, column, value, style)
    return book, sheet


@pytest.mark.parametrize(
    ("value", "pattern", "text"),
    [
        (1234.5, "General", "1234.5"),
        (1234.565, "#,##0.00", "1,234.57"),
        (0, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"),
        (0.1234, "0.00%", "12.34%"),
        (45689, 'yyyy"年"m"月"', "2025年2月"),
        (1e10, "yyyy-mm-dd", "10000000000"),
        (True, "General", "TRUE"),
        ("1,234.00", "@", "1,234.00"),
        (1234, "@", "1234"),
        (-5, "0.00_ ;[Red]0.00\\ ", "-5.00"),
        (-5, "0.00;[红色](0.00)", "(5.00)"),
        (-5, "0.00;[Blue]0.00", "5.00"),
    ],
)
def test_numbers_are_read_as_they_are_shown(tmp_path: Path, value: Any, pattern: str, text: str) -> None:
    book, _ = sheet_of(("名称", "金额"), ("甲", value), pattern=pattern)
    assert rows(grids(document(tmp_path, saved(book)))[0])[1][1] == text


def test_white_numbers_and_zeros_that_are_not_shown_are_not_read(tmp_path: Path) -> None:
    book, sheet = sheet_of(("名称", "甲", "乙", "丙"), ("金额", "", "", 3), ("合计", 4, 5, 0))
    sheet.write(1, 1, 1, xlwt.easyxf(f"font: colour white; {OLD_RULES}"))
    sheet.write(1, 2, 2, xlwt.easyxf(f"font: colour white; pattern: pattern solid, fore_colour blue; {OLD_RULES}"))
    sheet.show_zero_values = False
    assert rows(grids(document(tmp_path, saved(book)))[0])[1:] == [["金额", "", "2", "3"], ["合计", "4", "5", ""]]


@pytest.mark.parametrize(
    ("font", "expected"),
    [("escapement superscript", "12.00\n1"), ("struck_out on", "12.00\n1"), ("bold on", "12.001")],
)
def test_what_is_raised_or_struck_out_is_no_part_of_a_number(tmp_path: Path, font: str, expected: str) -> None:
    book, sheet = sheet_of(("名称", "金额"), ("甲", ""))
    parts = [("12.00", xlwt.Font()), ("1", xlwt.easyxf(f"font: {font}").font)]
    sheet.write_rich_text(1, 1, parts, xlwt.easyxf(OLD_RULES))
    assert rows(grids(document(tmp_path, saved(book)))[0])[1] == ["甲", expected]


def test_what_is_hidden_is_not_read(tmp_path: Path) -> None:
    book, sheet = sheet_of(("编码", "旧", "金额"), ("201", 9, 1), ("202", 9, 2))
    sheet.row(2).hidden = True
    sheet.col(1).hidden = True
    book.add_sheet("藏").write(0, 0, "藏")
    book.get_sheet(1).visibility = 1
    found = document(tmp_path, saved(book))
    assert len(found.pages) == 1
    assert rows(grids(found)[0]) == [["编码", "金额"], ["201", "1"]]
    assert lines(found) == []


WHOLE = old_workbook()


def compound(stream: str) -> bytes:
    """An OLE file whose one stream at the root has another name."""
    book, _ = sheet_of(("名称", "金额"))
    old, new = ("Workbook".encode("utf-16-le").ljust(64, b"\0"), stream.encode("utf-16-le").ljust(64, b"\0"))
    content = bytearray(saved(book))
    place = content.index(old)
    content[place : place + 66] = new + (2 * len(stream) + 2).to_bytes(2, "little")
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "words", "remedy"),
    [
        (compound("WordDocument"), "Word 97", "DOCX"),
        (compound("EncryptedPackage"), "encrypted", "open copy"),
        (compound("Else"), "unknown program", "convert"),
        (WHOLE[:512], "damaged", "Fetch"),
        (WHOLE[:5000], "damaged", "Fetch"),
        (WHOLE.replace(b"\x09\x08\x10\x00", b"\x09\x08\xff\x7f", 1), "damaged", "Fetch"),
        (saved(sheet_of()[0]), "holds a text", "Open it"),
    ],
    ids=["word", "encrypted", "else", "header", "cut", "broken", "blank"],
)
def test_what_cannot_be_read_is_refused(tmp_path: Path, content: bytes, words: str, remedy: str) -> None:
    with pytest.raises(UnreadableError, match=words) as caught:
        document(tmp_path, content, "budget.xls")
    assert caught.value.where == "budget.xls"
    assert remedy in caught.value.remedy


def test_an_encrypted_workbook_is_refused(tmp_path: Path) -> None:
    """Its password record (FILEPASS) follows the first record."""
    content = saved(sheet_of(("名称", "金额"))[0])
    start = content.index(b"\x09\x08\x10\x00") + 20
    locked = content[:start] + b"\x2f\x00" + content[start + 2 :]
    with pytest.raises(UnreadableError, match="encrypted"):
        document(tmp_path, io.BytesIO(locked).getvalue())
