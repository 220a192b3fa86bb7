"""The Table Schemas of schemas/tables, the headings that all tables share, and the code lists."""

import csv
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pyarrow as pa

from flows.errors import ContractError

VERSION = "1.1.0"

STANDARD_TABLES = (
    "balance",
    "revenue",
    "expenditure",
    "appropriation_balance",
    "general_public_expenditure",
    "basic_expenditure",
    "three_public",
    "government_fund_expenditure",
    "state_capital_expenditure",
    "transfers",
    "performance_overall",
    "performance_project",
)
RESOURCES = (
    "disclosures",
    "disclosure_tables",
    "line_items",
    *STANDARD_TABLES,
    "narrative_amounts",
    "units",
    "projects",
    "performance_indicators",
    "sections",
    "findings",
    "check_coverage",
    "counts",
    "other_tables",
    "other_amounts",
    "other_table_cells",
)

SEVERITIES = ("error", "warning", "info")
STAGES = ("budget", "final")
_ARROW = {"string": pa.string(), "int32": pa.int32(), "int64": pa.int64()}
_DECIMAL = re.compile(r"decimal128\((\d+), (\d+)\)")


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field of a Table Schema, as its descriptor has it."""

    name: str
    descriptor: Mapping[str, Any]
    arrow: pa.DataType

    @property
    def required(self) -> bool:
        return bool(self.descriptor.get("constraints", {}).get("required", False))


@dataclass(frozen=True, slots=True)
class TableSchema:
    """One resource: its Frictionless Table Schema, how it is recognised, and its Arrow schema."""

    name: str
    descriptor: Mapping[str, Any]
    recognise: Mapping[str, Any]
    fields: tuple[FieldSpec, ...]
    primary_key: tuple[str, ...]
    arrow: pa.Schema


def schemas_folder() -> Path:
    """Where schemas/ lies: beside the package in a checkout, inside it when installed."""
    package = Path(__file__).parents[1]
    inside = package / "schemas"
    return inside if inside.is_dir() else package.parent / "schemas"


@lru_cache
def table_schema(name: str) -> TableSchema:
    """The schema of one resource. Raises ContractError for a name that no file bears."""
    path = schemas_folder() / "tables" / f"{name}.json"
    if not path.is_file():
        raise ContractError(f"no resource is called {name}", str(path), f"Use one of {', '.join(RESOURCES)}")
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    recognise = descriptor.pop("recognise", {})
    specs = tuple(FieldSpec(field["name"], field, _arrow_type(field)) for field in descriptor["fields"])
    return TableSchema(
        name,
        MappingProxyType(descriptor),
        MappingProxyType(recognise),
        specs,
        tuple(descriptor["primaryKey"]),
        pa.schema([pa.field(spec.name, spec.arrow, nullable=not spec.required) for spec in specs]),
    )


@lru_cache
def headings() -> Mapping[str, Any]:
    """The headings that all standard tables share: those of codes and names, and those that tell nothing."""
    text = (schemas_folder() / "headings.json").read_text(encoding="utf-8")
    return MappingProxyType(json.loads(text))


@lru_cache
def codelist(name: str) -> tuple[Mapping[str, str], ...]:
    """The rows of one codelist, such as `jurisdictions`."""
    with (schemas_folder() / "codelists" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(MappingProxyType(row) for row in csv.DictReader(file))


def _arrow_type(field: Mapping[str, Any]) -> pa.DataType:
    decimal = _DECIMAL.fullmatch(field["arrow"])
    return pa.decimal128(int(decimal[1]), int(decimal[2])) if decimal else _ARROW[field["arrow"]]
