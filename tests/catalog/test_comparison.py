"""Comparison: organisations found by a part of their name, functions side by side, nothing guessed."""

from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from flows.catalog import SpendingComparison, build_catalog, compare
from flows.errors import SourceError


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two bureaus of one name in two districts, a department with its unit, and two that spend."""
    path = build_catalog(tmp_path_factory.mktemp("output"))
    with duckdb.connect(str(path)) as connection:
        for code, scope, organisation in (
            ("350203", "department", "教育局"),
            ("350205", "department", "教育局"),
            ("350200", "unit", "厦门市体育局（本级）"),
            ("350200", "department", "厦门市体育局（本级）"),
            ("350200", "department", "厦门市公安局"),
            ("350200", "department", "厦门市公安局交警支队"),
        ):
            connection.execute(
                "INSERT INTO disclosures BY NAME SELECT concat_ws('-', $1, '2024-budget', $2, $3) AS disclosure_id,"
                " $1 AS jurisdiction_code, $3 AS organisation, 2024 AS fiscal_year, 'budget' AS stage, $2 AS scope",
                [code, scope, organisation],
            )
        connection.execute(
            "INSERT INTO line_items BY NAME"
            " SELECT disclosure_id, 'expenditure' AS table_name, col0 AS code, col1 AS name, 'total' AS measure,"
            " col2 AS amount FROM disclosures, (VALUES ('204', '公共安全支出', 75), ('208', '社会保障支出', 25))"
            " WHERE organisation = '厦门市公安局' OR (scope = 'department' AND organisation LIKE '厦门市体育%'"
            " AND col0 = '208')"
        )
    return path


def chosen(comparison: SpendingComparison) -> list[str]:
    return [spender.disclosure_id for spender in comparison.spenders]


def test_functions_stand_side_by_side_and_what_is_not_spent_is_none(catalog: Path) -> None:
    found = compare(catalog, ["厦门市公安局", "体育"], 2024)
    assert [(each.code, each.name, each.amounts, each.shares) for each in found.functions] == [
        ("204", "公共安全支出", (Decimal("75.00"), None), (0.75, None)),
        ("208", "社会保障支出", (Decimal("25.00"), Decimal("25.00")), (0.25, 1.0)),
    ]
    assert [(each.total, each.source_table) for each in found.spenders] == [
        (Decimal("100.00"), "expenditure"), (Decimal("25.00"), "expenditure")
    ]  # fmt: skip


def test_one_that_gives_no_function_an_amount_has_no_total_and_no_table(catalog: Path) -> None:
    (spender,) = compare(catalog, ["交警"], 2024).spenders
    assert (spender.total, spender.source_table) == (None, None)


@pytest.mark.parametrize(
    ("name", "disclosure_id"),
    [
        ("厦门市公安局", "350200-2024-budget-department-厦门市公安局"),
        ("支队", "350200-2024-budget-department-厦门市公安局交警支队"),
        (" 体育局(本级) ", "350200-2024-budget-department-厦门市体育局（本级）"),
        ("350200-2024-budget-unit-厦门市体育局（本级）", "350200-2024-budget-unit-厦门市体育局（本级）"),
        ("350205-2024-budget-department-教育局", "350205-2024-budget-department-教育局"),
    ],
)
def test_a_name_a_part_of_it_or_the_id_of_its_disclosure_will_do(catalog: Path, name: str, disclosure_id: str) -> None:
    assert chosen(compare(catalog, [name], 2024)) == [disclosure_id]


@pytest.mark.parametrize(
    ("name", "year", "what"),
    [
        ("没有", 2024, "no organisation of 2024 .budget. is called 没有.*厦门市公安局交警支队、教育局"),
        ("", 2024, "no organisation of 2024"),
        ("公安", 2024, "several organisations of 2024 .budget. are called 公安.*厦门市公安局、厦门市公安局交警支队"),
        ("教育局", 2024, "several.*350203-2024-budget-department-教育局、350205-2024-budget-department-教育局"),
        ("公安", 2025, "no disclosure of 2025 .budget.*It holds 2024 .budget"),
    ],
)
def test_a_name_that_fits_none_or_several_is_refused_with_those_that_are_there(
    catalog: Path, name: str, year: int, what: str
) -> None:
    with pytest.raises(SourceError, match=what):
        compare(catalog, [name], year)


def test_a_catalog_that_is_not_there_or_none_is_named(tmp_path: Path) -> None:
    path = tmp_path / "catalog.duckdb"
    with pytest.raises(SourceError, match="there is no catalog"):
        compare(path, ["厦门"], 2024)
    path.write_text("none")
    with pytest.raises(SourceError, match="no catalog that can be read"):
        compare(path, ["厦门"], 2024)
