"""Every rule has a case that it passes, one that it fails by one number, and one to which it does not apply."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pytest

from flows.check.cells import load
from flows.check.pairs import BATCH
from flows.check.reconcile import reconcile
from flows.contract import Rule, rules
from flows.model import Disclosure, Stage
from flows.rules import judge, start_counts
from flows.tabulate import tabulate
from tests.check.building import built, disclosure

PARTS = ("passes", "fails", "other")
CASES = Path(__file__).parent / "cases"
RULES = pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
_CHANGE = re.compile(r'change: (?P<old>".*") -> (?P<new>".*")')


@dataclass(frozen=True, slots=True)
class Case:
    """What a rule passes; the number that makes it fail; and what it does not judge."""

    stage: Stage
    passes: str
    fails: str
    other: str


def case(rule: Rule) -> Case:
    """A file of three parts: the head, then what follows `== passes` and `== does not apply`."""
    text = (CASES / f"{rule.id}.txt").read_text(encoding="utf-8")
    head, passes, other = re.split(r"^== .*$", text, flags=re.MULTILINE)
    change = _CHANGE.search(head)
    assert change is not None, head
    old, new = json.loads(change["old"]), json.loads(change["new"])
    assert passes.count(old) == 1, f"{old} does not name one place"
    return Case("final" if "stage: final" in head else "budget", passes, passes.replace(old, new), other)


@pytest.fixture(scope="module")
def disclosures() -> Mapping[tuple[str, str], Disclosure]:
    """Every case as a disclosure of its own: by its rule and its part."""
    written = [(rule.id, part, case(rule)) for rule in rules() for part in PARTS]
    return {
        (rule, part): disclosure(getattr(known, part), str(100000 + place), known.stage)
        for place, (rule, part, known) in enumerate(written)
    }


@pytest.fixture(scope="module")
def tables(disclosures: Mapping[tuple[str, str], Disclosure]) -> Mapping[str, pa.Table]:
    return tabulate(list(disclosures.values()))


@pytest.fixture(scope="module")
def covered(
    disclosures: Mapping[tuple[str, str], Disclosure], tables: Mapping[str, pa.Table]
) -> Mapping[tuple[str, str, str], tuple[str, int]]:
    """What became of every rule for every case, all in one batch: by rule, the case's rule and its part."""
    coverage = reconcile(tables).check_coverage
    names = {each.identity.disclosure_id: key for key, each in disclosures.items()}
    return {
        (row["rule"], *names[row["disclosure_id"]]): (row["outcome"], row["judged"]) for row in coverage.to_pylist()
    }


@pytest.fixture(scope="module")
def judged(covered: Mapping[tuple[str, str, str], tuple[str, int]]) -> Mapping[tuple[str, str, str], str]:
    """The outcome alone."""
    return {key: outcome for key, (outcome, _) in covered.items()}


def test_every_rule_has_cases() -> None:
    assert {path.stem for path in CASES.glob("*.txt")} == {rule.id for rule in rules()}


@RULES
def test_what_holds_passes(rule: Rule, judged: Mapping[tuple[str, str, str], str]) -> None:
    assert judged[rule.id, rule.id, "passes"] == "passed"


@RULES
def test_one_wrong_number_fails(rule: Rule, judged: Mapping[tuple[str, str, str], str]) -> None:
    assert judged[rule.id, rule.id, "fails"] == "failed"


@RULES
def test_as_much_is_judged_where_a_number_is_wrong(
    rule: Rule, covered: Mapping[tuple[str, str, str], tuple[str, int]]
) -> None:
    """A rule that leaves out what fails would judge less."""
    passes, fails = (covered[rule.id, rule.id, part][1] for part in ("passes", "fails"))
    assert rule.unit == "text" or fails >= passes


@RULES
def test_what_lacks_the_parts_is_not_judged(rule: Rule, judged: Mapping[tuple[str, str, str], str]) -> None:
    assert judged[rule.id, rule.id, "other"] == "not_applicable"


def test_what_one_rule_passes_no_other_accuses(judged: Mapping[tuple[str, str, str], str]) -> None:
    """But for what a whole disclosure owes: no case is one."""
    accused = {key for key, outcome in judged.items() if key[2] == "passes" and outcome == "failed"}
    assert not {(rule, *others) for rule, *others in accused if not rule.startswith(("duty-", "columns-owed"))}


def test_without_rows_of_what_it_reads_a_rule_has_no_pair(tables: Mapping[str, pa.Table]) -> None:
    """So it need not be asked then, whatever else there is."""
    for reads in {rule.reads for rule in rules() if "disclosures" not in rule.reads}:
        rest = {name: table.slice(0, 0) if name in reads else table for name, table in tables.items()}
        with load(rest) as connection:
            start_counts(connection, BATCH)
            pairs = {rule.id: judge(connection, rule, BATCH) for rule in rules() if rule.reads == reads}
        assert set(pairs.values()) == {0}, pairs


def test_a_rule_judges_its_stages_alone() -> None:
    rule = next(rule for rule in rules() if rule.stages == ("final",))
    coverage = reconcile(built(case(rule).fails, stage="budget"), [rule]).check_coverage
    assert coverage.column("outcome").to_pylist() == ["not_applicable"]
