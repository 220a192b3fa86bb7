"""What makes a new version, what it tells, and what a package does with awkward rows."""

import csv
import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from frictionless import Package

from flows.contract import RESOURCES, table_schema
from flows.errors import ContractError
from flows.fetch import expand, fetch
from flows.publish import publish
from flows.publish.package_files import ROW_GROUP, read_csv, write_csv, write_parquet
from flows.read import read
from flows.recognise import recognise
from flows.run.batches import members_by_package, rows_of_disclosures
from flows.tabulate import tabulate
from tests.forks import forked
from tests.places import SHARED

PACKAGE = "350200-2024-budget"
AWKWARD = 'a "quoted", 中文\nsecond line; \t|\' end '


def identifier(organisation: str) -> str:
    return f"{PACKAGE}-department-{organisation}"


def tables_of(*organisations: str, **rows: list[dict[str, Any]]) -> dict[str, pa.Table]:
    """A package of these organisations, with the rows given, each completed by the id of the first."""
    given: dict[str, list[dict[str, Any]]] = {
        **rows,
        "disclosures": [
            {
                "disclosure_id": identifier(organisation),
                "jurisdiction_code": "350200",
                "jurisdiction": "厦门市",
                "organisation": organisation,
                "fiscal_year": 2024,
                "stage": "budget",
                "scope": "department",
                "source": f"{organisation}.pdf",
                "source_sha256": f"{len(organisation):064x}",
                "status": "published",
            }
            for organisation in organisations
        ],
    }
    first = {"disclosure_id": identifier(organisations[0])}
    return {
        name: pa.Table.from_pylist([first | row for row in given.get(name, [])], schema=table_schema(name).arrow)
        for name in RESOURCES
    }


def section(number: int, text: str | None) -> dict[str, Any]:
    return {"section_number": number, "title": "一、概况", "text": text, "page": 1}


def changes(version: Path) -> list[Mapping[str, Any]]:
    rows: list[Mapping[str, Any]] = pq.read_table(version / "data" / "changes.parquet").to_pylist()
    return rows


def valid(version: Path) -> bool:
    return bool(Package(str(version / "datapackage.json")).validate().valid)


def test_rows_added_removed_and_changed_are_told(tmp_path: Path) -> None:
    publish(PACKAGE, tables_of("甲局", sections=[section(1, "one"), section(2, "two")]), tmp_path)
    release = publish(PACKAGE, tables_of("甲局", sections=[section(2, "2"), section(3, "three")]), tmp_path)
    told = [
        (row["change_number"], row["resource"], json.loads(row["key"])["section_number"], row["change"])
        for row in changes(release.path)
    ]
    assert told == [(1, "sections", 1, "removed"), (2, "sections", 2, "changed"), (3, "sections", 3, "added")]
    changed = changes(release.path)[1]
    assert (changed["field"], changed["before"], changed["after"]) == ("text", "two", "2")
    assert valid(release.path)
    readme = (release.path / "README.md").read_text(encoding="utf-8")
    assert "since 1.0.0" in readme
    assert "| `sections` | 1 | 1 | 1 |" in readme


def test_a_disclosure_that_is_not_given_again_stays_with_all_its_rows(tmp_path: Path) -> None:
    publish(PACKAGE, tables_of("甲局", sections=[section(1, "kept")]), tmp_path)
    release = publish(PACKAGE, tables_of("乙局乙", sections=[section(1, "new")]), tmp_path)
    rows = pq.read_table(release.path / "data" / "sections.parquet").to_pylist()
    assert {(row["disclosure_id"], row["text"]) for row in rows} == {
        (identifier("甲局"), "kept"),
        (identifier("乙局乙"), "new"),
    }


def test_a_description_alone_is_a_patch_without_changes(tmp_path: Path) -> None:
    first = publish(PACKAGE, tables_of("甲局"), tmp_path)
    readme = first.path / "README.md"
    readme.write_text(readme.read_text(encoding="utf-8").replace("Licence", "License"), encoding="utf-8")
    second = publish(PACKAGE, tables_of("甲局"), tmp_path)
    assert (second.version, second.changed) == ("1.0.1", True)
    assert changes(second.path) == []
    assert valid(second.path)
    third = publish(PACKAGE, tables_of("甲局"), tmp_path)
    assert (third.version, third.changed) == ("1.0.1", False)


def test_files_of_another_release_of_a_library_are_no_change(tmp_path: Path) -> None:
    first = publish(PACKAGE, tables_of("甲局"), tmp_path)
    path = first.path / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    for resource in descriptor["resources"]:
        resource["bytes"] += 1
    path.write_text(json.dumps(descriptor), encoding="utf-8")
    assert not publish(PACKAGE, tables_of("甲局"), tmp_path).changed


def test_the_tenth_version_follows_the_ninth(tmp_path: Path) -> None:
    versions = [publish(PACKAGE, tables_of("甲局", units=[unit(n)]), tmp_path).version for n in range(11)]
    assert versions[-2:] == ["1.9.0", "1.10.0"]


def unit(number: int) -> dict[str, Any]:
    return {"unit_number": 1, "name": f"第{number}中心", "funding_nature": None, "page": 1}


def test_awkward_texts_are_the_same_in_every_format(tmp_path: Path) -> None:
    release = publish(PACKAGE, tables_of("甲局", sections=[section(1, AWKWARD), section(2, None)]), tmp_path)
    assert pq.read_table(release.path / "data" / "sections.parquet")["text"].to_pylist() == [AWKWARD, None]
    with (release.path / "data" / "sections.csv").open(encoding="utf-8", newline="") as file:
        assert [row["text"] for row in csv.DictReader(file)] == [AWKWARD, ""]
    read_back = Package(str(release.path / "datapackage.json")).get_table_resource("sections").read_rows()
    assert [row["text"] for row in read_back] == [AWKWARD, None]


def test_an_empty_text_is_none_in_every_format(tmp_path: Path) -> None:
    release = publish(PACKAGE, tables_of("甲局", sections=[section(1, "")]), tmp_path)
    assert pq.read_table(release.path / "data" / "sections.parquet")["text"].to_pylist() == [None]
    assert not publish(PACKAGE, tables_of("甲局", sections=[section(1, None)]), tmp_path).changed


def test_a_required_field_that_is_empty_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ContractError, match="title") as caught:
        publish(PACKAGE, tables_of("甲局", sections=[{**section(1, "text"), "title": ""}]), tmp_path)
    assert "sections" in caught.value.where
    assert not list(tmp_path.glob("*/*"))


def test_amounts_are_plain_and_exact(tmp_path: Path) -> None:
    amounts = [Decimal("0.00"), Decimal("-0.05"), Decimal("9999999999999999.99"), None]
    names = ("total", "abroad", "vehicles", "reception")
    row = {"organisation": "甲局", "fiscal_year": 2024, "row_number": 1, "column_group": 1, "page": 1}
    cells = {"unit_printed": "万元", **dict(zip(names, amounts, strict=True))}
    release = publish(PACKAGE, tables_of("甲局", three_public=[row | cells]), tmp_path)
    with (release.path / "data" / "three_public.csv").open(encoding="utf-8", newline="") as file:
        (told,) = csv.DictReader(file)
    assert [told[name] for name in names] == ["0.00", "-0.05", "9999999999999999.99", ""]
    (found,) = pq.read_table(release.path / "data" / "three_public.parquet").to_pylist()
    assert [found[name] for name in names] == amounts


def test_many_rows_are_written_in_even_groups_however_they_came(tmp_path: Path) -> None:
    rows = 2 * ROW_GROUP + 1
    whole = pa.table({"key": pa.array(range(rows), pa.int32()), "text": [str(n % 97) for n in range(rows)]})
    parts = pa.concat_tables([whole.slice(0, 1000), whole.slice(1000)])
    for name, table in (("whole", whole), ("parts", parts)):
        write_parquet(table, tmp_path / f"{name}.parquet")
        write_csv(table, tmp_path / f"{name}.csv")
    assert (tmp_path / "whole.parquet").read_bytes() == (tmp_path / "parts.parquet").read_bytes()
    assert pq.ParquetFile(tmp_path / "whole.parquet").num_row_groups == 3
    assert read_csv(tmp_path / "whole.csv", whole.schema).equals(pq.read_table(tmp_path / "parts.parquet"))


def publish_one(output: str, organisation: str) -> None:
    publish(PACKAGE, tables_of(organisation), Path(output))


def test_processes_that_publish_at_the_same_time_lose_nothing(tmp_path: Path) -> None:
    organisations = ["甲局", "乙局", "丙局"]
    assert forked(publish_one, [(tmp_path, organisation) for organisation in organisations]) == [0, 0, 0]
    folder = tmp_path / PACKAGE
    assert sorted(path.name for path in folder.iterdir()) == ["1.0.0", "1.1.0", "1.2.0"]
    published = pq.read_table(folder / "1.2.0" / "data" / "disclosures.parquet")
    assert set(published["organisation"].to_pylist()) == set(organisations)


@pytest.mark.skipif(not (SHARED / "corpus" / "documents").is_dir(), reason="the shared corpus is not beside us")
def test_real_disclosures_make_valid_packages(tmp_path: Path) -> None:
    sources = expand([str(SHARED / "corpus" / "documents")])
    disclosures = [recognise(read(fetch(source, tmp_path / "archive"))) for source in sources]
    tables = tabulate(disclosures)
    for name in ("findings", "check_coverage"):
        tables[name] = table_schema(name).arrow.empty_table()
    for package, members in members_by_package(tables["disclosures"]).items():
        given = rows_of_disclosures(tables, members)
        release = publish(package, given, tmp_path)
        assert valid(release.path)
        assert pq.read_table(release.path / "data" / "line_items.parquet").num_rows == given["line_items"].num_rows
        assert not publish(package, given, tmp_path).changed
