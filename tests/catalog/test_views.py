"""The views: what each makes of line items, level by level."""

import shutil
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from flows.catalog import build_catalog
from flows.catalog.views import VIEWS
from tests.publish.layouts import publish_layouts

Row = tuple[str, str | None, str | None, str]
DISCLOSURE = "350200-2024-budget-department-厦门市示例局"


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_catalog(tmp_path_factory.mktemp("output"))


@pytest.fixture
def catalog(empty: Path, tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(shutil.copy(empty, tmp_path)) as connection:
        connection.execute(
            "INSERT INTO disclosures BY NAME SELECT ? AS disclosure_id, '350200' AS jurisdiction_code,"
            " '厦门市示例局' AS organisation, 2024 AS fiscal_year, 'budget' AS stage, 'department' AS scope",
            [DISCLOSURE],
        )
        yield connection


def spending(catalog: duckdb.DuckDBPyConnection, rows: Sequence[Row], level: int) -> list[tuple[object, ...]]:
    """What the view makes of these rows (table, code, name, amount)."""
    for number, (table, code, name, amount) in enumerate(rows, 1):
        catalog.execute(
            "INSERT INTO line_items BY NAME SELECT ? AS disclosure_id, ? AS table_name, ? AS row_number, ? AS code,"
            " ? AS name, 'total' AS measure, ?::DECIMAL(18, 2) AS amount",
            [DISCLOSURE, table, number, code, name, amount],
        )
    return catalog.execute(
        "SELECT code, name, origin, amount, share, source_table FROM spending_by_function"
        " WHERE level = ? ORDER BY code",
        [level],
    ).fetchall()


def test_every_view_has_the_columns_it_is_told_to_have(catalog: duckdb.DuckDBPyConnection) -> None:
    for view in VIEWS:
        assert catalog.sql(f"FROM {view.name}").columns == list(view.columns)


def test_printed_levels_are_taken_as_printed(catalog: duckdb.DuckDBPyConnection) -> None:
    rows = [
        ("expenditure", None, "合计", "100.00"),
        ("expenditure", "201", "一般公共服务支出", "75.00"),
        ("expenditure", "20105", "统计信息事务", "75.01"),
        ("expenditure", "208", "社会保障和就业支出", "25.00"),
    ]
    assert spending(catalog, rows, 1) == [
        ("201", "一般公共服务支出", "printed", Decimal("75.00"), 0.75, "expenditure"),
        ("208", "社会保障和就业支出", "printed", Decimal("25.00"), 0.25, "expenditure"),
    ]


def test_levels_that_are_not_printed_are_summed_from_below_and_say_so(catalog: duckdb.DuckDBPyConnection) -> None:
    rows = [
        ("expenditure", "20105", "统计信息事务", "10.00"),
        ("expenditure", "2010501", "行政运行", "10.00"),
        ("expenditure", "2010301", "行政运行", "30.00"),
    ]
    assert spending(catalog, rows, 1) == [("201", None, "summed", Decimal("40.00"), 1.0, "expenditure")]
    assert spending(catalog, [], 2) == [
        ("20103", None, "summed", Decimal("30.00"), 0.75, "expenditure"),
        ("20105", "统计信息事务", "printed", Decimal("10.00"), 0.25, "expenditure"),
    ]


def test_the_general_budget_stands_in_only_where_no_function_has_an_amount_of_all(
    catalog: duckdb.DuckDBPyConnection,
) -> None:
    general = ("general_public_expenditure", "201", "一般公共服务支出", "60.00")
    assert spending(catalog, [general, ("expenditure", None, "合计", "80.00")], 1) == [
        ("201", "一般公共服务支出", "printed", Decimal("60.00"), 1.0, "general_public_expenditure")
    ]
    assert spending(catalog, [("expenditure", "201", "一般公共服务支出", "80.00")], 1) == [
        ("201", "一般公共服务支出", "printed", Decimal("80.00"), 1.0, "expenditure")
    ]


def test_a_share_of_nothing_is_null(catalog: duckdb.DuckDBPyConnection) -> None:
    rows = [("expenditure", "201", "一般公共服务支出", "0.00")]
    assert spending(catalog, rows, 1) == [("201", "一般公共服务支出", "printed", Decimal("0.00"), None, "expenditure")]


def test_amounts_are_in_yuan_and_in_ten_thousands(tmp_path: Path) -> None:
    publish_layouts(tmp_path, "county")
    with duckdb.connect(str(build_catalog(tmp_path)), read_only=True) as catalog:
        rows = catalog.execute("SELECT code, amount::VARCHAR, amount_10k::VARCHAR FROM spending_by_function").fetchall()
    assert rows[0] == ("205", "1000.00", "0.100000")
