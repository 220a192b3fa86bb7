"""The rules of schemas/rules and schemas/between: front matter and one SELECT each."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from itertools import takewhile
from operator import attrgetter
from pathlib import Path

from flows.contract.schemas import RESOURCES, SEVERITIES, STAGES, schemas_folder
from flows.errors import ContractError

LISTED = {"reads": RESOURCES, "stages": STAGES}
"""What lists several values, and which may stand in it."""

SINGLE = {
    "severity": SEVERITIES,
    "unit": ("money", "percentage", "text"),
    "relation": ("equal", "within"),
    "tolerance": ("printed", "none"),
}
"""What says one value, and which it may be."""

PLACES = {"subject", "actual", "expected", "difference"}
"""What a message leaves open, in braces, for each pair."""

_PLACE = re.compile(r"\{(.*?)\}")
_FRONT_MATTER = re.compile(r"-- (?P<key>[a-z_]+): (?P<value>.+)")


@dataclass(frozen=True, slots=True)
class Rule:
    """One equation: a SELECT that yields every pair it judges, and how to speak of one that does not hold.

    `reads` names resources; `unit` is `money`, `percentage` or `text`; `relation` is `equal`, or `within` where
    `actual` may be less; `tolerance` is `printed` (half a printed unit for each operand) or `none`; the messages hold
    `{subject}`, `{actual}`, `{expected}` and `{difference}`.
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


@lru_cache
def table_macros() -> str:
    """The tables that rules of a disclosure alone make alike, as SQL that makes them over what these read."""
    return (schemas_folder() / "table_macros.sql").read_text(encoding="utf-8")


def parse_rule(path: Path) -> Rule:
    """A rule's file: front matter as leading `-- key: value` lines, then one SELECT."""
    lines = path.read_text(encoding="utf-8").splitlines()
    comments = list(takewhile(lambda line: line.startswith("--"), lines))
    entries = [(match["key"], match["value"].strip()) for match in map(_FRONT_MATTER.fullmatch, comments) if match]
    front_matter = dict(entries)
    sql = "\n".join(lines[len(comments) :]).strip().removesuffix(";")
    if fault := _fault_of_keys(entries) or _fault_of_values(path, front_matter) or _fault_of_text(front_matter, sql):
        raise ContractError(fault, str(path), "Write the front matter as `-- key: value` lines above one SELECT")
    return Rule(
        **{key: text for key, text in front_matter.items() if key not in LISTED},
        reads=_listed(front_matter["reads"]),
        stages=_listed(front_matter["stages"]),
        sql=sql,
    )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(","))


def _fault_of_keys(entries: Sequence[tuple[str, str]]) -> str | None:
    """Each field of a rule but its SELECT is said once, and nothing else."""
    wanted = {field.name for field in fields(Rule)} - {"sql"}
    keys = {key for key, _ in entries}
    if keys != wanted:
        return f"its front matter lacks {sorted(wanted - keys)}, and has {sorted(keys - wanted)} beyond"
    return "its front matter says something twice" if len(entries) > len(keys) else None


def _fault_of_values(path: Path, front_matter: Mapping[str, str]) -> str | None:
    """Lists hold allowed values only, all else is one of them, and the id is the file's name."""
    for key, allowed in LISTED.items():
        if wrong := set(_listed(front_matter[key])) - set(allowed):
            return f"its `{key}` says {', '.join(sorted(wrong))}, where only {', '.join(allowed)} may stand"
    for key, allowed in {**SINGLE, "id": (path.stem,)}.items():
        if front_matter[key] not in allowed:
            return f"its `{key}` says {front_matter[key]}, where one of {', '.join(allowed)} must stand"
    if front_matter["unit"] == "text" and (front_matter["relation"], front_matter["tolerance"]) != ("equal", "none"):
        return "it compares texts: they are equal or not, and nothing is nearly a text"
    return None


def _fault_of_text(front_matter: Mapping[str, str], sql: str) -> str | None:
    """Messages have no places but those that are filled, and there is something to run."""
    for key in ("message_zh", "message_en"):
        if wrong := set(_PLACE.findall(front_matter[key])) - PLACES:
            return f"its `{key}` has places that nothing fills: {', '.join(sorted(wrong))}"
    return None if sql.lower().startswith(("select", "with")) else "it holds no SELECT"
