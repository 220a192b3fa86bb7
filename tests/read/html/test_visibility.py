"""What styles hide of a page, what they show again, and numbers of which a page does not say whether they are seen."""

from pathlib import Path

import pytest

from flows.errors import UnreadableError
from tests.read.disclosed import document, grids, lines, rows

MAYBE = "@media (min-width: 600px)"


def page(styles: str, cells: str) -> bytes:
    """A page with a style sheet and a table, the last row of which holds some cells."""
    table = f"<table class=t><tr><td>编码</td><td>金额</td></tr><tr class=r><td>201</td>{cells}</tr></table>"
    return f"<!DOCTYPE html><html><head><style>{styles}</style></head><body>{table}</body></html>".encode()


def last_row(folder: Path, styles: str, cells: str) -> list[str]:
    return rows(grids(document(folder, page(styles, cells)))[0])[-1]


def cell_text(folder: Path, styles: str, inside: str) -> str:
    return last_row(folder, styles, f"<td class=c>{inside}</td>")[-1].replace("\n", "")


def refusal(folder: Path, styles: str, inside: str) -> UnreadableError:
    with pytest.raises(UnreadableError, match="a style that cannot be evaluated decides") as caught:
        cell_text(folder, styles, inside)
    return caught.value


HIDE = (
    "display: none",
    "DISPLAY:/**/NONE",
    "display: block; display: none",
    "visibility: hidden",
    "opacity: 0",
    "opacity: 0%",
    "font-size: 0",
    "font-size: 1px",
    "font: 0/0 a",
    "position: absolute; left: -9999px",
    "position: relative; top: -999em",
    "margin-left: -9999px",
    "margin: 0 0 0 -9999px",
    "display: block; text-indent: -9999px",
    "color: transparent",
    "color: rgba(0, 0, 0, 0)",
    "position: absolute; clip: rect(0, 0, 0, 0)",
    "position: absolute; clip: rect(1px 1px 1px 1px)",
    "clip-path: inset(50%)",
    "-webkit-clip-path: inset(100% 0 0)",
    "clip-path: circle(0)",
    "display: block; height: 0; overflow: hidden",
    "float: left; max-width: 1px; overflow-x: hidden",
    "display: inline-block; content-visibility: hidden",
    "position: absolute; inset: auto auto 0 -9999px",
    "position: absolute; inset-inline-start: -9999px",
    "position: absolute; inset-inline: -9999px auto",
    "margin-inline-start: -9999px",
    "margin-inline: -9999px 0",
    "display: block; block-size: 0; overflow: hidden",
)
SHOW = (
    "display: none; display: inline",
    "display: none; display: initial",
    "display: none; all: unset",
    "display: none\\9",
    "*display: none",
    "/* display: none */",
    "opacity: 0.5",
    "font-size: 0.8em",
    "font: bold 12px/0 a",
    "left: -9999px",
    "position: sticky; left: -9999px",
    "text-indent: -9999px",
    "text-indent: 2em",
    "clip: rect(0, 0, 0, 0)",
    "clip-path: inset(10%)",
    "width: 0; height: 0; overflow: hidden",
    "display: block; height: 0",
    "display: block; width: calc(100% - 20px); overflow: hidden",
    "font-size: calc(12px + 1vw)",
    "color: red",
    "color: var(--text)",
    "--size: 12px; font-size: var(--size)",
    "--space: 5px; margin: 0 calc(-1 * var(--space)) 0 calc(-.5 * var(--space))",
    "--shade: red; --text: var(--shade); color: var(--text)",
    "content: '9'",
    "display: block; transform: translate(-50%, -4px) rotate(90deg) scale(0.5, 1)",
    "transform: scale(0)",
    "display: block; transform: none; scale: 1.1; translate: 0 2px",
    "filter: grayscale(100%) drop-shadow(0 0 2px red)",
    "filter: initial",
    "-webkit-text-fill-color: red",
    "color: transparent; -webkit-text-fill-color: #003",
    "color: transparent; -webkit-text-fill-color: inherit; color: red",
    "position: absolute; right: 10px; bottom: 0; inset-block: 0",
    "margin-inline: auto; padding-block: 4px",
    "right: 9999px",
    "inset-inline-start: -9999px",
    "display: block; block-size: 0",
)
MAY_HIDE = (
    "display: var(--shown)",
    "--shown: none; display: var(--shown)",
    "--loop: var(--loop); display: var(--loop)",
    "font-size: var(--small, 0)",
    "opacity: calc(1 - 1)",
    "clip-path: polygon(0 0, 0 0)",
    "position: absolute; left: calc(1px - 9999px)",
    "opacity: 0; animation: fade 1s forwards",
    "display: block; height: 0; overflow: hidden; padding-bottom: 20px",
    "display: block; block-size: 0; overflow: hidden; padding-block-start: 20px",
    "display: block; transform: scale(0)",
    "display: inline-block; -webkit-transform: scale(1, 0)",
    "display: block; transform: translateX(-9999px)",
    "display: block; transform: matrix(0, 0, 0, 0, 0, 0)",
    "display: block; scale: 0",
    "filter: opacity(0)",
    "-webkit-text-fill-color: transparent",
    "color: red; -webkit-text-fill-color: rgb(0 0 0 / 0); color: red",
    "position: absolute; right: 9999px",
    "position: absolute; bottom: 9999px",
)


@pytest.mark.parametrize("style", HIDE)
def test_what_a_style_hides_is_not_read(tmp_path: Path, style: str) -> None:
    assert cell_text(tmp_path, "", f"12<b style='{style}'>99</b>") == "12"
    assert cell_text(tmp_path, f".x {{ {style} }}", "12<b class=x>99</b>") == "12"


@pytest.mark.parametrize("style", SHOW)
def test_what_a_style_does_not_hide_is_read(tmp_path: Path, style: str) -> None:
    unused = ".unused { display: none }"
    assert cell_text(tmp_path, unused, f'1<b style="{style}">23</b>') == "123"
    assert cell_text(tmp_path, f"{unused} .x {{ {style} }}", "1<b class=x>23</b>") == "123"


@pytest.mark.parametrize("style", MAY_HIDE)
def test_a_value_that_cannot_be_evaluated_refuses_a_number(tmp_path: Path, style: str) -> None:
    assert "“23”" in refusal(tmp_path, f".x {{ {style} }}", "1<b class=x>23</b>").what
    assert cell_text(tmp_path, f".x {{ {style} }}", "12<b class=x>万元</b>") == "12万元"


@pytest.mark.parametrize(
    ("selector", "is_chosen"),
    [
        (".c .x", True),
        (".r > td > .x", True),
        (".t > tbody > tr > td b", True),
        (".t > tr .x", False),
        ("tr ~ tr b", True),
        ("td:nth-child(2) b", True),
        ("td:nth-child(1) b", False),
        ("b:not(.y)", True),
        ("b:not(.x)", False),
        ("[data-k^='a']", True),
        ("i, b.x", True),
        (":is(i, b)", True),
        (".x:hover", False),
        (".c:focus-within .x", False),
        (".x::before", False),
        (".x::-webkit-scrollbar", False),
        (".y .x", False),
    ],
)
def test_selectors(tmp_path: Path, selector: str, *, is_chosen: bool) -> None:
    found = cell_text(tmp_path, f"<!-- {selector} {{ display: none }} -->", "12<b class=x data-k=ab>99</b>")
    assert found == ("12" if is_chosen else "1299")


@pytest.mark.parametrize(
    ("styles", "own", "expected"),
    [
        (".x { display: none } .x { display: block }", "", "1299"),
        (".x { display: block } .x { display: none }", "", "12"),
        ("b.x { display: block } .x { display: none }", "", "1299"),
        (".x { display: none !important } b.x { display: block }", "", "12"),
        ("#k { display: block } .c .x { display: none }", "", "1299"),
        (".x { display: none }", "display: inline", "1299"),
        (".x { display: inline !important }", "display: none", "1299"),
        (".x { display: inline !important }", "display: none !important", "12"),
        (".x { visibility: hidden } .c .x { visibility: inherit }", "", "1299"),
    ],
)
def test_the_strongest_declaration_counts(tmp_path: Path, styles: str, own: str, expected: str) -> None:
    assert cell_text(tmp_path, styles, f"12<b class=x id=k style='{own}'>99</b>") == expected


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("@media all", "12"),
        ("@media screen", "12"),
        ("@media only screen", "12"),
        ("@media not print", "12"),
        ("@media print, screen", "12"),
        ("@media print", "1299"),
        ("@media not all", "1299"),
        ("@media print and (min-width: 1px)", "1299"),
        ("@keyframes fade", "1299"),
        ("@media screen and (max-width: 768px)", None),
        ("@media not screen and (color)", None),
        (MAYBE, None),
        ("@supports (display: grid)", None),
        ("@layer base", None),
        ("@container (width > 9px)", None),
        (".c", None),
    ],
)
def test_conditions(tmp_path: Path, condition: str, expected: str | None) -> None:
    styles, inside = f"{condition} {{ .x {{ display: none }} }}", "12<b class=x>99</b>"
    if expected is None:
        refusal(tmp_path, styles, inside)
    else:
        assert cell_text(tmp_path, styles, inside) == expected


def test_the_medium_of_a_sheet(tmp_path: Path) -> None:
    for medium, expected in (("", "12"), ("screen", "12"), ("print", "1299"), ("/* */ all", "12")):
        content = page(".x { display: none }", "<td>12<b class=x>99</b></td>")
        found = document(tmp_path, content.replace(b"<style>", f"<style media='{medium}'>".encode()))
        assert rows(grids(found)[0])[-1] == ["201", expected]


@pytest.mark.parametrize(
    "selector", [".x:foo", ".c .x:foo(a, b)", "b:foo", ":foo", ".y, .x:foo", ".z:foo, .x", "& .x:foo"]
)
def test_a_selector_that_cannot_be_evaluated_may_choose_what_it_names_last(tmp_path: Path, selector: str) -> None:
    refusal(tmp_path, f"{selector} {{ display: none }} .x {{ display: inline }}", "1<b class=x>23</b>")
    if selector != ":foo":
        assert cell_text(tmp_path, f"{selector} {{ display: none }}", "12<i>3</i>") == "123"


def test_a_refusal_says_where(tmp_path: Path) -> None:
    found = refusal(tmp_path, f"\n\n{MAYBE} {{ .x {{ display: none }} }}", "1<b class=x>23</b>")
    assert found.where == "disclosure, line 3"
    assert "PDF" in found.remedy


@pytest.mark.parametrize(
    ("styles", "expected"),
    [
        (f"{MAYBE} {{ .nav {{ display: none }} td {{ padding: 0; color: red }} }}", "12"),
        (f"{MAYBE} {{ .x {{ display: inline }} }}", "12"),
        (f".x {{ display: none }} {MAYBE} {{ .x {{ opacity: 0; color: red }} }}", ""),
        (f".c {{ display: none }} {MAYBE} {{ .x {{ display: none }} }}", "201"),
        (f"{MAYBE} {{ .x {{ display: none }} }} .x {{ display: inline !important }}", "12"),
        (f"{MAYBE} {{ .x {{ color: #fff; background: #003 }} }}", "12"),
    ],
)
def test_conditions_that_decide_nothing_refuse_nothing(tmp_path: Path, styles: str, expected: str) -> None:
    assert cell_text(tmp_path, styles, "<div class=nav>首页</div><b class=x>12</b>").removeprefix("首页") == expected


def test_a_number_that_may_be_shown_refuses_the_page(tmp_path: Path) -> None:
    refusal(tmp_path, f".x {{ display: none }} {MAYBE} {{ .x {{ display: inline }} }}", "1<b class=x>23</b>")
    refusal(tmp_path, f".x {{ font-size: 0 }} {MAYBE} {{ .x {{ font-size: 9px }} }}", "1<b class=x>23</b>")


def test_a_cell_without_number_that_may_be_gone_refuses_its_row(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="201 12"):
        last_row(tmp_path, f"{MAYBE} {{ .x {{ display: none }} }}", "<td class=x></td> <td> 12</td>")


@pytest.mark.parametrize(
    ("outer", "inner"),
    [
        ("visibility: hidden", "visibility: visible"),
        ("font-size: 0", "font-size: 12px"),
        ("color: transparent", "color: #000"),
        ("display: block; text-indent: -9999px", "display: block; text-indent: 0"),
    ],
)
def test_a_text_may_show_again_in_one_that_is_hidden(tmp_path: Path, outer: str, inner: str) -> None:
    assert cell_text(tmp_path, "", f"<b style='{outer}'>9<i style='{inner}'>12</i>9</b>") == "12"
    nested = f"<p style='{outer}'>9<span style='{inner}'>收入</span>9</p>"
    found = document(tmp_path, page("", "<td>1</td>").replace(b"<body>", f"<body>{nested}".encode()))
    assert lines(found) == ["收入"]


@pytest.mark.parametrize("inner", ["font-size: 1em", "font-size: 90%", "opacity: 1", "color: red"])
def test_a_text_without_size_stays_so_in_shares(tmp_path: Path, inner: str) -> None:
    assert cell_text(tmp_path, "", f"12<b style='font-size: 0'><i style='{inner}'>9</i></b>") == "12"


@pytest.mark.parametrize(
    ("styles", "inside", "expected"),
    [
        (".x { color: #fff }", "12<b class=x>99</b>", "12"),
        (".x { color: hsl(0 0% 100%) }", "12<b class=x><i>9</i><u>9</u></b>", "12"),
        (".x { color: #003; background: #003 }", "12<b class=x>9</b>", "12"),
        (".x { color: #fff } .c { background: transparent }", "12<b class=x>9</b>", "12"),
        (".x { color: #fff; background: #003 }", "<b class=x>12</b>", "12"),
        (".x { color: #fff } .r { background: url(a.png) }", "<b class=x>12</b>", "12"),
        (".x { color: #fff } .t { background: #003; background-image: none }", "<b class=x>12</b>", "12"),
        (".x { color: #fff }", "<b class=x>合计</b>", "合计"),
        (".x { color: #fff }", "<b class=x><i style='color: #000'>12</i></b>", "12"),
        (".x { color: #003 }", "<font class=x color=white>12</font>", "12"),
        ("", "<b bgcolor='003366'><font color=white>12</font></b>", "12"),
    ],
)
def test_a_number_in_the_colour_of_its_ground(tmp_path: Path, styles: str, inside: str, expected: str) -> None:
    assert cell_text(tmp_path, styles, inside) == expected


@pytest.mark.parametrize("style", ["visibility: hidden", "opacity: 0", "color: #fff", "font-size: 0", "display: none"])
def test_a_hidden_cell_keeps_its_place_unless_it_is_gone(tmp_path: Path, style: str) -> None:
    kept = [] if style == "display: none" else [""]
    assert last_row(tmp_path, "", f"<td style='{style}'>99</td><td>12</td>") == ["201", *kept, "12"]


@pytest.mark.parametrize("position", ["before", "after"])
def test_a_number_that_a_style_sheet_writes_refuses_the_page(tmp_path: Path, position: str) -> None:
    refusal(tmp_path, f".x::{position} {{ content: '1' }}", "<b class=x></b>23")
    for content in ("counter(row)", "'§' counters(row, '.')", "'(' attr(data-k) ')'"):
        refusal(tmp_path, f".x::{position} {{ content: {content} }}", "<b class=x data-k=9>23</b>")
    for content in ("''", "'¥'", "'\\e900'", "none", "attr(data-k)", "'1'; content: none"):
        assert cell_text(tmp_path, f".x::{position} {{ content: {content} }}", "<b class=x>23</b>") == "23"


@pytest.mark.parametrize("columns", ["<col><col class=x>", "<colgroup class=x><col span=2></colgroup>"])
def test_a_column_that_may_be_gone_refuses_the_numbers_of_its_table(tmp_path: Path, columns: str) -> None:
    def found(style: str) -> list[str]:
        content = page(f".x {{ {style} }}", "<td>12</td>").replace(b"<table class=t>", f"<table>{columns}".encode())
        return rows(grids(document(tmp_path, content))[0])[-1]

    with pytest.raises(UnreadableError, match="cannot be evaluated"):
        found("visibility: collapse")
    assert found("visibility: visible; width: 0; display: none") == ["201", "12"]


def test_the_type_of_a_sheet(tmp_path: Path) -> None:
    for kind, expected in (("", "12"), ("text/CSS", "12"), ("text/less", "1299"), ("text/plain", "1299")):
        content = page(".x { display: none }", "<td>12<b class=x>99</b></td>")
        found = document(tmp_path, content.replace(b"<style>", f"<style type='{kind}'>".encode()))
        assert rows(grids(found)[0])[-1] == ["201", expected]


def test_what_the_author_shows_is_not_hidden_by_its_attribute(tmp_path: Path) -> None:
    assert cell_text(tmp_path, "", "12<b hidden>9</b><input value=9 style='display: none'>") == "12"
    assert cell_text(tmp_path, "b { display: inline }", "1<b hidden>2</b>") == "12"


def test_tables_in_texts_are_seen_alike(tmp_path: Path) -> None:
    hidden = "<table style='display: none'><tr><td>1</td><td>2</td></tr></table>"
    table = "<table><style>td .x { display: none }</style><tr><td>201</td><td>12<b class=x>9</b></td></tr></table>"
    found = grids(document(tmp_path, f"收支总表\n{hidden}\n{table}\n".encode()))
    assert [rows(grid) for grid in found] == [[["201", "12"]]]
    with pytest.raises(UnreadableError, match="cannot be evaluated") as caught:
        document(tmp_path, f"收支总表\n\n{table.replace('display: none', 'display: var(--x)')}\n".encode())
    assert caught.value.where == "disclosure, line 3"
