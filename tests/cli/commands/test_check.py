"""`gongkai check`: what it tells in every format, and its exit status, on typeset disclosures with a planted error."""

import base64
import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import html
from PIL import Image

from flows.cli.main import main
from flows.contract import VERSION, rules, table_schema
from flows.reports.checklist import FORMATS, CheckReport
from tests.cli.commands.planting import CODE, HELD_AGAINST, PRINTED, SOUND, planted
from tests.cli.running import Run, gongkai, report_on
from tests.places import ROOT
from tests.typeset.pdf import pdf
from tests.typeset.text import text

DOCS = (ROOT / "docs" / "checking.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("documents")
    (folder / "sound.txt").write_bytes(text(SOUND))
    (folder / "planted.txt").write_bytes(text(planted()))
    (folder / "planted.pdf").write_bytes(pdf(planted()))
    return folder


def checked(document: Path, output: Path, status: int = 1) -> Path:
    gongkai("check", document, "--output", output, status=status)
    return output


def written(report: CheckReport, name: str, folder: Path) -> Path:
    path = folder / f"findings.{name}"
    path.write_bytes(FORMATS[name](report))
    return path


@pytest.fixture(scope="module")
def told(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the findings on the planted PDF in every format, each file named by it."""
    output = tmp_path_factory.mktemp("told")
    report = report_on(folder / "planted.pdf", archive=tmp_path_factory.mktemp("archive"))
    for name in FORMATS:
        written(report, name, output)
    return output


@pytest.fixture(scope="module")
def printed(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Run, Path]:
    """What is told of a document where no output is named, and the folder in which the command was run."""
    here = tmp_path_factory.mktemp("here")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(here)
        return gongkai("check", folder / "planted.txt", status=1), here


def of_json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def test_text_tells_each_finding_in_both_languages_with_both_values_and_its_rule(told: Path) -> None:
    said = (told / "findings.text").read_text(encoding="utf-8")
    counts, first, *_ = said.split("\n\n")
    assert re.match(r"【部门支出预算总体情况表】\n1\. 错误 error  第\d+页 page \d+\n", first)
    assert CODE in first.splitlines()[2]
    assert "yuan" in first.splitlines()[3]
    assert f"印出 printed {PRINTED}  对照 against {HELD_AGAINST}  差额 difference 7.00万元" in first
    assert "规则 rule expenditure-by-funding  " in first
    assert re.search(r"标识 key expenditure-by-funding-[0-9a-f]{10}$", first, re.MULTILINE)
    assert re.search(r"^发现 findings  错误 error 1  疑问 warning 0  提示 info \d+$", counts, re.MULTILINE)
    assert re.search(r"^规则 rules     符合 holds \d+.*不符合 does not hold \d+", counts, re.MULTILINE)
    assert re.search(r"^印证 proved    [\d.]+ %$", counts, re.MULTILINE)


def test_without_an_output_the_text_is_printed(printed: tuple[Run, Path]) -> None:
    assert re.search(r"错误 error  第\d+行 line \d+", printed[0].stdout)


def test_nothing_is_published(printed: tuple[Run, Path]) -> None:
    assert not list(printed[1].iterdir())


@pytest.fixture(scope="module")
def holds(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The findings on the sound document, as CSV in a file without a suffix; the command ends with status 0."""
    output = tmp_path_factory.mktemp("holds") / "findings"
    gongkai("check", folder / "sound.txt", "--format", "csv", "--output", output, status=0)
    return output


def test_what_holds_is_status_0(holds: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(holds.read_text(encoding="utf-8"))))
    assert {row["severity"] for row in rows} == {"info"}


def test_the_name_of_the_output_may_be_any_where_the_format_is_said(holds: Path) -> None:
    assert holds.read_text(encoding="utf-8").startswith("disclosure_id,finding_number,rule,")
    assert list(holds.parent.iterdir()) == [holds]


def test_json_has_the_documented_structure(told: Path) -> None:
    said = of_json(told / "findings.json")
    (disclosure,) = said["disclosures"]
    assert said["contract"] == VERSION
    for level in (said, disclosure, disclosure["rules"][0], disclosure["counts"], disclosure["coverage"]):
        assert all(f"`{key}`" in DOCS for key in level)
    columns = table_schema("findings").arrow.names
    assert list(disclosure["findings"][0]) == [*columns, "number", "section", "key"]
    assert [each["rule"] for each in disclosure["rules"]] == [rule.id for rule in rules()]
    assert sum(disclosure["coverage"].values()) == len(rules())


def test_json_has_exact_amounts_and_a_rule_that_fails_for_the_same_cause_names_its_finding(told: Path) -> None:
    (disclosure,) = of_json(told / "findings.json")["disclosures"]
    first = disclosure["findings"][0]
    assert (first["actual"], first["expected"], first["difference"]) == ("3170000.00", "3100000.00", "70000.00")
    failed = [each for each in disclosure["rules"] if each["outcome"] == "failed" and each["severity"] != "info"]
    assert len(failed) > 1
    assert all(each["findings"] == [1] for each in failed)


def test_csv_has_the_columns_of_findings(told: Path) -> None:
    rows = list(csv.DictReader(io.StringIO((told / "findings.csv").read_text(encoding="utf-8"))))
    (disclosure,) = of_json(told / "findings.json")["disclosures"]
    assert list(rows[0]) == [*table_schema("findings").arrow.names, "key"]
    assert [row["key"] for row in rows] == [each["key"] for each in disclosure["findings"]]
    assert [row["message"] for row in rows] == [each["message"] for each in disclosure["findings"]]


def test_xlsx_is_a_checklist_of_one_row_for_each_rule(told: Path) -> None:
    book = openpyxl.load_workbook(told / "findings.xlsx")
    summary, _, sheet = book.worksheets
    assert (summary["A2"].value, summary["C2"].value) == (SOUND.organisation, 1)
    head, *rows = list(sheet.iter_rows(min_row=5, values_only=True))
    assert [str(cell).split("\n")[0] for cell in head] == [
        "序号", "检查事项", "依据", "是否符合", "存在问题", "页码",
    ]  # fmt: skip
    by_item = {str(row[1]).split("\n")[0]: row for row in rows}
    assert len(by_item) == len(rules())
    wrong = by_item[next(rule.title_zh for rule in rules() if rule.id == "expenditure-by-funding")]
    assert wrong[3].startswith("不符合")
    assert CODE in wrong[4]
    assert re.fullmatch(r"第\d+页", wrong[5])
    assert by_item["收支总表与收入总表一致"][3:] == ("符合\nholds", None, None)


def test_xlsx_has_an_inspection_sheet_of_one_row_for_each_finding_with_its_picture(told: Path) -> None:
    sheet = openpyxl.load_workbook(told / "findings.xlsx").worksheets[1]
    (disclosure,) = of_json(told / "findings.json")["disclosures"]
    head, *rows = list(sheet.iter_rows(min_row=6, values_only=True))
    assert [str(cell).split("\n")[0] for cell in head] == [
        "序号", "部分", "检查事项", "依据", "是否符合", "程度", "存在问题", "页码", "图示", "标识",
    ]  # fmt: skip
    listed = [each for each in disclosure["findings"] if "四舍五入" not in each["message"]]
    assert [row[9] for row in rows if row[9]] == [each["key"] for each in listed]
    first, finding = rows[0], listed[0]
    assert (first[0], first[1], first[4], first[5]) == (
        1, "部门支出预算总体情况表", "不符合\ndoes not hold", "错误\nerror",
    )  # fmt: skip
    problems = [line for line in first[6].split("\n") if re.match(r"\d+\. ", line)]
    assert f"另有{len(problems) - 1}处" in finding["message"]
    assert problems[0].endswith(f"（{first[7]}；印出{PRINTED}，对照{HELD_AGAINST}，差额7.00万元）。")
    assert re.match(r"2\. .*：第\d+页 ", problems[1])
    (picture,) = (each for each in sheet._images if each.anchor._from.row == 6)
    shown = Image.open(io.BytesIO(picture._data())).convert("RGB")
    assert picture.anchor._from.col == 8
    assert reds(shown) > 100
    assert darks(shown) > 20


def test_xlsx_holds_no_formula_whatever_a_document_says(folder: Path, tmp_path: Path) -> None:
    document = tmp_path / "planted.txt"
    name = '=HYPERLINK("x")厦门市公开示范局'
    document.write_bytes((folder / "planted.txt").read_bytes().replace("一般行政管理事务".encode(), name.encode()))
    checked(document, tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert not [cell for sheet in book for row in sheet for cell in row if cell.data_type == "f"]


def page_of(path: Path) -> Any:
    return html.document_fromstring(path.read_bytes())


def test_html_tells_each_finding_and_each_rule(told: Path) -> None:
    page = page_of(told / "findings.html")
    (disclosure,) = of_json(told / "findings.json")["disclosures"]
    findings = page.xpath("//article")
    assert [each.xpath("string(p[1])") for each in findings] == [each["message"] for each in disclosure["findings"]]
    assert findings[0].get("class") == "finding error"
    assert findings[0].xpath("string(p[@lang='en'])") == disclosure["findings"][0]["message_en"]
    assert findings[0].xpath("dl/div/dd/text()") == [PRINTED, HELD_AGAINST, "7.00万元", "所见相同 sees the same"]
    assert len(page.xpath("//table/tbody/tr")) == len(rules())


def test_findings_stand_by_section_in_the_order_of_the_document(told: Path) -> None:
    (disclosure,) = of_json(told / "findings.json")["disclosures"]
    by_number = {each["finding_number"]: each for each in disclosure["findings"]}
    listed = [by_number[number] for section in disclosure["sections"] for number in section["findings"]]
    assert [each["number"] for each in listed] == [*range(1, len(listed) + 1)]
    pages = [each["page"] for each in listed if not each["rule"].startswith("duty-")]
    assert pages == sorted(pages)
    titles = [section["title"] for section in disclosure["sections"]]
    assert len(titles) > 1
    assert page_of(told / "findings.html").xpath("//h4[@class='part']/text()") == titles
    said = (told / "findings.text").read_text(encoding="utf-8")
    assert re.findall(r"^【(.*)】$", said, re.MULTILINE) == titles


def test_html_needs_nothing_from_elsewhere(told: Path) -> None:
    page = page_of(told / "findings.html")
    assert not page.xpath("//script | //link | //iframe | //*[@onclick]")
    assert all(each.startswith("data:image/png;base64,") for each in page.xpath("//@src"))
    assert not re.search(r"url\(|@import|https?://", (told / "findings.html").read_text(encoding="utf-8"))


def test_html_can_be_read_by_those_who_do_not_see_it(told: Path) -> None:
    page = page_of(told / "findings.html")
    assert page.get("lang") == "zh-Hans"
    assert page.xpath("//title/text()") == ["核对结果 Findings"]
    assert all(page.xpath("//img/@alt"))
    assert len(page.xpath("//img")) == len(page.xpath("//img[@alt]"))
    assert len(page.xpath("//th[@scope]")) == len(page.xpath("//th"))
    names = page.xpath("//section/@aria-labelledby")
    assert names
    assert all(page.xpath(f"//*[@id='{name}']") for name in names)


def test_html_shows_the_page_with_the_cells_outlined(told: Path, folder: Path, tmp_path: Path) -> None:
    page = checked(folder / "planted.pdf", tmp_path / "a.html")
    assert_outlined(page, told / "findings.json")
    assert page.read_bytes() == (told / "findings.html").read_bytes()


def test_html_shows_a_turned_page_as_it_is_read(tmp_path: Path) -> None:
    facts = planted()
    (tmp_path / "a.pdf").write_bytes(pdf(replace(facts, quirks=replace(facts.quirks, rotated=True))))
    report = report_on(tmp_path / "a.pdf", archive=tmp_path / "archive")
    assert_outlined(written(report, "html", tmp_path), written(report, "json", tmp_path))


def assert_outlined(html_page: Path, findings: Path) -> None:
    """The first finding has a picture in which the boxes of its two cells are outlined, and no digit is hidden."""
    (disclosure,) = of_json(findings)["disclosures"]
    picture = picture_of(page_of(html_page).xpath("//article[1]//img/@src")[0])
    boxes = [list(map(float, each.split()))[1:] for each in disclosure["findings"][0]["boxes"].split("; ")]
    assert len(boxes) == 2
    for left, top, right, bottom in boxes:
        around = picture.crop((left * 1.5 - 6, top * 1.5 - 6, right * 1.5 + 6, bottom * 1.5 + 6))
        within = picture.crop((left * 1.5 + 3, top * 1.5 + 3, right * 1.5 - 3, bottom * 1.5 - 3))
        assert reds(around) > 2 * around.width
        assert darks(within) > 20


def picture_of(source: str) -> Image.Image:
    return Image.open(io.BytesIO(base64.b64decode(source.partition(",")[2]))).convert("RGB")


def colours(picture: Image.Image) -> list[tuple[int, Any]]:
    return list(picture.getcolors(picture.width * picture.height) or [])


def reds(picture: Image.Image) -> int:
    return sum(count for count, (red, green, _) in colours(picture) if red > green + 80)


def darks(picture: Image.Image) -> int:
    """The printed digits of a cell."""
    return sum(count for count, colour in colours(picture) if max(colour) < 128)


def test_what_a_document_says_is_no_markup(folder: Path, tmp_path: Path) -> None:
    document = tmp_path / "planted.txt"
    source = (folder / "planted.txt").read_text(encoding="utf-8").replace("技术研究与开发", "技术<b>研究&开发")
    document.write_text(source, encoding="utf-8")
    assert not page_of(checked(document, tmp_path / "a.html")).xpath("//b")


def test_several_disclosures_are_told_one_after_another(folder: Path, tmp_path: Path) -> None:
    whole = (folder / "planted.txt").read_text(encoding="utf-8")
    for name in ("甲", "乙"):
        long = f"厦门市{'很长' * 14}公开示范{name}局"
        (tmp_path / f"{name}.txt").write_text(whole.replace(SOUND.organisation, long), encoding="utf-8")
    documents = (folder / "planted.txt", tmp_path / "甲.txt", tmp_path / "乙.txt")
    report = report_on(*documents, archive=tmp_path / "archive")
    page = page_of(written(report, "html", tmp_path))
    assert len(page.xpath("//section")) == len(page.xpath("//nav//a[starts-with(@href, '#disclosure-')]")) == 3
    names = openpyxl.load_workbook(written(report, "xlsx", tmp_path)).sheetnames
    assert len(set(names)) == 7
    assert max(map(len, names)) == 31


@pytest.fixture(scope="module")
def again(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> CheckReport:
    """What a second check makes of the planted PDF."""
    return report_on(folder / "planted.pdf", archive=tmp_path_factory.mktemp("again"))


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_document_gives_the_same_bytes(told: Path, again: CheckReport, name: str) -> None:
    assert FORMATS[name](again) == (told / f"findings.{name}").read_bytes()


def test_a_document_that_is_refused_is_named_and_the_rest_is_checked(folder: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.pdf"
    empty.write_bytes(b"")
    output = tmp_path / "a.json"
    done = gongkai("check", empty, folder / "sound.txt", "--output", output, status=1)
    told = of_json(output)
    assert (len(told["disclosures"]), told["refusals"][0]["location"]) == (1, str(empty))
    assert "empty.pdf" in done.stderr


def test_refusals_are_told_in_every_format_that_has_room(tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").write_bytes(b"")
    report = report_on(tmp_path / "empty.pdf", archive=tmp_path / "archive")
    for name in ("text", "html", "xlsx", "csv", "json"):
        written(report, name, tmp_path)
    said = (tmp_path / "findings.text").read_text(encoding="utf-8")
    assert re.search(r"^未核对 refused  .*empty\.pdf\n错误 error  .*\n   文件未能核对：", said)
    assert "规则 rule unreadable" in said
    (article,) = page_of(tmp_path / "findings.html").xpath("//section[@aria-labelledby='refused']/article")
    assert article.get("class") == "finding error"
    sheet = openpyxl.load_workbook(tmp_path / "findings.xlsx")["未核对 Refused"]
    assert (sheet["B2"].value, sheet["F2"].value) == ("错误\nerror", "unreadable\nUnreadableError")
    (row,) = csv.DictReader(io.StringIO((tmp_path / "findings.csv").read_text(encoding="utf-8")))
    (refusal,) = of_json(tmp_path / "findings.json")["refusals"]
    for told in (row, refusal):
        assert (told["rule"], told["severity"]) == ("unreadable", "error")
        assert told["message"].startswith("文件未能核对：文件无法可靠读取")


@pytest.mark.parametrize(
    "arguments", [[], ["a.pdf", "--format", "xlsx"], ["a.pdf", "--format", "pdf"], ["a.pdf", "--output", "no/a.html"]]
)
def test_wrong_usage_is_status_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["check", *arguments])
    assert ended.value.code == 2
    assert "usage:" in capsys.readouterr().err
