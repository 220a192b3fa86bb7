"""The contract: every schema is a valid Table Schema, whole, bilingual, and agrees with all others."""

import csv
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from frictionless import Resource, Schema

from flows.contract import (
    RESOURCES,
    STANDARD_TABLES,
    FieldSpec,
    codelist,
    headings,
    rules,
    schemas_folder,
    table_schema,
)
from flows.errors import ContractError

TABLES = sorted(path.stem for path in (schemas_folder() / "tables").glob("*.json"))
CODELISTS = sorted(path.stem for path in (schemas_folder() / "codelists").glob("*.csv"))
SAID = ("title", "title_en", "description", "description_en")
IN_EVERY_LINE_ITEM = {"row_number", "column_group", "side", "code", "name", "unit_printed", "page"}
MEANING_OF_THEIR_TABLE = {"kind", "row_number", "status", "text"}
"""Fields that bear one name and are not the same everywhere."""


def every_field() -> Iterator[tuple[str, FieldSpec]]:
    return ((name, field) for name in TABLES for field in table_schema(name).fields)


def test_every_resource_has_a_file_and_every_file_is_a_resource() -> None:
    assert set(TABLES) == {*RESOURCES, "changes"}
    assert set(STANDARD_TABLES) <= set(RESOURCES)
    assert len(RESOURCES) == len(set(RESOURCES))


def test_a_name_that_no_resource_bears_is_refused() -> None:
    with pytest.raises(ContractError, match="no resource is called balances"):
        table_schema("balances")


@pytest.mark.parametrize("name", TABLES)
def test_every_schema_is_a_valid_table_schema(name: str) -> None:
    descriptor = json.loads((schemas_folder() / "tables" / f"{name}.json").read_text(encoding="utf-8"))
    assert list(Schema.metadata_validate(descriptor)) == []
    schema = Schema.from_descriptor(descriptor)
    assert schema.name == name
    assert schema.field_names == table_schema(name).arrow.names
    assert set(schema.primary_key) <= set(schema.field_names)


@pytest.mark.parametrize("name", TABLES)
def test_every_schema_and_field_says_what_it_is_in_both_languages(name: str) -> None:
    schema = table_schema(name)
    for descriptor in (schema.descriptor, *(field.descriptor for field in schema.fields)):
        for key in SAID:
            assert descriptor.get(key, "").strip(), (descriptor["name"], key)
        assert not descriptor["title_en"].endswith(".")


def test_fields_of_one_name_are_the_same_everywhere_but_for_being_required() -> None:
    seen: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for table, field in every_field():
        if field.name not in MEANING_OF_THEIR_TABLE:
            seen[field.name][json.dumps(_shared(field.descriptor), sort_keys=True)].append(table)
    assert {name: list(kinds.values()) for name, kinds in seen.items() if len(kinds) > 1} == {}


def _shared(descriptor: Mapping[str, Any]) -> dict[str, Any]:
    constraints = {key: value for key, value in descriptor.get("constraints", {}).items() if key != "required"}
    return {**descriptor, "constraints": constraints}


def test_types_of_frictionless_and_arrow_agree() -> None:
    arrow = {"string": pa.types.is_string, "integer": pa.types.is_integer, "number": pa.types.is_decimal}
    assert [
        (table, field.name) for table, field in every_field() if not arrow[field.descriptor["type"]](field.arrow)
    ] == []


def test_money_is_in_yuan_with_two_places_and_only_money_bears_a_unit() -> None:
    for table, field in every_field():
        money = field.arrow == pa.decimal128(18, 2)
        assert (field.descriptor.get("unit") == "元") == money, (table, field.name)


def test_no_number_is_a_float() -> None:
    assert [(table, field.name) for table, field in every_field() if pa.types.is_floating(field.arrow)] == []


@pytest.mark.parametrize("name", TABLES)
def test_keys_are_required_and_lead_to_a_key_that_is_there(name: str) -> None:
    schema = table_schema(name)
    required = {field.name for field in schema.fields if field.required}
    assert set(schema.primary_key) <= required
    for key in schema.descriptor.get("foreignKeys", []):
        assert set(key["fields"]) <= required
        assert key["reference"]["resource"] in RESOURCES
        assert tuple(key["reference"]["fields"]) == table_schema(key["reference"]["resource"]).primary_key


@pytest.mark.parametrize("name", [name for name in RESOURCES if name != "disclosures"])
def test_every_resource_leads_to_its_disclosure(name: str) -> None:
    keys = [(key["fields"], key["reference"]["resource"]) for key in table_schema(name).descriptor["foreignKeys"]]
    assert (["disclosure_id"], "disclosures") in keys


def test_a_field_that_names_a_standard_table_takes_all_of_them_and_nothing_else() -> None:
    for table, field in every_field():
        if field.name == "table_name":
            assert tuple(field.descriptor["constraints"]["enum"]) == STANDARD_TABLES, table


@pytest.mark.parametrize("name", STANDARD_TABLES)
def test_a_standard_table_is_keyed_by_its_printed_rows_and_its_money_may_be_blank(name: str) -> None:
    schema = table_schema(name)
    assert schema.primary_key == ("disclosure_id", "row_number", "column_group")
    money = [field for field in schema.fields if pa.types.is_decimal(field.arrow)]
    assert money[0].name == "total"
    assert not any(field.required for field in money)


@pytest.mark.parametrize("name", STANDARD_TABLES)
def test_a_standard_table_can_be_recognised_by_its_title(name: str) -> None:
    schema = table_schema(name)
    assert schema.recognise["titles"]
    assert set(schema.recognise.get("columns", {})) <= set(schema.arrow.names)
    assert headings()["words"]


def test_what_a_line_item_says_of_its_row_is_what_the_standard_table_says() -> None:
    items = {field.name: field.arrow for field in table_schema("line_items").fields}
    for name in STANDARD_TABLES:
        for field in table_schema(name).fields:
            if field.name in IN_EVERY_LINE_ITEM:
                assert items[field.name] == field.arrow, (name, field.name)


@pytest.mark.parametrize("name", CODELISTS)
def test_every_codelist_holds_to_its_own_schema(name: str) -> None:
    folder = schemas_folder() / "codelists"
    descriptor = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    assert list(Schema.metadata_validate(descriptor)) == []
    report = Resource(path=f"{name}.csv", schema=Schema.from_descriptor(descriptor), basepath=str(folder)).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "note"])[:5]
    for field in descriptor["fields"]:
        assert all(field.get(key, "").strip() for key in SAID), field["name"]


@pytest.mark.parametrize("name", CODELISTS)
def test_a_codelist_is_read_as_it_is_written(name: str) -> None:
    path: Path = schemas_folder() / "codelists" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        assert [dict(row) for row in codelist(name)] == list(csv.DictReader(file))


def test_every_rule_reads_resources_and_names_itself_once() -> None:
    ids = [rule.id for rule in rules()]
    assert ids
    assert ids == sorted(set(ids))
    assert all(set(rule.reads) <= set(RESOURCES) for rule in rules())
