"""The rules of schemas/rules and schemas/between: front matter and one SELECT each.

A file that says `each: CODELIST` is a template: it holds a rule for each row of that codelist, whose name it bears, and
`{{column}}` in it stands for what the row says there.
"""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from itertools import chain, takewhile
from operator import attrgetter
from pathlib import Path

from flows.contract.schemas import RESOURCES, SEVERITIES, STAGES, codelist, schemas_folder
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

_REMEDY = "Write the front matter as `-- key: value` lines above one SELECT: see docs/writing-rules.md"
_EACH = re.compile(r"^-- each: (?P<codelist>.+)\n", re.MULTILINE)
_COLUMN = re.compile(r"\{\{([a-z_]+)\}\}")
_PLACE = re.compile(r"\{(.*?)\}")
_FRONT_MATTER = re.compile(r"-- (?P<key>[a-z_]+): +(?P<value>\S.*)")
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"|--[^\n]*|/\*.*?\*/", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Rule:
    """One equation: a SELECT that yields every pair it judges, and how to speak of one that does not hold.

    `reads` names resources; `unit` is `money`, `percentage` or `text`; `relation` is `equal`, or `within` where
    `actual` may be less; `tolerance` is `printed` (half a printed unit for each operand) or `none`; the messages hold
    `{subject}`, `{actual}`, `{expected}` and `{difference}`. `file` is where it is written, in schemas/. `material`,
    which need not be said, is a regular expression of a prose in which the rule should find something to judge.
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
    file: str
    material: str = ""


@lru_cache
def rules() -> tuple[Rule, ...]:
    """Every rule of schemas/rules, sorted by id. Raises ContractError for a file that is not one rule."""
    return _rules_in("rules")


@lru_cache
def rules_between() -> tuple[Rule, ...]:
    """Every rule of schemas/between, sorted by id: they hold disclosures against one another, in the catalog."""
    return _rules_in("between")


def _rules_in(folder: str) -> tuple[Rule, ...]:
    files = (schemas_folder() / folder).glob("*.sql")
    return tuple(sorted(chain.from_iterable(map(parse_rules, files)), key=attrgetter("id")))


@lru_cache
def macros() -> str:
    """The words that all rules use, as SQL that makes them."""
    return (schemas_folder() / "macros.sql").read_text(encoding="utf-8")


@lru_cache
def table_macros() -> str:
    """The tables that rules of a disclosure alone make alike, as SQL that makes them over what these read."""
    return (schemas_folder() / "table_macros.sql").read_text(encoding="utf-8")


def parse_rules(path: Path) -> tuple[Rule, ...]:
    """The rules of a file: one, or those of a template. Raises ContractError, naming the file and its fault."""
    text = path.read_text(encoding="utf-8")
    if (each := _EACH.search(text)) is None:
        return (_rule(text, path, [path.stem]),)
    rows = _rows_of_template(each["codelist"], path)
    template = text.replace(each[0], "", 1)
    if fault := _fault_of_template(set(_COLUMN.findall(template)), rows[0].keys()):
        raise ContractError(fault, str(path), "Name every column of its codelist, and none beyond")
    ids = [row["id"] for row in rows]
    return tuple(_rule(_filled(template, row), path, ids) for row in rows)


def _rows_of_template(name: str, path: Path) -> Sequence[Mapping[str, str]]:
    """The rows of the codelist whose name a template bears."""
    if name != path.stem or not (schemas_folder() / "codelists" / f"{name}.csv").is_file():
        raise ContractError(f"no codelist is called {name}, or the file is not", str(path), "Give both one name")
    return codelist(name)


def _fault_of_template(places: Collection[str], columns: Collection[str]) -> str | None:
    """What a template leaves open is what its codelist says, all of it."""
    if beyond := sorted({"id", *places} - set(columns)):
        return f"its codelist has no column {', '.join(beyond)}"
    if unused := sorted(set(columns) - set(places)):
        return f"it makes no use of the column {', '.join(unused)}"
    return None


def _filled(template: str, row: Mapping[str, str]) -> str:
    return _COLUMN.sub(lambda place: row[place[1]], template)


def _rule(text: str, path: Path, ids: Collection[str]) -> Rule:
    """One rule: front matter as leading `-- key: value` lines, then one SELECT."""
    lines = text.splitlines()
    comments = list(takewhile(lambda line: line.startswith("--"), lines))
    entries = [(match["key"], match["value"].strip()) for match in map(_FRONT_MATTER.fullmatch, comments) if match]
    front_matter = dict(entries)
    sql = "\n".join(lines[len(comments) :]).strip().removesuffix(";")
    if fault := _fault_of_keys(entries) or _fault_of_values(front_matter, ids) or _fault_of_text(front_matter, sql):
        raise ContractError(fault, str(path), _REMEDY)
    return Rule(
        **{key: value for key, value in front_matter.items() if key not in LISTED},
        reads=_listed(front_matter["reads"]),
        stages=_listed(front_matter["stages"]),
        sql=sql,
        file=f"{path.parent.name}/{path.name}",
    )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(","))


def _fault_of_keys(entries: Sequence[tuple[str, str]]) -> str | None:
    """Each field of a rule, but what is not of the front matter, is said once, and nothing else."""
    wanted = {field.name for field in fields(Rule)} - {"sql", "file", "material"}
    keys = {key for key, _ in entries}
    if keys - {"material"} != wanted:
        return f"its front matter lacks {sorted(wanted - keys)}, and has {sorted(keys - wanted - {'material'})} beyond"
    return _fault_of_repetition([key for key, _ in entries], "front matter")


def _fault_of_repetition(names: Sequence[str], where: str) -> str | None:
    twice = [name for name, count in Counter(names).items() if count > 1]
    return f"its {where} says {', '.join(twice)} twice" if twice else None


def _fault_of_values(front_matter: Mapping[str, str], ids: Collection[str]) -> str | None:
    """Lists hold allowed values only, and all else is one of them."""
    for key, allowed in LISTED.items():
        if wrong := set(_listed(front_matter[key])) - set(allowed):
            return f"its `{key}` says {', '.join(sorted(wrong))}, where only {', '.join(allowed)} may stand"
        if fault := _fault_of_repetition(_listed(front_matter[key]), f"`{key}`"):
            return fault
    for key, values in {**SINGLE, "id": ids}.items():
        if front_matter[key] not in values:
            return f"its `{key}` says {front_matter[key]}, where one of {', '.join(values)} must stand"
    if front_matter["unit"] == "text" and (front_matter["relation"], front_matter["tolerance"]) != ("equal", "none"):
        return "it compares texts: they are equal or not, and nothing is nearly a text"
    return _fault_of_material(front_matter.get("material", ""))


def _fault_of_material(pattern: str) -> str | None:
    try:
        re.compile(pattern)
    except re.error as error:
        return f"its `material` is no regular expression: {error}"
    return None


def _fault_of_text(front_matter: Mapping[str, str], sql: str) -> str | None:
    """Messages have no places but those that are filled, and there is something to run."""
    for key in ("message_zh", "message_en"):
        if wrong := set(_PLACE.findall(front_matter[key])) - PLACES:
            return f"its `{key}` has places that nothing fills: {', '.join(sorted(wrong))}"
    if ";" in _QUOTED.sub("", sql):
        return "it holds more than one statement"
    return None if sql.lower().startswith(("select", "with")) else "it holds no SELECT"
