"""A package: valid, the same rows in every format, versioned by what changed, and the same bytes each time."""

import csv
import hashlib
import json
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from frictionless import Package

from flows import contract
from flows.contract import RESOURCES, table_schema
from flows.errors import ContractError
from flows.publish import publish
from tests.places import LAYOUTS
from tests.publish.layouts import COUNTY, another, publish_layouts, tables_of


@pytest.fixture(scope="module")
def version(tmp_path_factory: pytest.TempPathFactory) -> Path:
    (release,) = publish_layouts(tmp_path_factory.mktemp("output"), "county")
    return release.path


def hashes(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def descriptor(version: Path) -> dict[str, object]:
    told: dict[str, object] = json.loads((version / "datapackage.json").read_text(encoding="utf-8"))
    return told


def test_frictionless_finds_the_package_valid(version: Path) -> None:
    report = Package(str(version / "datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "note"])
    assert [task.name for task in report.tasks] == list(RESOURCES)


def test_frictionless_finds_a_changed_file_invalid(tmp_path: Path) -> None:
    (release,) = publish_layouts(tmp_path, "county")
    path = release.path / "data" / "line_items.csv"
    path.write_bytes(path.read_bytes().replace(b"1000.00", b"1000.01"))
    assert not Package(str(release.path / "datapackage.json")).validate().valid


@pytest.mark.parametrize("name", RESOURCES)
def test_csv_and_parquet_hold_the_same_rows(version: Path, name: str) -> None:
    parquet = pq.read_table(version / "data" / f"{name}.parquet")
    with (version / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    assert parquet.schema.names == head
    assert parquet.schema.types == table_schema(name).arrow.types
    assert [["" if cell is None else str(cell) for cell in row.values()] for row in parquet.to_pylist()] == rows


def test_csv_is_rfc_4180_in_utf_8(version: Path) -> None:
    content = (version / "data" / "sections.csv").read_bytes()
    assert content.decode("utf-8").startswith("disclosure_id,section_number,")
    assert content.endswith(b"\r\n")


def test_it_opens_without_a_hint_in_what_people_use(version: Path) -> None:
    path = str(version / "data" / "line_items.parquet")
    rows = pq.read_table(path).num_rows
    assert duckdb.execute(f"SELECT count(*) FROM '{path}'").fetchall() == [(rows,)]  # noqa: S608
    assert len(pd.read_parquet(path)) == rows
    assert pl.read_parquet(path).height == rows
    assert pl.read_csv(path.replace(".parquet", ".csv")).height == rows


def test_sources_are_named_with_their_hash(version: Path) -> None:
    content = (LAYOUTS / "county.md").read_bytes()
    assert descriptor(version)["sources"] == [
        {"title": "county.md", "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
    ]


def test_the_same_input_gives_the_same_bytes_in_any_order(tmp_path: Path) -> None:
    second = another(tmp_path)
    county, other = tables_of(LAYOUTS / "county.md")[1], tables_of(second)[1]
    for folder, order in (("one", (county, other)), ("two", (other, county))):
        joined = {name: pa.concat_tables([tables[name] for tables in order]) for name in county}
        publish(COUNTY, joined, tmp_path / folder)
    assert hashes(tmp_path / "one") == hashes(tmp_path / "two")


def test_publishing_again_writes_nothing(tmp_path: Path) -> None:
    publish_layouts(tmp_path, "county")
    before = hashes(tmp_path)
    (again,) = publish_layouts(tmp_path, "county")
    assert (again.changed, again.version) == (False, "1.0.0")
    assert hashes(tmp_path) == before


def test_another_disclosure_is_added_and_told_as_a_change(tmp_path: Path) -> None:
    publish_layouts(tmp_path, "county")
    release = publish(*tables_of(another(tmp_path)), tmp_path)
    assert (release.version, release.changed) == ("1.1.0", True)
    organisations = pq.read_table(release.path / "data" / "disclosures.parquet")["organisation"].to_pylist()
    assert organisations == ["通海县另一示例局", "通海县示例局"]
    changes = pq.read_table(release.path / "data" / "changes.parquet").to_pylist()
    assert {change["change"] for change in changes} == {"added"}
    assert sum(change["resource"] == "disclosures" for change in changes) == 1
    assert Package(str(release.path / "datapackage.json")).validate().valid


def test_a_disclosure_that_changed_replaces_itself_and_every_field_is_told(tmp_path: Path) -> None:
    publish_layouts(tmp_path, "county")
    release = publish(*tables_of(another(tmp_path, "通海县示例局", "1,001.00")), tmp_path)
    changes = pq.read_table(release.path / "data" / "changes.parquet").to_pylist()
    told = [
        (change["before"], change["after"])
        for change in changes
        if (change["resource"], change["field"]) == ("line_items", "amount")
    ]
    assert told
    assert set(told) == {("1000.00", "1001.00")}
    assert pq.read_table(release.path / "data" / "disclosures.parquet").num_rows == 1


def test_an_earlier_version_stays_as_it_was(tmp_path: Path) -> None:
    (first,) = publish_layouts(tmp_path, "county")
    before = hashes(first.path)
    publish(*tables_of(another(tmp_path)), tmp_path)
    assert hashes(first.path) == before


def test_a_new_contract_is_a_major_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish_layouts(tmp_path, "county")
    monkeypatch.setattr(contract, "VERSION", "2.0.0")
    (release,) = publish_layouts(tmp_path, "county")
    assert release.version == "2.0.0"


def test_a_version_that_was_tampered_with_is_not_built_upon(tmp_path: Path) -> None:
    (release,) = publish_layouts(tmp_path, "county")
    path = release.path / "data" / "line_items.parquet"
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(ContractError, match="not as it was written"):
        publish_layouts(tmp_path, "county")


def test_rows_of_another_package_are_refused(tmp_path: Path) -> None:
    _, tables = tables_of(LAYOUTS / "county.md")
    with pytest.raises(ContractError, match="530423-2025-budget"):
        publish("350200-2025-budget", tables, tmp_path)


def test_the_readme_tells_a_person_what_it_holds(version: Path) -> None:
    told = (version / "README.md").read_text(encoding="utf-8")
    for words in ("云南省玉溪市通海县", "通海县示例局", "datapackage.json", "CC-BY-4.0", "duckdb"):
        assert words.lower() in told.lower()
