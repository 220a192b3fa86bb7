"""`gongkai check` of drafts of one disclosure: each checked, compared with an earlier one, and findings set aside."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import html

from tests.cli.commands.planting import CODE, HELD_AGAINST, PRINTED, SOUND, planted
from tests.cli.running import gongkai
from tests.typeset.pdf import pdf
from tests.typeset.text import text

RULE = "expenditure-by-funding"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two drafts of one disclosure, the second with an error, as text; and the second as PDF."""
    folder = tmp_path_factory.mktemp("drafts")
    (folder / "first.txt").write_bytes(text(SOUND))
    (folder / "second.txt").write_bytes(text(planted()))
    (folder / "second.pdf").write_bytes(pdf(planted()))
    return folder


def checked(*arguments: str | Path, output: Path, status: int = 1) -> Any:
    gongkai("check", *arguments, "--output", output, status=status)
    return json.loads(output.read_text(encoding="utf-8"))


def rules_of(disclosure: Any) -> set[str]:
    return {finding["rule"] for finding in disclosure["findings"] if finding["severity"] != "info"}


def test_two_drafts_are_both_checked(folder: Path, tmp_path: Path) -> None:
    told = checked(folder / "first.txt", folder / "second.txt", output=tmp_path / "a.json")
    first, second = told["disclosures"]
    assert told["refusals"] == []
    assert first["disclosure_id"] == second["disclosure_id"]
    assert (first["source"], rules_of(first)) == ("first.txt", set())
    assert (second["source"], rules_of(second)) == ("second.txt", {RULE})
    assert len(html_of(folder / "first.txt", folder / "second.txt", output=tmp_path / "a.html").xpath("//section")) == 2


def html_of(*arguments: str | Path, output: Path) -> Any:
    gongkai("check", *arguments, "--output", output, status=1)
    return html.document_fromstring(output.read_bytes())


@pytest.fixture(scope="module")
def broken(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What is told of the second draft against the first."""
    output = tmp_path_factory.mktemp("broken") / "a.json"
    (disclosure,) = checked("--against", folder / "first.txt", folder / "second.txt", output=output)["disclosures"]
    return disclosure


def test_a_correction_that_breaks_something_is_told(broken: Any) -> None:
    changes = broken["changes"]
    assert broken["source"] == "second.txt"
    assert changes["earlier_source"] == "first.txt"
    assert [finding["rule"] for finding in changes["new"]] == [RULE]
    assert changes["gone"] == []
    assert changes["kept"] == len(broken["findings"]) - 1


def test_an_amount_that_changed_is_told_with_its_table_row_and_column(broken: Any) -> None:
    (change,) = broken["changes"]["amounts"]
    assert change["table"] == "支出总表"
    assert change["row"] == f"{CODE} 技术研究与开发"
    assert (change["column"], change["old"], change["new"]) == ("合计", HELD_AGAINST, PRINTED)
    assert change["difference"] == "70000.00"


def test_a_correction_is_told_and_its_status_is_0(folder: Path, tmp_path: Path) -> None:
    (disclosure,) = checked(
        "--against", folder / "second.pdf", folder / "first.txt", output=tmp_path / "a.json", status=0
    )["disclosures"]
    assert [finding["rule"] for finding in disclosure["changes"]["gone"]] == [RULE]
    assert disclosure["changes"]["new"] == []
    assert [change["new"] for change in disclosure["changes"]["amounts"]] == [HELD_AGAINST]


def test_changes_are_told_in_every_format_that_people_read(folder: Path, tmp_path: Path) -> None:
    arguments = ("--against", folder / "first.txt", folder / "second.txt")
    said = gongkai("check", *arguments, status=1).stdout
    assert "消失 gone 0  新增 new 1  " in said
    assert f"改数 changed  支出总表 {CODE} 技术研究与开发 合计  {HELD_AGAINST} → {PRINTED}  +70,000.00元" in said
    page = html_of(*arguments, output=tmp_path / "a.html")
    (row,) = page.xpath("//table[@class='amounts']/tbody/tr")
    assert row.xpath("td/text()")[3:5] == [HELD_AGAINST, PRINTED]
    gongkai("check", *arguments, "--output", tmp_path / "a.xlsx", status=1)
    (sheet,) = (each for each in openpyxl.load_workbook(tmp_path / "a.xlsx") if each.title.startswith("变动"))
    assert [cell.value for cell in list(sheet.rows)[-1]][3:5] == [HELD_AGAINST, PRINTED]


def test_the_same_draft_has_no_changes(folder: Path, tmp_path: Path) -> None:
    same = folder / "first.txt"
    (disclosure,) = checked("--against", same, same, output=tmp_path / "a.json", status=0)["disclosures"]
    changes = disclosure["changes"]
    assert (changes["gone"], changes["new"], changes["amounts"]) == ([], [], [])


def test_a_draft_of_another_disclosure_is_told(folder: Path, tmp_path: Path) -> None:
    whole = (folder / "first.txt").read_text(encoding="utf-8")
    (tmp_path / "other.txt").write_text(whole.replace(SOUND.organisation, "厦门市另一示范局"), encoding="utf-8")
    told = gongkai("check", "--against", tmp_path / "other.txt", folder / "first.txt", status=1).stderr
    assert "厦门市另一示范局" in told
    assert "Name an earlier draft of the same disclosure" in told


def test_what_is_published_may_be_the_earlier_draft(folder: Path, tmp_path: Path) -> None:
    gongkai("publish", folder / "first.txt", "--output", tmp_path / "published")
    catalog = ("--catalog", tmp_path / "published" / "catalog.duckdb")
    against = ("--against", SOUND.organisation, folder / "second.txt")
    (disclosure,) = checked(*against, *catalog, output=tmp_path / "a.json")["disclosures"]
    assert [finding["rule"] for finding in disclosure["changes"]["new"]] == [RULE]


def keys(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


@pytest.fixture(scope="module")
def aside(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The key of the error of the second draft, as the CSV of the findings gives it."""
    output = tmp_path_factory.mktemp("aside") / "findings.csv"
    gongkai("check", folder / "second.txt", "--output", output, status=1)
    (key,) = (row["key"] for row in keys(output) if row["severity"] == "error")
    return key


@pytest.mark.parametrize("form", ["csv", "list", "objects", "spreadsheet"])
def test_what_is_set_aside_is_counted_and_neither_listed_nor_in_the_status(
    folder: Path, tmp_path: Path, aside: str, form: str
) -> None:
    written = {
        "csv": f"key,reason\n{aside},已核实\n".encode(),
        "list": json.dumps([aside]).encode(),
        "objects": json.dumps([{"key": aside, "reason": "已核实"}]).encode(),
        "spreadsheet": f"reason,key\r\n已核实,{aside}\r\n".encode("gb18030"),
    }
    (tmp_path / "aside").write_bytes(written[form])
    arguments = (folder / "second.txt", "--dismissed", tmp_path / "aside")
    (disclosure,) = checked(*arguments, output=tmp_path / "a.json", status=0)["disclosures"]
    assert (disclosure["dismissed"], disclosure["counts"]["error"]) == (1, 0)
    assert aside not in [finding["key"] for finding in disclosure["findings"]]
    (rule,) = (each for each in disclosure["rules"] if each["rule"] == RULE)
    assert (rule["outcome"], rule["findings"], rule["dismissed"]) == ("failed", [], 1)


def test_a_key_stays_where_the_document_is_set_otherwise(folder: Path, tmp_path: Path, aside: str) -> None:
    """In the PDF the same amounts stand on other pages, and in cells."""
    (tmp_path / "aside.csv").write_text(f"key\n{aside}\n", encoding="utf-8")
    said = gongkai("check", folder / "second.pdf", "--dismissed", tmp_path / "aside.csv").stdout
    assert "已搁置1项" in said


def test_a_key_of_no_finding_is_told(folder: Path, tmp_path: Path, aside: str) -> None:
    (tmp_path / "aside.csv").write_text(f"key\n{aside}\n", encoding="utf-8")
    arguments = (folder / "first.txt", "--dismissed", tmp_path / "aside.csv")
    assert f"{aside}：搁置清单中的这一项" in gongkai("check", *arguments).stdout
    assert f"{aside} is the key of no finding" in gongkai("check", *arguments, "--output", tmp_path / "a.json").stderr
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["stale_keys"] == [aside]


@pytest.mark.parametrize("content", [b"rule,reason\na,b\n", b"[1, 2]", b'{"a": 1}', b"[", b"\xff\xfe\x00\x81"])
def test_a_list_that_cannot_be_read_is_told_with_what_to_give(folder: Path, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "aside").write_bytes(content)
    told = gongkai("check", folder / "first.txt", "--dismissed", tmp_path / "aside", status=1).stderr
    assert "Give a CSV with a column `key`" in told
