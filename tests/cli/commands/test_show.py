"""`gongkai show`: what it prints of an amount is what the document prints, and the picture outlines its cell."""

import json
import re
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image, ImageChops

from flows.cli.main import main
from flows.reports.evidence.page_pictures import OUTLINE
from flows.run.pipeline import locate_sources, publish_sources
from tests.cli.commands.planting import CODE, SOUND
from tests.cli.running import gongkai
from tests.typeset.pdf import pdf
from tests.typeset.text import text
from tests.typeset.workbook import workbook

SCALE = 2
TABLE = ("--table", "expenditure", "--code", CODE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same disclosure in three formats; published is the PDF."""
    folder = tmp_path_factory.mktemp("shown")
    (folder / "sound.pdf").write_bytes(pdf(SOUND))
    (folder / "sound.xlsx").write_bytes(workbook(SOUND))
    (folder / "sound.txt").write_bytes(text(SOUND))
    assert not publish_sources(locate_sources([str(folder / "sound.pdf")]), folder / "published", jobs=1).refusals
    return folder


@pytest.fixture(scope="module")
def of_two_years(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A catalog with the text, and the same of the year before."""
    older = tmp_path_factory.mktemp("older") / "older.txt"
    older.write_text((folder / "sound.txt").read_text(encoding="utf-8").replace("2024", "2023"), encoding="utf-8")
    sources = locate_sources([str(older), str(folder / "sound.txt")])
    return publish_sources(sources, tmp_path_factory.mktemp("published"), jobs=1).catalog


def show(*arguments: object, status: int = 0) -> tuple[str, str]:
    done = gongkai("show", *map(str, arguments), status=status)
    return done.stdout, done.stderr


def of_json(*arguments: object) -> list[dict[str, Any]]:
    values: list[dict[str, Any]] = json.loads(show(*arguments, "--format", "json")[0])["values"]
    return values


def outlined(picture: Path) -> tuple[int, int, int, int]:
    """The outer edges, in pixels, of what is in the colour of outlines on a picture."""
    bands = Image.open(picture).convert("RGB").split()
    near = [
        band.point(lambda value, wanted=wanted: 255 * (abs(value - wanted) < 24))
        for band, wanted in zip(bands, OUTLINE, strict=True)
    ]
    box = ImageChops.darker(ImageChops.darker(near[0], near[1]), near[2]).getbbox()
    assert box is not None
    return box


def text_within(document: Path, page: int, box: tuple[int, int, int, int]) -> str:
    """What PDFium reads in a box of pixels."""
    opened = pypdfium2.PdfDocument(document)[page - 1]
    left, top, right, bottom = (edge / SCALE for edge in box)
    height = opened.get_height()
    return str(opened.get_textpage().get_text_bounded(left, height - bottom, right, height - top)).strip()


def difference(picture: Path, document: Path, page: int) -> float:
    """The share of pixels in which a picture differs, to the eye, from a page."""
    printed = pypdfium2.PdfDocument(document)[page - 1].render(scale=SCALE).to_pil().convert("L")
    counts = ImageChops.difference(Image.open(picture).convert("L"), printed).histogram()
    return sum(counts[64:]) / sum(counts)


def test_the_outline_lies_on_the_printed_amount(folder: Path, tmp_path: Path) -> None:
    catalog = folder / "published" / "catalog.duckdb"
    for measure in ("total", "appropriation_project"):
        (value,) = of_json("示范局", *TABLE, "--measure", measure, "--catalog", catalog, "--output", tmp_path / measure)
        box = outlined(Path(value["picture"]))
        assert text_within(folder / "sound.pdf", value["page"], box) == value["amount_printed"]
        assert difference(Path(value["picture"]), folder / "sound.pdf", value["page"]) < 0.01
        assert difference(Path(value["picture"]), folder / "sound.pdf", value["page"] + 1) > 0.02


def test_a_row_is_shown_whole_with_one_picture(folder: Path, tmp_path: Path) -> None:
    said, _ = show(folder / "sound.pdf", *TABLE, "--output", tmp_path)
    (picture,) = tmp_path.glob(f"*-expenditure-{CODE}-page-*.png")
    assert said.count("印出 printed") == said.count("方框 box") > 1
    assert str(picture) in said
    assert "sha256" in said


def test_an_amount_of_the_prose_is_shown_with_its_sentence(folder: Path, tmp_path: Path) -> None:
    catalog = folder / "published" / "catalog.duckdb"
    (value,) = of_json("示范局", "--amount", 1, "--catalog", catalog, "--output", tmp_path)
    box = outlined(Path(value["picture"]))
    assert value["amount_printed"] in value["text"]
    assert value["amount_printed"] in text_within(folder / "sound.pdf", value["page"], box).replace("\r\n", "")


@pytest.mark.parametrize(("name", "place"), [("sound.xlsx", "!"), ("sound.txt", "行 line ")])
def test_a_format_without_pages_gives_an_address_and_no_picture(
    folder: Path, tmp_path: Path, name: str, place: str
) -> None:
    said, _ = show(folder / name, *TABLE, "--measure", "total", "--output", tmp_path)
    assert place in next(line for line in said.splitlines() if "位置 place" in line)
    assert not list(tmp_path.iterdir())


def test_what_is_told_of_an_amount_asks_for_it_again(of_two_years: Path) -> None:
    asked = ("350200-2024-budget-department-" + SOUND.organisation, "--catalog", of_two_years)
    said, _ = show(*asked, "--table", "balance", "--name", "收入总计")
    (row, side) = re.findall(r"number +row (\d+), (\w+)$", said, re.MULTILINE)[0]
    again, _ = show(*asked, "--table", "balance", "--row", row, "--side", side)
    assert again == said
    said, _ = show(*asked, "--amount", 3)
    assert re.findall(r"number +(\d+)$", said, re.MULTILINE) == ["3"]


def test_no_page_is_drawn_of_a_part_of_an_archive(folder: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "sound.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.write(folder / "sound.pdf", "预算.pdf")
    said, missed = show(tmp_path / "sound.zip", *TABLE, "--output", tmp_path)
    assert "预算.pdf: page " in said
    assert "part of an archive" in missed
    assert not list(tmp_path.glob("*.png"))


def test_without_the_document_the_value_is_shown_and_the_picture_is_missed(folder: Path, tmp_path: Path) -> None:
    catalog = tmp_path / "catalog.duckdb"
    catalog.write_bytes((folder / "published" / "catalog.duckdb").read_bytes())
    said, missed = show("示范局", *TABLE, "--catalog", catalog, "--output", tmp_path)
    assert "印出 printed" in said
    assert "no picture" in missed
    assert not list(tmp_path.glob("*.png"))


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("--table", "transfers"), "--table with one of: appropriation_balance"),
        (("--table", "expenditure", "--code", "999"), "--code with one of: "),
        (("--table", "expenditure", "--measure", "reception"), "--measure with one of: "),
        (("--table", "expenditure", "--row", "9999"), "--row with one of: 1"),
        (("--amount", "9999"), "--amount with a number from 1 to "),
    ],
)
def test_what_is_not_there_is_told_with_what_is(folder: Path, asked: tuple[str, ...], told: str) -> None:
    catalog = folder / "published" / "catalog.duckdb"
    said, error = show("示范局", *asked, "--catalog", catalog, status=1)
    assert not said
    assert told in error


def test_an_organisation_with_several_disclosures_is_told_with_their_ids(of_two_years: Path) -> None:
    _, error = show("示范局", *TABLE, "--catalog", of_two_years, status=1)
    assert "it means 2 disclosures" in error
    assert "-2023-budget-" in error


def test_an_archive_that_was_tampered_with_gives_no_picture(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder / "published", tmp_path / "published")
    (kept,) = (tmp_path / "published" / "archive").rglob("*.pdf")
    kept.write_bytes(kept.read_bytes() + b"%")
    catalog = tmp_path / "published" / "catalog.duckdb"
    _, missed = show("示范局", *TABLE, "--catalog", catalog, "--output", tmp_path)
    assert f"no longer holds {kept.stem}" in missed
    assert not list(tmp_path.glob("*.png"))


def test_a_document_that_is_refused_is_told(tmp_path: Path) -> None:
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")
    said, error = show(tmp_path / "broken.pdf", *TABLE, status=1)
    assert not said
    assert "broken.pdf" in error


@pytest.mark.parametrize(
    "asked", [(), ("--table", "ledger"), ("--table", "balance", "--amount", "1"), ("--amount", "1", "--code", "201")]
)
def test_wrong_usage_is_refused(folder: Path, asked: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as refused:
        main(["show", str(folder / "sound.txt"), *asked])
    assert refused.value.code == 2
