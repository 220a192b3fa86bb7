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

UNITS = ("money", "percentage", "text")
RELATIONS = ("equal", "within")
TOLERANCES = ("printed", "none")

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


def parse_rule(path: Path) -> Rule:
    """A rule's file: front matter as leading `-- key: value` lines, then one SELECT."""
    lines = path.read_text(encoding="utf-8").splitlines()
    front = [match for match in map(_FRONT_MATTER.fullmatch, _leading_comments(lines)) if match]
    front_matter = {match["key"]: match["value"].strip() for match in front}
    sql = "\n".join(lines[len(_leading_comments(lines)) :]).strip().removesuffix(";")
    if fault := _fault_of_rule(path, front_matter, sql):
        raise ContractError(fault, str(path), "Write the front matter as `-- key: value` lines above one SELECT")
    return Rule(
        **{key: text for key, text in front_matter.items() if key not in ("reads", "stages")},
        reads=_listed(front_matter["reads"]),
        stages=_listed(front_matter["stages"]),
        sql=sql,
    )


def _leading_comments(lines: Sequence[str]) -> list[str]:
    return list(takewhile(lambda line: line.startswith("--"), lines))


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(","))


def _fault_of_rule(path: Path, front_matter: Mapping[str, str], sql: str) -> str | None:
    """The first thing that is wrong with a rule's file."""
    wanted = {field.name for field in fields(Rule)} - {"sql"}
    if front_matter.keys() != wanted:
        lacking, beyond = sorted(wanted - front_matter.keys()), sorted(front_matter.keys() - wanted)
        return f"its front matter lacks {lacking}, and has {beyond} beyond"
    allowed = {
        "reads": RESOURCES,
        "stages": STAGES,
        "severity": SEVERITIES,
        "tolerance": TOLERANCES,
        "id": (path.stem,),
    }
    for key, values in allowed.items():
        if wrong := set(_listed(front_matter[key])) - set(values):
            return f"its `{key}` says {', '.join(sorted(wrong))}, where only {', '.join(values)} may stand"
    for key in ("message_zh", "message_en"):
        if wrong := set(_PLACE.findall(front_matter[key])) - {"subject", "actual", "expected", "difference"}:
            return f"its `{key}` has places that nothing fills: {', '.join(sorted(wrong))}"
    return None if sql.lower().startswith(("select", "with")) else "it holds no SELECT"
