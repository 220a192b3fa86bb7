"""Text and Markdown: tables set with tabs, pipes and HTML, in the encodings that publishers use."""

import hashlib
from pathlib import Path

import pytest

from flows.errors import UnreadableError
from flows.model import Document, Grid, Line, Snapshot, Source
from flows.read import read


def document(folder: Path, content: bytes) -> Document:
    path = folder / "disclosure"
    path.write_bytes(content)
    return read(Snapshot(Source("disclosure.txt"), hashlib.sha256(content).hexdigest(), len(content), path))


def only_grid(found: Document) -> Grid:
    grids = [block for block in found.pages[0].blocks if isinstance(block, Grid)]
    assert len(grids) == 1
    return grids[0]


def rows(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in grid.cells if cell.row == row] for row in range(grid.rows)]


TABS = "支出总表\n单位：万元\n科目编码\t科目名称\t合计\n\n201\t一般公共服务支出\t3.00\n合计\t\t3.00\n备注：完\n"


def test_tabs_make_a_grid_that_a_blank_line_does_not_end(tmp_path: Path) -> None:
    found = document(tmp_path, TABS.encode())
    expected = [["科目编码", "科目名称", "合计"], ["201", "一般公共服务支出", "3.00"], ["合计", "", "3.00"]]
    assert rows(only_grid(found)) == expected
    texts = [block.text for block in found.pages[0].blocks if isinstance(block, Line)]
    assert texts == ["支出总表", "单位：万元", "备注：完"]


def test_a_cell_knows_its_line(tmp_path: Path) -> None:
    grid = only_grid(document(tmp_path, TABS.encode()))
    assert {cell.page for cell in grid.cells if cell.row == 1} == {5}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    assert rows(only_grid(document(tmp_path, TABS.encode(encoding))))[1] == ["201", "一般公共服务支出", "3.00"]


def test_pipes_make_a_grid_without_the_rule_below_its_header(tmp_path: Path) -> None:
    text = "# 收入总表\n\n| 项目 | 预算数 |\n| --- | ---: |\n| 一、财政拨款 | 1,000.00 |\n"
    found = document(tmp_path, text.encode())
    assert rows(only_grid(found)) == [["项目", "预算数"], ["一、财政拨款", "1,000.00"]]
    assert found.pages[0].blocks[0] == Line("收入总表", 1)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("12<br>15", "12\n15"), ("12.00<sup>1</sup>", "12.00\n1"), ("5<del>1</del>", "5\n1"), ("**2**<b>3</b>", "**2**3")],
)
@pytest.mark.parametrize("row", ["| 201 | {} |", "201\t{}", "<table><tr><td>201</td><td>{}</td></tr></table>"])
def test_two_numbers_in_one_cell_stay_two(tmp_path: Path, cell: str, expected: str, row: str) -> None:
    assert rows(only_grid(document(tmp_path, f"支出\n{row.format(cell)}\n".encode()))) == [["201", expected]]


def test_html_tables_keep_their_spans(tmp_path: Path) -> None:
    markup = (
        "<table><tr><td rowspan='2'>项目</td><td colspan='2'>预算数</td></tr>"
        "<tr><td>基本支出</td><td>项目支出</td></tr><tr><td>合计</td><td>1</td><td>2</td></tr></table>"
    )
    grid = only_grid(document(tmp_path, f"支出表\n{markup}\n".encode()))
    spans = {cell.text: (cell.row, cell.column, cell.row_span, cell.column_span) for cell in grid.cells}
    assert spans["项目"] == (0, 0, 2, 1)
    assert spans["预算数"] == (0, 1, 1, 2)
    assert spans["项目支出"] == (1, 2, 1, 1)


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "empty"), (b"  \n ", "empty"), (b"\x00\x01\x02binary", "binary"), (b"\x81\xff\xfe\xfd text", "encoding")],
)
def test_what_cannot_be_read_is_refused_by_name(tmp_path: Path, content: bytes, words: str) -> None:
    with pytest.raises(UnreadableError, match=words) as caught:
        document(tmp_path, content)
    assert caught.value.where == "disclosure.txt"
    assert caught.value.remedy
