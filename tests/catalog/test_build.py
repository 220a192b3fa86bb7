"""The catalog: every table of the contract, typed, over the latest version of every package."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from flows.catalog import build_catalog
from flows.catalog.build import latest_versions
from flows.contract import RESOURCES, table_schema
from flows.model import Refusal
from tests.publish.layouts import publish_layouts


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("output")
    publish_layouts(folder, "county", "national", "final")
    build_catalog(folder)
    return folder


@pytest.fixture
def catalog(output: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(output / "catalog.duckdb"), read_only=True) as connection:
        yield connection


def test_every_resource_is_a_table_with_the_types_of_its_schema(catalog: duckdb.DuckDBPyConnection) -> None:
    for name in RESOURCES:
        found = catalog.sql(f"SELECT * FROM {name}").to_arrow_table().schema  # noqa: S608
        wanted = table_schema(name).arrow
        assert list(zip(found.names, found.types, strict=True)) == list(zip(wanted.names, wanted.types, strict=True))


def test_every_package_is_there_with_its_rows(catalog: duckdb.DuckDBPyConnection) -> None:
    packages = catalog.execute("SELECT package, version FROM packages ORDER BY ALL").fetchall()
    assert packages == [
        ("100000-2024-budget", "1.0.0"), ("350200-2023-final", "1.0.0"), ("530423-2025-budget", "1.0.0")
    ]  # fmt: skip
    counted = catalog.execute(
        "SELECT count(DISTINCT disclosure_id), count(DISTINCT table_name) > 5 FROM line_items"
    ).fetchone()
    assert counted == (3, True)


def test_tables_columns_and_views_say_what_they_are(catalog: duckdb.DuckDBPyConnection) -> None:
    untold = catalog.execute(
        "SELECT table_name FROM duckdb_tables() WHERE comment IS NULL"
        " UNION ALL SELECT column_name FROM duckdb_columns() WHERE comment IS NULL AND table_name = 'line_items'"
        " UNION ALL SELECT view_name FROM duckdb_views() WHERE NOT internal AND comment IS NULL"
    ).fetchall()
    assert untold == []


def test_spending_is_in_yuan_in_ten_thousands_and_a_share(catalog: duckdb.DuckDBPyConnection) -> None:
    rows = catalog.execute(
        "SELECT code, name, amount::VARCHAR, amount_10k::VARCHAR, share, source_table FROM spending_by_function"
        " WHERE jurisdiction_code = '530423'"
    ).fetchall()
    assert rows == [("205", "教育支出", "1000.00", "0.100000", 1.0, "expenditure")]


def test_an_output_without_packages_gives_a_catalog_with_empty_tables(tmp_path: Path) -> None:
    refusal = Refusal("a.pdf", None, "UnreadableError", "it is empty", "a.pdf", "Fetch it again")
    with duckdb.connect(str(build_catalog(tmp_path, [refusal])), read_only=True) as catalog:
        assert [catalog.execute(f"SELECT count(*) FROM {name}").fetchone() for name in RESOURCES] == [  # noqa: S608
            (0,) for _ in RESOURCES
        ]
        assert catalog.execute("SELECT location, what FROM quarantine").fetchall() == [("a.pdf", "it is empty")]


def test_the_same_packages_leave_the_catalog_as_it_is_and_others_do_not(tmp_path: Path) -> None:
    publish_layouts(tmp_path, "county")
    path = build_catalog(tmp_path)
    made = path.stat().st_ino, path.read_bytes()
    build_catalog(tmp_path)
    assert (path.stat().st_ino, path.read_bytes()) == made
    publish_layouts(tmp_path, "national")
    with duckdb.connect(str(build_catalog(tmp_path)), read_only=True) as catalog:
        assert catalog.execute("SELECT count(*) FROM disclosures").fetchone() == (2,)


def test_a_reader_keeps_the_catalog_that_it_has_open(tmp_path: Path) -> None:
    publish_layouts(tmp_path, "county")
    with duckdb.connect(str(build_catalog(tmp_path)), read_only=True) as reader:
        publish_layouts(tmp_path, "national")
        build_catalog(tmp_path)
        assert reader.execute("SELECT count(*) FROM disclosures").fetchone() == (1,)


def test_a_damaged_catalog_is_replaced_and_leftovers_do_not_matter(tmp_path: Path) -> None:
    publish_layouts(tmp_path, "county")
    (tmp_path / "catalog.duckdb").write_bytes(b"not a database")
    with duckdb.connect(str(build_catalog(tmp_path)), read_only=True) as catalog:
        assert catalog.execute("SELECT count(*) FROM disclosures").fetchone() == (1,)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".catalog")] == []


def test_versions_are_ordered_as_numbers_and_what_is_not_whole_is_none(tmp_path: Path) -> None:
    for version in ("1.9.0", "1.10.0", "2.0.0", ".2.1.0.123"):
        folder = tmp_path / "350200-2024-budget" / version
        folder.mkdir(parents=True)
        if version != "2.0.0":
            (folder / "datapackage.json").write_text("{}")
    assert latest_versions(tmp_path)["350200-2024-budget"].name == "1.10.0"
