"""Numbers in other signs than plain digits are refused with their place: neither left out, nor made another number."""

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from flows.errors import UnrecognisedError
from tests.read.office import RULES, saved
from tests.recognise.reading import disclosure_of

HEADER = ("科目编码", "科目名称", "合计", "基本支出", "项目支出")
ROW = ("201", "一般公共服务支出", "3.00", "3.00")
ODD = ("NaN", "-inf", "∞", "一百", "壹佰元", "十二万元", "①②", "⑴", "½", "1½", "٣٤", "१२", "12²", "12.00①", "Ⅻ", "㊿")


def text(folder: Path, printed: str, *, title: str = "部门支出总表") -> Path:
    path = folder / "a.md"
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in (HEADER, (*ROW, printed)))
    path.write_text(f"厦门市示例局2025年部门预算\n\n{title}\n单位：万元\n<table>{rows}</table>\n", encoding="utf-8")
    return path


def web_page(folder: Path, printed: str) -> Path:
    path = folder / "a.html"
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in (HEADER, (*ROW, printed)))
    title = "<p>厦门市示例局2025年部门预算</p><p>部门支出总表</p><p>单位：万元</p>"
    path.write_text(f"<html><body>{title}<table>{rows}</table></body></html>", encoding="utf-8")
    return path


def workbook(folder: Path, printed: str) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "支出总表"
    for line in (["厦门市示例局2025年部门预算"], ["部门支出总表"], ["单位：万元"], HEADER, (*ROW, printed)):
        sheet.append(list(line))
    for row in sheet.iter_rows(min_row=4):
        for cell in row:
            cell.border = RULES
    path = folder / "a.xlsx"
    path.write_bytes(saved(book))
    return path


@pytest.mark.parametrize("printed", ODD)
@pytest.mark.parametrize("written", [text, web_page, workbook])
def test_a_number_in_other_signs_refuses_its_document(written: object, printed: str, tmp_path: Path) -> None:
    assert callable(written)
    path = written(tmp_path, printed)
    with pytest.raises(UnrecognisedError) as refused:
        disclosure_of(path)
    assert printed in refused.value.what
    assert "table 部门支出总表" in refused.value.where
    assert refused.value.remedy


def test_the_refusal_says_which_cell_and_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UnrecognisedError) as refused:
        disclosure_of(workbook(tmp_path, "①②"))
    assert "①② at 支出总表!E5 is no number in plain digits" in refused.value.what
    assert "plain digits" in refused.value.remedy


@pytest.mark.parametrize(
    ("printed", "amount"),
    [
        ("１２", "120000.00"),
        ("１，２３４．５０", "12345000.00"),
        ("（１．００）", "-10000.00"),
        ("－１．５", "-15000.00"),
        ("12.345678", "123456.78"),
        ("1.23456789", "12345.68"),
        ("-1.2345675", "-12345.68"),
        ("99,999,999,999.99", "999999999999900.00"),
    ],
)
def test_plain_digits_in_any_width_are_read_and_kept_as_printed(printed: str, amount: str, tmp_path: Path) -> None:
    (table,) = disclosure_of(text(tmp_path, printed)).tables
    (found,) = [item for item in table.items if item.measure == "project"]
    assert (found.amount, found.amount_printed) == (Decimal(amount), printed)


@pytest.mark.parametrize(
    ("printed", "unit"), [("9,999,999,999,999,999.99", "元"), ("-9,999,999,999,999,999.99", "元"), ("１" * 16, "万元")]
)
def test_what_is_too_large_to_be_money_is_named_with_the_limit(printed: str, unit: str, tmp_path: Path) -> None:
    path = text(tmp_path, printed)
    path.write_text(path.read_text(encoding="utf-8").replace("单位：万元", f"单位：{unit}"), encoding="utf-8")
    with pytest.raises(UnrecognisedError, match=r"too large to be an amount.*1,000,000,000,000,000 yuan") as refused:
        disclosure_of(path)
    assert printed in refused.value.what


@pytest.mark.parametrize("printed", ["无", "不涉及", "详见说明", "/", "…"])
def test_words_beside_amounts_are_no_numbers(printed: str, tmp_path: Path) -> None:
    (table,) = disclosure_of(text(tmp_path, printed)).tables
    assert [item.measure for item in table.items] == ["total", "basic"]


def test_a_column_of_nothing_else_is_not_passed_over(tmp_path: Path) -> None:
    path = text(tmp_path, "①②")
    path.write_text(path.read_text(encoding="utf-8").replace("项目支出", "其中另项"), encoding="utf-8")
    with pytest.raises(UnrecognisedError, match="①②"):
        disclosure_of(path)


def test_a_form_of_performance_is_read_as_strictly(tmp_path: Path) -> None:
    path = text(tmp_path, "1.00")
    form = "<table><tr><td>项目名称</td><td>示例项目</td></tr><tr><td>预算资金</td><td>①②</td></tr></table>"
    with path.open("a", encoding="utf-8") as file:
        file.write(f"\n项目绩效目标表\n单位：万元\n{form}\n")
    with pytest.raises(UnrecognisedError, match="①② on page"):
        disclosure_of(path)


def test_prose_in_the_digits_of_another_script_is_refused(tmp_path: Path) -> None:
    path = text(tmp_path, "1.00")
    with path.open("a", encoding="utf-8") as file:
        file.write("\n2025年收入预算٣٤万元。\n")
    with pytest.raises(UnrecognisedError, match="٣٤ is no number in plain digits"):
        disclosure_of(path)
