"""schemas/ read once: Table Schemas, the headings that all tables share, codelists and rules.

Everything that is true of every disclosure lies there as data; this module only gives it types.
"""

import csv
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from itertools import takewhile
from operator import attrgetter
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pyarrow as pa

from flows.errors import ContractError

VERSION = "1.0.0"

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
)

SEVERITIES = ("error", "warning", "info")
STAGES = ("budget", "final")
UNITS_OF_RULES = ("money", "percentage", "text")
RELATIONS = ("equal", "within")
TOLERANCES = ("printed", "none")
_ALLOWED = {
    "reads": RESOURCES,
    "stages": STAGES,
    "severity": SEVERITIES,
    "unit": UNITS_OF_RULES,
    "relation": RELATIONS,
    "tolerance": TOLERANCES,
}

_ARROW = {"string": pa.string(), "int32": pa.int32(), "int64": pa.int64()}
_DECIMAL = re.compile(r"decimal128\((\d+), (\d+)\)")
_PLACE = re.compile(r"\{(.*?)\}")
_FRONT_MATTER = re.compile(r"-- (?P<key>[a-z_]+): (?P<value>.+)")


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


@dataclass(frozen=True, slots=True)
class Rule:
    """One equation: a SELECT that yields every pair it judges, and how to speak of one that does not hold.

    `reads` names resources; `unit` is `money`, `percentage` or `text`; `relation` is `equal`, or `within` where `found`
    may be less; `tolerance` is `printed` (half a printed unit for each operand) or `none`; the messages hold
    `{subject}`, `{found}`, `{expected}` and `{difference}`.
    """

    id: str
    title_zh: str
    title_en: str
    reads: tuple[str, ...]
    stages: tuple[str, ...]
    severity: str
    unit: str
    relation: str
    tolerance: str
    basis: str
    message_zh: str
    message_en: str
    sql: str


def schemas_folder() -> Path:
    """Where schemas/ lies: beside the package in a checkout, inside it when installed."""
    inside = Path(__file__).parent / "schemas"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "schemas"


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


@lru_cache
def rules() -> tuple[Rule, ...]:
    """Every rule of schemas/rules, sorted by id. Raises ContractError for a file that is not one rule."""
    return _rules_in("rules")


@lru_cache
def rules_between() -> tuple[Rule, ...]:
    """Every rule of schemas/between, sorted by id: they hold disclosures against one another, in the catalog."""
    return _rules_in("between")


def _rules_in(folder: str) -> tuple[Rule, ...]:
    return tuple(map(parse_rule, sorted((schemas_folder() / folder).glob("*.sql"), key=attrgetter("stem"))))


@lru_cache
def macros() -> str:
    """The words that all rules use, as SQL that makes them."""
    return (schemas_folder() / "macros.sql").read_text(encoding="utf-8")


def parse_rule(path: Path) -> Rule:
    """A rule's file: front matter as leading `-- key: value` lines, then one SELECT."""
    lines = path.read_text(encoding="utf-8").splitlines()
    front = [match for match in map(_FRONT_MATTER.fullmatch, _leading_comments(lines)) if match]
    said = {match["key"]: match["value"].strip() for match in front}
    sql = "\n".join(lines[len(_leading_comments(lines)) :]).strip().removesuffix(";")
    if fault := _fault_of_rule(path, said, sql):
        raise ContractError(fault, str(path), "Write the front matter as `-- key: value` lines above one SELECT")
    return Rule(
        **{key: text for key, text in said.items() if key not in ("reads", "stages")},
        reads=_listed(said["reads"]),
        stages=_listed(said["stages"]),
        sql=sql,
    )


def _leading_comments(lines: Sequence[str]) -> list[str]:
    return list(takewhile(lambda line: line.startswith("--"), lines))


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(","))


def _fault_of_rule(path: Path, said: Mapping[str, str], sql: str) -> str | None:
    """The first thing that is wrong with a rule's file."""
    wanted = {field.name for field in fields(Rule)} - {"sql"}
    if said.keys() != wanted:
        return f"its front matter lacks {sorted(wanted - said.keys())}, and has {sorted(said.keys() - wanted)} beyond"
    allowed = {
        "reads": RESOURCES,
        "stages": STAGES,
        "severity": SEVERITIES,
        "tolerance": TOLERANCES,
        "id": (path.stem,),
    }
    for key, values in allowed.items():
        if wrong := set(_listed(said[key])) - set(values):
            return f"its `{key}` says {', '.join(sorted(wrong))}, where only {', '.join(values)} may stand"
    for key in ("message_zh", "message_en"):
        if wrong := set(_PLACE.findall(said[key])) - {"subject", "found", "expected", "difference"}:
            return f"its `{key}` has places that nothing fills: {', '.join(sorted(wrong))}"
    return None if sql.lower().startswith(("select", "with")) else "it holds no SELECT"


def _arrow_type(field: Mapping[str, Any]) -> pa.DataType:
    decimal = _DECIMAL.fullmatch(field["arrow"])
    return pa.decimal128(int(decimal[1]), int(decimal[2])) if decimal else _ARROW[field["arrow"]]
