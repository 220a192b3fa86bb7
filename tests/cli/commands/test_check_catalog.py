"""`gongkai check` of what a catalog holds."""

import json
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from flows.reports.checklist import FORMATS, CheckReport
from tests.cli.commands.planting import SOUND
from tests.cli.running import gongkai

ORGANISATION = SOUND.organisation


@pytest.fixture(scope="module")
def output(planted_pdf: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("catalog")
    gongkai("publish", planted_pdf, "--output", folder)
    return folder


def told(name: str, output: Path, folder: Path, suffix: str = "json") -> Path:
    result = folder / f"a.{suffix}"
    catalog = output / "catalog.duckdb"
    gongkai("check", name, "--catalog", catalog, "--format", suffix, "--output", result, status=1)
    return result


def findings(path: Path) -> list[dict[str, Any]]:
    (disclosure,) = json.loads(path.read_text(encoding="utf-8"))["disclosures"]
    return list(disclosure["findings"])


@pytest.mark.parametrize("name", [ORGANISATION, "公开示范", f"350200-2024-budget-department-{ORGANISATION}"])
def test_a_disclosure_is_found_by_its_id_or_organisation(output: Path, tmp_path: Path, name: str) -> None:
    assert findings(told(name, output, tmp_path))[0]["rule"] == "expenditure-by-funding"


def test_a_catalog_tells_what_the_document_tells_in_every_format(
    output: Path, planted_report: CheckReport, tmp_path: Path
) -> None:
    for name, write in FORMATS.items():
        assert told(ORGANISATION, output, tmp_path, name).read_bytes() == write(planted_report), name


def test_the_pictures_are_of_the_document_in_the_archive(output: Path, tmp_path: Path) -> None:
    page = html.document_fromstring(told(ORGANISATION, output, tmp_path, "html").read_bytes())
    assert page.xpath("//article[1]//img")


def test_a_name_that_fits_none_is_told(output: Path) -> None:
    told = gongkai("check", "没有.pdf", "--catalog", output / "catalog.duckdb", status=1).stderr
    assert "没有.pdf is neither a file nor a disclosure" in told
    assert ORGANISATION in told


def test_without_a_catalog_the_name_is_told(tmp_path: Path) -> None:
    told = gongkai("check", "nowhere.pdf", "--catalog", tmp_path / "catalog.duckdb", status=1).stderr
    assert "nowhere.pdf: no such document is there" in told
