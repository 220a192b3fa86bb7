"""DOCX: paragraphs and tables in order, merged cells, what is not seen, numbers that Word sets, and refusals."""

from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from flows.errors import UnreadableError
from flows.model import Grid, Line
from tests.read.disclosed import ITEMS, TABLES, blocks, document, grids, items, lines, rows, spans
from tests.read.office import put_word_table, word, written


def test_a_disclosure_is_recognised(tmp_path: Path) -> None:
    assert sorted(items(document(tmp_path, word())), key=str) == sorted(ITEMS, key=str)


def test_merged_cells_are_spans(tmp_path: Path) -> None:
    found = spans(grids(document(tmp_path, word()))[1])
    assert found["科目编码"] == (0, 0, 2, 1)
    assert found["基本支出"] == (0, 3, 1, 3)
    assert found["项目支出"] == (0, 6, 2, 1)
    assert found["合计"] == (5, 0, 1, 2)


def test_order_numbers_and_addresses(tmp_path: Path) -> None:
    found = docx.Document()
    found.add_paragraph("一、收入")
    found.add_paragraph("")
    put_word_table(found, TABLES[2])
    found.add_paragraph("二、支出")
    first, grid, last = blocks(document(tmp_path, written(found)))
    assert (first, last) == (
        Line("一、收入", 1, reference="paragraph 1"),
        Line("二、支出", 6, reference="paragraph 2"),
    )
    assert isinstance(grid, Grid)
    cell = next(cell for cell in grid.cells if cell.text == "302")
    assert (cell.page, cell.reference) == (4, "表1!R3C1")


def body(markup: str) -> bytes:
    """A document whose body holds this markup."""
    found = docx.Document()
    for element in parse_xml(f"<w:body {nsdecls('w')}>{markup}</w:body>"):
        found.element.body.append(element)
    return written(found)


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


DELETED = "<w:del w:id='2'><w:r><w:delText>减</w:delText></w:r></w:del>"
BOX = f"<w:r><w:pict><w:txbxContent><w:p>{run('框')}</w:p></w:txbxContent></w:pict></w:r>"


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (f"<w:p><w:ins w:id='1'>{run('加')}</w:ins>{DELETED}</w:p>", ["加"]),
        (f"<w:p>{run('见')}{run('藏', '<w:vanish/>')}</w:p>", ["见"]),
        (f"<w:p>{run('2025年')}<w:r><w:br/></w:r>{run('预算')}</w:p>", ["2025年", "预算"]),
        (f"<w:sdt><w:sdtContent><w:p>{run('目录')}</w:p></w:sdtContent></w:sdt>", ["目录"]),
        (f"<w:p><w:smartTag>{run('3.5')}</w:smartTag>{run('万元')}</w:p>", ["3.5万元"]),
        (f"<w:p><w:hyperlink>{run('总表')}<w:r><w:tab/></w:r>{run('3')}</w:hyperlink></w:p>", ["总表\t3"]),
        ("<w:p><w:r><w:instrText>TOC</w:instrText></w:r></w:p>", []),
        (f"<w:p>{run('外')}{BOX}</w:p>", ["外", "框"]),
    ],
    ids=["tracked", "hidden", "breaks", "control", "tag", "link", "field", "box"],
)
def test_what_is_seen_is_read(tmp_path: Path, markup: str, expected: list[str]) -> None:
    assert lines(document(tmp_path, body(markup + f"<w:p>{run('完')}</w:p>"))) == [*expected, "完"]


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{run(text)}</w:p></w:tc>"


def table(*rows_: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows_) + "</w:tbl>"


def test_cells_merged_downwards_beside_cells_that_are_not(tmp_path: Path) -> None:
    start, on = "<w:vMerge w:val='restart'/>", "<w:vMerge/>"
    markup = table(
        cell("甲", start) + cell("乙", "<w:gridSpan w:val='2'/>"),
        cell("", on) + cell("丙") + cell("丁", start),
        cell("", on) + cell("戊") + cell("", on),
        cell("己", start) + cell("庚") + cell("辛"),
    )
    grid = grids(document(tmp_path, body(markup)))[0]
    assert spans(grid) == {
        "甲": (0, 0, 3, 1),
        "乙": (0, 1, 1, 2),
        "丙": (1, 1, 1, 1),
        "丁": (1, 2, 2, 1),
        "戊": (2, 1, 1, 1),
        "己": (3, 0, 1, 1),
        "庚": (3, 1, 1, 1),
        "辛": (3, 2, 1, 1),
    }
    assert (grid.rows, grid.columns) == (4, 3)


def test_a_row_that_begins_further_in(tmp_path: Path) -> None:
    markup = table(cell("甲") + cell("乙"), "<w:trPr><w:gridBefore w:val='1'/></w:trPr>" + cell("丙"))
    assert spans(grids(document(tmp_path, body(markup)))[0])["丙"] == (1, 1, 1, 1)


STYLES = (
    "<w:style w:type='character' w:styleId='Unseen'><w:rPr><w:vanish/></w:rPr></w:style>"
    "<w:style w:type='character' w:styleId='Heir'><w:basedOn w:val='Unseen'/></w:style>"
    "<w:style w:type='table' w:styleId='Dark'><w:tblStylePr w:type='lastRow'><w:tcPr><w:shd w:fill='003366'/></w:tcPr>"
    "</w:tblStylePr></w:style>"
)
WHITE = "<w:color w:val='FFFFFF'/>"
RAISED = "<w:vertAlign w:val='superscript'/>"
STRUCK = "<w:strike/>"
BEGIN, SEPARATE, END = (f"<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>" for kind in ("begin", "separate", "end"))
MATHS = (
    "<m:oMath xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math'><m:r><m:t>12.5</m:t></m:r></m:oMath>"
)
MINUS = "<w:r><w:sym w:font='Symbol' w:char='F02D'/></w:r>"
TICK = "<w:r><w:sym w:font='Wingdings' w:char='F0FE'/></w:r>"
FLOATING = f"<w:r><w:pict><w:txbxContent><w:p>{run('9')}</w:p></w:txbxContent></w:pict></w:r>"
JOINED = f"<w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr>{run('12')}</w:p><w:p>{run('34')}"


def styled(markup: str) -> bytes:
    """A document with styles that hide and shade."""
    found = docx.Document()
    for style in parse_xml(f"<w:styles {nsdecls('w')}>{STYLES}</w:styles>"):
        found.styles.element.append(style)
    for element in parse_xml(f"<w:body {nsdecls('w')}>{markup}</w:body>"):
        found.element.body.append(element)
    return written(found)


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (run("12.00") + run("1", RAISED), "12.00\n1"),
        (run("12", STRUCK) + run("15"), "12\n15"),
        (run("1") + run("5", "<w:strike w:val='0'/>"), "15"),
        (run("1") + run("9", "<w:rStyle w:val='Heir'/>"), "1"),
        (run("1") + run("5", "<w:rStyle w:val='Heir'/><w:vanish w:val='0'/>"), "15"),
        (run("12") + run("99", WHITE), "12"),
        (run("合计", WHITE), "合计"),
        (run("12", WHITE + "<w:shd w:fill='003366'/>"), "12"),
        (BEGIN + run("IF 5") + SEPARATE + run("2") + END + run("3"), "23"),
        (BEGIN + BEGIN + SEPARATE + run("5") + END + SEPARATE + run("2") + END, "2"),
        (MATHS, "12.5"),
        (MINUS + run("5"), "-5"),
        (TICK + run("5"), "\ufffd5"),
        ("<w:r><w:ruby><w:rt>" + run("9") + "</w:rt><w:rubyBase>" + run("5") + "</w:rubyBase></w:ruby></w:r>", "5"),
        (run("5") + FLOATING, "5\n9"),
        (FLOATING, "9"),
        (JOINED, "1234"),
    ],
)
def test_a_cell_says_what_is_seen_there(tmp_path: Path, inside: str, expected: str) -> None:
    markup = table(cell("编码") + cell("金额"), cell("201") + f"<w:tc><w:p>{inside}</w:p></w:tc>")
    assert rows(grids(document(tmp_path, styled(markup)))[0])[1] == ["201", expected]


@pytest.mark.parametrize(("style", "expected"), [("", ""), ("<w:tblPr><w:tblStyle w:val='Dark'/></w:tblPr>", "12")])
def test_a_white_number_is_seen_on_what_a_table_style_shades(tmp_path: Path, style: str, expected: str) -> None:
    row = cell("合计") + f"<w:tc><w:p>{run('12', WHITE)}</w:p></w:tc>"
    markup = table(row).replace("<w:tbl>", f"<w:tbl>{style}")
    assert rows(grids(document(tmp_path, styled(markup)))[0]) == [["合计", expected]]


def test_a_table_of_one_cell_in_a_cell_is_its_text(tmp_path: Path) -> None:
    markup = table(cell("编码") + cell("金额"), cell("201") + f"<w:tc>{table(cell('1.00'))}<w:p/></w:tc>")
    assert rows(grids(document(tmp_path, body(markup)))[0])[1] == ["201", "1.00"]


def test_changes_to_cells_that_nobody_accepted_refuse_the_document(tmp_path: Path) -> None:
    markup = table(cell("编码") + cell("9", "<w:cellDel w:id='1'/>") + cell("5"))
    with pytest.raises(UnreadableError, match="1 cells were inserted, deleted or merged"):
        document(tmp_path, body(markup))


def test_a_paragraph_whose_end_is_deleted_goes_on(tmp_path: Path) -> None:
    assert lines(document(tmp_path, body(f"<w:p>{JOINED}</w:p>"))) == ["1234"]


def test_deleted_and_hidden_rows_are_not_read(tmp_path: Path) -> None:
    markup = table(
        cell("甲"), "<w:trPr><w:del w:id='1'/></w:trPr>" + cell("乙"), "<w:trPr><w:hidden/></w:trPr>" + cell("丙")
    )
    assert rows(grids(document(tmp_path, body(markup)))[0]) == [["甲"]]


def test_a_table_that_holds_a_table_is_layout(tmp_path: Path) -> None:
    inner = table(cell("编码") + cell("金额"), cell("201") + cell("1.00"))
    markup = table(f"<w:tc><w:p>{run('支出表')}</w:p>{inner}<w:p>{run('备注')}</w:p></w:tc>")
    found = document(tmp_path, body(markup))
    assert lines(found) == ["支出表", "备注"]
    assert rows(grids(found)[0]) == [["编码", "金额"], ["201", "1.00"]]


def level(depth: int, written_: str, text: str) -> str:
    return (
        f"<w:lvl w:ilvl='{depth}'><w:start w:val='1'/><w:numFmt w:val='{written_}'/>"
        f"<w:suff w:val='nothing'/><w:lvlText w:val='{text}'/></w:lvl>"
    )


LEVELS = (
    level(0, "chineseCountingThousand", "%1、")
    + level(1, "chineseCounting", "（%2）")
    + level(2, "decimal", "%3.")
    + level(3, "bullet", "•")
)
AGAIN = "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='5'/></w:lvlOverride>"
NUMBERS = (
    f"<w:numbering {nsdecls('w')}><w:abstractNum w:abstractNumId='7'>{LEVELS}</w:abstractNum>"
    "<w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num>"
    f"<w:num w:numId='2'><w:abstractNumId w:val='7'/>{AGAIN}</w:num></w:numbering>"
)


def numbered(places: list[tuple[int, int]]) -> bytes:
    """A document of paragraphs that are numbered by Word: for each its list and its depth."""
    found: Any = docx.Document()
    root = found.part.numbering_part.element
    for element in list(root):
        root.remove(element)
    for element in parse_xml(NUMBERS):
        root.append(element)
    for name, depth in places:
        properties = found.add_paragraph("甲").paragraph_format.element.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = depth
        properties.get_or_add_numId().val = name
    return written(found)


def test_numbers_that_word_sets_are_read(tmp_path: Path) -> None:
    places = [(1, 0), (1, 1), (1, 1), (1, 2), (1, 3), (1, 0), (1, 1), (2, 0), (2, 0)]
    found = lines(document(tmp_path, numbered(places)))
    assert found == ["一、甲", "（一）甲", "（二）甲", "1.甲", "甲", "二、甲", "（一）甲", "五、甲", "六、甲"]


def test_a_paragraph_takes_the_number_of_its_style(tmp_path: Path) -> None:
    found = docx.Document()
    found.add_paragraph("甲", style="List Number")
    found.add_paragraph("乙", style="List Number")
    assert lines(document(tmp_path, written(found))) == ["1. 甲", "2. 乙"]


def test_a_document_without_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="no text") as caught:
        document(tmp_path, written(docx.Document()), "budget.docx")
    assert caught.value.where == "budget.docx"


@pytest.mark.parametrize("length", [30, 400, 5000, 20000])
def test_a_cut_document_is_refused(tmp_path: Path, length: int) -> None:
    with pytest.raises(UnreadableError, match="damaged"):
        document(tmp_path, word()[:length])


def test_spans_without_measure_are_bounded(tmp_path: Path) -> None:
    wide = "<w:gridSpan w:val='999999999'/>"
    markup = table(*(cell("甲", wide) for _ in range(2000)))
    with pytest.raises(UnreadableError, match="more than 1,000,000 cells"):
        document(tmp_path, body(markup))


def test_an_embedded_object_may_be_a_table_and_refuses_the_document(tmp_path: Path) -> None:
    markup = f"<w:p {nsdecls('w')}><w:r><w:object/></w:r></w:p>"
    with pytest.raises(UnreadableError, match="1 embedded objects"):
        document(tmp_path, body(markup + table(cell("合计"))))
