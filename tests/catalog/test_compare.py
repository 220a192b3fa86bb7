"""Comparison: organisations found by a part of their name, functions side by side, nothing guessed."""

from decimal import Decimal
from pathlib import Path

import pytest

from flows.catalog import build_catalog, compare
from flows.errors import SourceError
from tests.publish.layouts import publish_layouts


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("output")
    publish_layouts(folder, "county", "national")
    return build_catalog(folder)


def test_functions_stand_side_by_side(catalog: Path) -> None:
    found = compare(catalog, ["国家"], 2024)
    assert found.organisations == ("国家示例局",)
    assert [(each.code, each.name, each.amounts) for each in found.functions] == [
        ("201", "一般公共服务支出", (Decimal("900000.00"),))
    ]
    assert found.totals == (Decimal("900000.00"),)


def test_what_one_does_not_spend_is_none_and_not_zero(catalog: Path, tmp_path: Path) -> None:
    publish_layouts(tmp_path, "county")
    found = compare(build_catalog(tmp_path), ["通海县示例局", "通海"], 2025)
    assert found.functions[0].amounts == (Decimal("1000.00"), Decimal("1000.00"))
    assert found.functions[0].shares == (1.0, 1.0)
    assert compare(catalog, ["国家"], 2024).functions[0].shares == (1.0,)


@pytest.mark.parametrize(("name", "year"), [("没有", 2024), ("国家", 2025)])
def test_a_name_that_fits_none_is_refused_with_those_that_are_there(catalog: Path, name: str, year: int) -> None:
    with pytest.raises(SourceError, match="0 disclosures"):
        compare(catalog, [name], year)


def test_a_catalog_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="there is no catalog"):
        compare(tmp_path / "catalog.duckdb", ["厦门"], 2024)
