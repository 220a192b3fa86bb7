"""What cannot be bound to its row and column is refused by name; nothing is guessed, and nothing is left out."""

import re
from pathlib import Path

import pytest

from flows.errors import UnrecognisedError
from tests.recognise.reading import disclosure_of

HEAD = "厦门市示例局2025年部门预算\n\n部门支出总表\n单位：万元\n"
HEADER = "<tr><td>科目编码</td><td>科目名称</td><td>合计</td><td>基本支出</td><td>项目支出</td></tr>"
ROW = "<tr><td>201</td><td>一般公共服务支出</td><td>3.00</td><td>1.00</td><td>2.00</td></tr>"


def document(folder: Path, *rows: str, header: str = HEADER, head: str = HEAD, below: str = "") -> Path:
    path = folder / "a.md"
    path.write_text(f"{head}<table>{header}{''.join(rows)}</table>\n{below}", encoding="utf-8")
    return path


def amounts(path: Path) -> list[tuple[str | None, str, str, str]]:
    (table,) = disclosure_of(path).tables
    return [(item.code, item.name, item.measure, str(item.amount)) for item in table.items]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (ROW.replace("3.00", "#REF!"), "#REF!.*where an amount should"),
        (ROW.replace("3.00", "3.00.1"), "where an amount should"),
        (ROW.replace("201", "").replace("一般公共服务支出", ""), "without name or code"),
        (ROW.replace("<td>3.00</td><td>1.00</td>", "<td colspan=2>3.00</td>"), "several columns at once"),
        (ROW.replace("3.00", "9" * 20), "too large"),
    ],
    ids=["an error of a workbook", "no number", "no label", "over two columns", "too large"],
)
def test_an_amount_that_is_bound_to_nothing_refuses_the_disclosure(tmp_path: Path, row: str, why: str) -> None:
    with pytest.raises(UnrecognisedError, match=why):
        disclosure_of(document(tmp_path, ROW, row))


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (HEADER.replace("项目支出", "本年安排"), ROW),
        (HEADER.replace("项目支出", "其中另项金额"), ROW),
        (HEADER.replace("项目支出", ""), ROW),
        (HEADER.replace("项目支出", "其中另项").replace("合计", "预算数"), ROW),
        (HEADER.replace("项目支出", "其中另项"), ROW.replace("2.00", "4.00")),
    ],
    ids=["may be principal", "an amount", "no heading", "no certain total", "more than the total"],
)
def test_amounts_below_an_unknown_heading_that_may_be_principal_refuse_the_table(
    tmp_path: Path, header: str, row: str
) -> None:
    with pytest.raises(UnrecognisedError, match="a column with amounts is headed"):
        disclosure_of(document(tmp_path, row, header=header))


def test_amounts_below_an_unknown_heading_that_are_a_part_for_certain_are_other_amounts(tmp_path: Path) -> None:
    (table,) = disclosure_of(document(tmp_path, ROW, header=HEADER.replace("项目支出", "变动性项目支出"))).tables
    assert [item.measure for item in table.items] == ["total", "basic"]
    (other,) = table.others
    assert (other.heading, other.kind, other.code, str(other.amount)) == (
        "变动性项目支出",
        "unknown",
        "201",
        "20000.00",
    )


def test_a_table_whose_rows_have_their_names_below_an_unknown_heading_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnrecognisedError, match="no column is known to hold the names"):
        disclosure_of(document(tmp_path, ROW, header=HEADER.replace("科目名称", "何物")))


def test_two_columns_of_one_heading_refuse_the_table(tmp_path: Path) -> None:
    with pytest.raises(UnrecognisedError):
        disclosure_of(document(tmp_path, ROW, header=HEADER.replace("项目支出", "基本支出")))


def test_a_table_without_a_unit_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnrecognisedError, match="no unit"):
        disclosure_of(document(tmp_path, ROW, head=HEAD.replace("单位：万元\n", "")))


def test_a_second_table_of_one_name_is_refused(tmp_path: Path) -> None:
    again = f"部门支出总表\n单位：万元\n<table>{HEADER}{ROW.replace('3.00', '4.00')}</table>\n"
    with pytest.raises(UnrecognisedError, match="two tables may be the expenditure"):
        disclosure_of(document(tmp_path, ROW, below="\n说明如上。\n\n" + again))


def test_a_total_that_a_page_break_parts_goes_on_below_its_columns(tmp_path: Path) -> None:
    """Word sets it as a table of its own, the labels one cell."""
    total = "<table><tr><td>合计</td><td>3.00</td><td>1.00</td><td>2.00</td></tr></table>"
    assert amounts(document(tmp_path, ROW, below="\n" + total))[3:] == [
        (None, "合计", "total", "30000.00"),
        (None, "合计", "basic", "10000.00"),
        (None, "合计", "project", "20000.00"),
    ]


def test_a_narrower_grid_that_cannot_be_laid_below_is_refused(tmp_path: Path) -> None:
    stray = "<table><tr><td>合计</td><td>3.00</td></tr></table>"
    with pytest.raises(UnrecognisedError, match="neither continues it nor has a title"):
        disclosure_of(document(tmp_path, ROW, below="\n" + stray))


def test_a_note_in_a_frame_below_a_table_is_prose(tmp_path: Path) -> None:
    note = "<table><tr><td>注：本表以万元为单位。</td></tr></table>"
    assert len(amounts(document(tmp_path, ROW, below="\n" + note))) == 3


def test_a_table_without_rules_is_refused_rather_than_passed_over(tmp_path: Path) -> None:
    unruled = "科目编码 科目名称 合计 基本支出 项目支出\n201 一般公共服务支出 3.00 1.00 2.00\n"
    with pytest.raises(UnrecognisedError, match="一般公共预算支出表 is printed without rules"):
        disclosure_of(document(tmp_path, ROW, below=f"一般公共预算支出表\n单位：万元\n{unruled}"))


@pytest.mark.parametrize("heading", ["合计（元）", "项目支出(亿元)"])
def test_a_heading_of_another_unit_than_its_table_refuses_it(tmp_path: Path, heading: str) -> None:
    header = HEADER.replace(re.split("[（(]", heading)[0], heading)
    with pytest.raises(UnrecognisedError, match=r"a heading says .*元, and the table 万元"):
        disclosure_of(document(tmp_path, ROW, header=header))


def test_a_heading_that_says_the_unit_of_its_table_again_does_not(tmp_path: Path) -> None:
    assert len(amounts(document(tmp_path, ROW, header=HEADER.replace("合计", "合计（万元）")))) == 3
