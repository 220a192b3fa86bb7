"""Saved web pages: encodings, tables with spans, tables for the layout, what is not seen, and refusals."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from flows.errors import UnreadableError, UnrecognisedError
from flows.model import Line
from flows.recognise import recognise
from tests.read.disclosed import ITEMS, PROSE, TABLES, Table, blocks, document, grids, items, lines, rows, shown, spans

SMALL = "<table><tr><td>编码</td><td>金额</td></tr><tr><td>201</td><td>1.00</td></tr></table>"


def page(*, charset: str = "utf-8", prose: Iterable[str] = PROSE, tables: Iterable[Table] = TABLES) -> str:
    """The small disclosure as a web page."""
    texts = "".join(f"<p>{text}</p>\n" for text in prose)
    body = texts + "".join(
        f"<p class='title'>{table.title}</p><p>单位：{table.unit}</p>{markup(table)}" for table in tables
    )
    head = f"<meta http-equiv='Content-Type' content='text/html; charset={charset}'><title>公开</title>"
    return f"<!DOCTYPE html><html><head>{head}<style>p {{}}</style></head><body>{body}</body></html>"


def markup(table: Table) -> str:
    """A table with rowspan and colspan."""
    heads = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in table.merges}
    covered = {
        (row, column)
        for top, left, bottom, right in table.merges
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    } - heads.keys()
    found = []
    for row, values in enumerate(table.rows):
        found.append("<tr>")
        for column, value in enumerate(values):
            if (row, column) not in covered:
                down, across = heads.get((row, column), (1, 1))
                found.append(f"<td rowspan='{down}' colspan={across}>\n  <p>{shown(value)}</p>\n</td>")
        found.append("</tr>")
    return f"<table border=1><tbody>{''.join(found)}</tbody></table>"


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("utf-8", "utf-8"), ("gb2312", "gb18030"), ("GBK", "gbk"), ("utf-8", "utf-16"), ("utf-8", "gb18030")],
)
def test_a_disclosure_is_recognised(tmp_path: Path, charset: str, encoding: str) -> None:
    found = document(tmp_path, page(charset=charset).encode(encoding))
    assert sorted(items(found), key=str) == sorted(ITEMS, key=str)
    assert found.metadata == (("title", "公开"),)


@pytest.mark.parametrize("printed", ["100<br>200", "100<p>200</p>", "1200.5<br>0", "-<br>5"])
def test_two_numbers_in_one_cell_refuse_the_disclosure(tmp_path: Path, printed: str) -> None:
    content = page().replace("<p>1,200.50</p>", f"<p>{printed}</p>", 1)
    with pytest.raises(UnrecognisedError, match="more than one number in one cell"):
        recognise(document(tmp_path, content.encode()))


def test_spans(tmp_path: Path) -> None:
    found = spans(grids(document(tmp_path, page().encode()))[1])
    assert found["基本支出"] == (0, 3, 1, 3)
    assert found["项目支出"] == (0, 6, 2, 1)


def test_order_numbers_and_addresses(tmp_path: Path) -> None:
    found = document(tmp_path, f"<html><h1>收入</h1>{SMALL}说明：<b>1</b>00<br>完</html>".encode())
    first, grid, *last = blocks(found)
    assert first == Line("收入", 1, reference="paragraph 1")
    assert last == [
        Line("说明：100", 4, reference="paragraph 2"),
        Line("完", 4, reference="paragraph 2"),
    ]
    assert [(cell.page, cell.reference) for cell in grids(found)[0].cells if cell.text == "1.00"] == [(3, "表1!R2C2")]
    assert grid.page == 2


def test_tables_for_the_layout_are_no_grids(tmp_path: Path) -> None:
    frame = f"<html><table><tr><td>左</td><td><p>支出表</p>{SMALL}</td></tr></table><table><tr><td>完</td></tr></table>"
    found = document(tmp_path, frame.encode())
    assert lines(found) == ["左", "支出表", "完"]
    assert rows(grids(found)[0]) == [["编码", "金额"], ["201", "1.00"]]


def test_what_a_browser_does_not_show_is_not_read(tmp_path: Path) -> None:
    unseen = (
        "<script>var a = '<p>一</p>';</script><style>二</style><!-- 三 --><p style='display: none'>四</p>"
        "<p hidden>五</p><noscript>六</noscript><nav>七</nav><select><option>八</option></select>"
    )
    hidden = "<tr style='display:none'><td>九</td><td>十</td></tr>"
    table = f"<table>{hidden}<tr><td>编码<!-- 旧 --></td><td>金额</td></tr></table>"
    found = document(tmp_path, f"<html><body>{unseen}<p>见</p>{table}</body></html>".encode())
    assert lines(found) == ["见"]
    assert rows(grids(found)[0]) == [["编码", "金额"]]


SHEET = (
    "<style><!-- td.a, .b , #c { color: red; display : none } p.d {visibility:hidden} --></style>"
    "<style>@media print { .e { display: none } } .f:hover { display: none } .g .h { display: none }</style>"
    "<style media=print>.i { display: none }</style>"
)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("12<span class='x b'>99</span>", "12"),
        ("12<i id=c>99</i>", "12"),
        ("12<span class=a>3</span>", "123"),
        ("12<span class=e>3</span><span class=f>4</span><b class=h>5</b><b class=i>6</b>", "123456"),
        ("12<span style='font-size:0'>99</span>", "12"),
        ("12<span style='color:red;opacity:0'>99</span>", "12"),
        ("12<span style='opacity:0.5;font-size:0.8em'>3</span>", "123"),
        ("12<span style='position:absolute;left:-9999px'>99</span>", "12"),
        ("12<font color='#FFFFFF'>99</font>", "12"),
        ("<b style='background:#003;color:#fff'>12</b>", "12"),
        ("<b style='color:#fff'>合计</b>", "合计"),
        ("12.00<sup>1</sup>", "12.00\n1"),
        ("5<sup>1</sup>", "5\n1"),
        ("说明<sup>1</sup>", "说明1"),
        ("<del>12</del><ins>15</ins>", "12\n15"),
        ("<ruby>5<rt>9</rt></ruby>", "5"),
        ("<input type=hidden value=9><input value='12.00'>", "12.00"),
        ("<textarea>12.00</textarea>", "12.00"),
        ("<select><option>1<option selected>2</select>", "2"),
        ("<table><tr><td>12.00</td></tr></table>", "12.00"),
    ],
)
def test_a_cell_says_what_a_browser_shows_there(tmp_path: Path, cell: str, expected: str) -> None:
    table = f"<table><tr><td>编码</td><td>金额</td></tr><tr><td>201</td><td>{cell}</td></tr></table>"
    found = document(tmp_path, f"<html><head>{SHEET}</head><body>{table}</body></html>".encode())
    assert rows(grids(found)[0])[1] == ["201", expected]


def test_hidden_cells_and_rows_leave_no_gap(tmp_path: Path) -> None:
    table = (
        "<table><tr><td>编码</td><td class=a>旧</td><td>金额</td></tr>"
        "<tr><td>201</td><td class=a>9</td><td>1.00</td></tr>"
        "<tr style='visibility:collapse'><td>202</td><td class=a>9</td><td>2.00</td></tr></table>"
    )
    found = document(tmp_path, f"<html><head>{SHEET}</head><body>{table}</body></html>".encode())
    assert rows(grids(found)[0]) == [["编码", "金额"], ["201", "1.00"]]


@pytest.mark.parametrize(("span", "down"), [("3", 2), ("0", 2), ("1", 1)])
def test_no_cell_goes_on_below_its_group_of_rows(tmp_path: Path, span: str, down: int) -> None:
    table = (
        f"<table><tbody><tr><td>甲</td><td rowspan={span}>乙</td></tr><tr><td>丙</td></tr></tbody>"
        "<tbody><tr><td>丁</td><td>5</td></tr></tbody></table>"
    )
    found = spans(grids(document(tmp_path, f"<html>{table}".encode()))[0])
    assert found["乙"] == (0, 1, down, 1)
    assert found["5"] == (2, 1, 1, 1)


def test_links_to_other_pages_are_no_lines(tmp_path: Path) -> None:
    site = "<ul><li><a href='/'>首页</a></li></ul><p><a href='/a'>新闻</a> | <a href='/b'>中心</a></p>"
    menu = "<table><tr><td><a href='/c'>政务</a></td><td><a href='/d'>公开</a></td></tr></table>"
    kept = "<p><a href='p.html#t1'>收支总表</a></p><p>附件：<a href='a.pdf'>表</a></p><p><a name='x'>总表</a></p>"
    found = document(tmp_path, f"<html>{site}{menu}{kept}{SMALL}</html>".encode())
    assert lines(found) == ["收支总表", "附件：表", "总表"]
    assert len(grids(found)) == 1


@pytest.mark.parametrize(
    "opening",
    ["<html>", "<!-- 保存 --><html>", "<meta charset=utf-8>", "", "\ufeff<HTML>", "<?xml version='1.0'?><html>"],
)
def test_a_page_is_known_by_its_bytes(tmp_path: Path, opening: str) -> None:
    assert document(tmp_path, f"{opening}{SMALL}".encode(), "表.xls").format == "html"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<!DOCTYPE html><html><body><h1>404 Not Found</h1></body></html>", "web page without any table"),
        ("<html><table><tr><td>系统繁忙</td></tr></table></html>".encode(), "web page without any table"),
        (b"<html><frameset><frame src='a.htm'></frameset></html>", "web page without any table"),
        (b"<html>\x81\xff\xfe\xfd</html>", "no encoding"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n--x\r\n<html>", "MHTML"),
        (b"<?xml version='1.0'?><?mso-application progid='Excel.Sheet'?><Workbook/>", "2003 in XML"),
    ],
)
def test_what_cannot_be_read_is_refused(tmp_path: Path, content: bytes, words: str) -> None:
    with pytest.raises(UnreadableError, match=words) as caught:
        document(tmp_path, content, "budget.pdf")
    assert caught.value.where == "budget.pdf"
    assert caught.value.remedy


BOMB = "<table>" + "<tr><td rowspan=1000 colspan=1000>1</td></tr>" * 2000 + "</table>"


@pytest.mark.parametrize(
    "content",
    [
        "<html>" + "<div>" * 100_000 + SMALL,
        "<html>" + "<table><tr><td>" * 50_000 + SMALL,
        "<html>" + BOMB,
        "表" + BOMB,
        "<html><style>a" + "(" * 50_000 + ")" * 50_000 + "{}</style>" + SMALL,
        f"<html><style>.a {'div ' * 20} {{ display: none }}</style>" + "<div>" * 100 + SMALL,
    ],
    ids=["divisions", "tables", "spans", "text", "brackets", "selectors"],
)
def test_a_dangerous_page_is_refused_soon(tmp_path: Path, content: str) -> None:
    with pytest.raises(UnreadableError, match=r"damaged|any table"):
        document(tmp_path, content.encode())
