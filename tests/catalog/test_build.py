"""The catalog: every table of the contract, typed, over the latest version of every package."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest
from pyarrow import parquet

from flows.catalog import build_catalog
from flows.contract import RESOURCES, table_schema
from flows.errors import ContractError
from flows.model import Refusal
from flows.store.folder import Folder
from tests.forks import forked
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
        " UNION ALL SELECT table_name || '.' || column_name FROM duckdb_columns()"
        " WHERE comment IS NULL AND NOT internal AND table_name <> 'catalog'"
        " UNION ALL SELECT view_name FROM duckdb_views() WHERE NOT internal AND comment IS NULL"
    ).fetchall()
    assert untold == []


def test_line_items_lie_by_table_then_by_key(catalog: duckdb.DuckDBPyConnection) -> None:
    rows = catalog.execute(
        "SELECT table_name, disclosure_id, row_number, column_group, measure FROM line_items"
    ).fetchall()
    assert rows == sorted(rows)
    assert len({disclosure for _, disclosure, *_ in rows}) == 3


def test_rebuilt_from_the_same_packages_it_holds_the_same(output: Path, tmp_path: Path) -> None:
    publish_layouts(tmp_path, "final", "national", "county")
    with duckdb.connect(str(build_catalog(tmp_path)), read_only=True) as again:
        again.execute("ATTACH ? AS first (READ_ONLY)", [str(output / "catalog.duckdb")])
        for name in (*RESOURCES, "packages", "quarantine", "catalog", "spending_by_function"):
            rows, before = (
                again.execute(f"SELECT * FROM {where}.{name} ORDER BY ALL").fetchall()  # noqa: S608
                for where in (again.execute("SELECT current_database()").fetchall()[0][0], "first")
            )
            assert rows == before, name


def test_a_field_that_older_packages_lack_is_null(tmp_path: Path) -> None:
    publish_layouts(tmp_path, "county")
    (path,) = tmp_path.glob("*/*/data/line_items.parquet")
    parquet.write_table(parquet.read_table(path).drop_columns(["reference"]), path)
    with duckdb.connect(str(build_catalog(tmp_path)), read_only=True) as catalog:
        assert catalog.execute("SELECT count(*) > 0, count(reference) FROM line_items").fetchone() == (True, 0)


def test_a_damaged_package_is_named_and_the_last_catalog_stays(tmp_path: Path) -> None:
    publish_layouts(tmp_path, "county")
    before = build_catalog(tmp_path).read_bytes()
    publish_layouts(tmp_path, "national")
    (path,) = tmp_path.glob("100000-*/*/data/units.parquet")
    path.write_bytes(b"")
    with pytest.raises(ContractError, match="units cannot be read"):
        build_catalog(tmp_path)
    assert (tmp_path / "catalog.duckdb").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".catalog")] == []


def test_an_output_without_packages_gives_a_catalog_with_empty_tables(tmp_path: Path) -> None:
    refusal = Refusal("a.pdf", None, "UnreadableError", "it is empty", "a.pdf", "Fetch it again")
    with duckdb.connect(str(build_catalog(tmp_path, [refusal])), read_only=True) as catalog:
        assert [catalog.execute(f"SELECT count(*) FROM {name}").fetchone() for name in RESOURCES] == [  # noqa: S608
            (0,) for _ in RESOURCES
        ]
        assert catalog.execute("SELECT location, what FROM quarantine").fetchall() == [("a.pdf", "it is empty")]


def test_the_quarantine_beside_the_catalog_is_that_in_it_whoever_else_builds_one(tmp_path: Path) -> None:
    def build(names: str) -> None:
        build_catalog(tmp_path, [Refusal(f"{name}.pdf", None, "SourceError", "什么", name, "look") for name in names])

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(build, ("ab", "", "c")))
    text = (tmp_path / "quarantine.json").read_text(encoding="utf-8")
    with duckdb.connect(str(tmp_path / "catalog.duckdb"), read_only=True) as catalog:
        told = catalog.execute("SELECT location, what FROM quarantine").fetchall()
    assert [(each["location"], each["what"]) for each in json.loads(text)] == told
    assert text == "[]\n" or "什么" in text


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


def publish_and_build(output: str, layout: str) -> None:
    publish_layouts(Path(output), layout)
    build_catalog(Path(output))


def test_of_runs_at_the_same_time_the_last_catalog_holds_what_all_have_published(tmp_path: Path) -> None:
    assert forked(publish_and_build, [(tmp_path, name) for name in ("county", "national", "final")]) == [0, 0, 0]
    with duckdb.connect(str(tmp_path / "catalog.duckdb"), read_only=True) as catalog:
        assert catalog.execute("SELECT count(*) FROM packages").fetchone() == (3,)


def test_a_catalog_waits_for_the_one_that_is_being_built(tmp_path: Path) -> None:
    publish_layouts(tmp_path, "county")
    with ThreadPoolExecutor(1) as pool:
        with Folder(tmp_path).locked():
            building = pool.submit(build_catalog, tmp_path)
            with pytest.raises(TimeoutError):
                building.result(timeout=1)
            publish_layouts(tmp_path, "national")
        path = building.result(timeout=60)
    with duckdb.connect(str(path), read_only=True) as catalog:
        assert catalog.execute("SELECT count(*) FROM packages").fetchone() == (2,)
