"""`gongkai compare`: what it prints, and its exit status."""

from pathlib import Path

import pytest

from flows.catalog import build_catalog
from flows.cli.main import main
from tests.publish.layouts import publish_layouts


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("output")
    publish_layouts(folder, "county", "national")
    build_catalog(folder)
    return folder


def test_functions_and_sums_are_printed_in_ten_thousands_with_shares(
    output: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", "国家", "国家示例局", "--year", "2024", "--output", str(output)]) == 0
    printed = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert printed[1][2] == printed[1][4] == "国家示例局"
    assert printed[2] == ["201", "一般公共服务支出", "90.00", "100.0%", "90.00", "100.0%"]
    assert printed[3] == ["合计", "90.00", "100.0%", "90.00", "100.0%"]


def test_a_catalog_may_be_named(output: Path, capsys: pytest.CaptureFixture[str]) -> None:
    catalog = str(output / "catalog.duckdb")
    assert main(["compare", "通海", "--year", "2025", "--catalog", catalog]) == 0
    assert "205" in capsys.readouterr().out


def test_a_name_that_fits_none_is_told_on_standard_error(output: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "没有", "--year", "2024", "--output", str(output)]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "没有" in printed.err
    assert "国家示例局" in printed.err
