"""Rules between disclosures: each passes, fails by one number, and is not applied where nothing is to be compared."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb
import pyarrow.compute as pc
import pytest
from pyarrow import parquet

from flows.catalog import build_catalog
from flows.catalog.cross_checks import CrossChecks, cross_check
from flows.contract import Rule, parse_rules, rules_between, schemas_folder, titles
from flows.errors import ContractError
from flows.model import Disclosure, Scope, Stage
from flows.tabulate import tabulate
from tests.check.building import disclosure
from tests.publish.layouts import COUNTY, publish_layouts

PAIR = (
    {"disclosure_id", "other_id", "table_name", "page", "other_page"}
    | {"subject_zh", "subject_en"}
    | {"actual", "expected", "steps"}
)
Cases = Mapping[tuple[str, str], CrossChecks]
"""What is made of a case, by its rule and its variant."""
RULES = pytest.mark.parametrize("rule", rules_between(), ids=lambda rule: rule.id)


@dataclass(frozen=True, slots=True)
class One:
    """One disclosure of the catalog, from a few written lines."""

    text: str
    year: int = 2024
    stage: Stage = "budget"
    scope: Scope = "department"
    organisation: str = "某市财政局"
    jurisdiction: str = "350200"

    def made(self) -> Disclosure:
        whole = disclosure(self.text, self.jurisdiction, self.stage)
        who = replace(whole.identity, fiscal_year=self.year, scope=self.scope, organisation=self.organisation)
        return replace(whole, identity=who)


FUND = """government_fund_expenditure 万元
code name carryover_in revenue total carryover_out
. 合计 {into}.00 5.00 6.00 {out}.00
212 城乡社区支出 {into}.00 5.00 6.00 {out}.00

balance 万元
side name total
revenue 年初结转和结余 {into}.00
expenditure 年末结转和结余 {out}.00"""

THREE_PUBLIC = """three_public 万元
total abroad vehicles vehicle_purchase vehicle_operation reception
{total} 0.00 20.00 0.00 20.00 {reception}"""

BUDGET = """general_public_expenditure 元
code name total
. 合计 300,012.00
201 一般公共服务支出 300,012.00

balance 元
side name total
revenue 收入总计 300,012.00
expenditure 支出总计 300,012.00

""" + THREE_PUBLIC.format(total="22.91", reception="2.91")

SAID = """says
某市财政局收入 | 35.00万元 | 2025年收入预算35.00万元，比2024年预算增加5.00万元。 | year=2025
比2024年预算增加 | 5.00万元 | 2025年收入预算35.00万元，比2024年预算增加5.00万元。 | year=2025 direction=increase
“三公”经费 | 22.91万元 | “三公”经费预算22.91万元，比2024年预算持平。 |"""

OPENING = """says
一般公共预算财政拨款支出年初 | 30.00万元 | 一般公共预算财政拨款支出年初预算为30.00万元，支出决算为29.00万元。 |
支出 | 29.00万元 | 一般公共预算财政拨款支出年初预算为30.00万元，支出决算为29.00万元。 |
“三公”经费财政拨款支出年初 | 22.91万元 | “三公”经费财政拨款支出年初预算为22.91万元。 |"""

ACCOUNTS = """balance 万元
side name total
revenue 收入总计 {total}
expenditure 支出总计 {total}"""

COMPARED = (
    ACCOUNTS.format(total="2995.39")
    + """

says
收入支出总计 | 2995.39万元 | 某市财政局2024年度收入支出总计2995.39万元。 | year=2024
收入支出总计减少 | 56.95万元 | 与2023年度相比，收入支出总计减少56.95万元，下降1.87%。 | direction=decrease"""
)

SPENT = """expenditure 万元
code name total
. 合计 {total}
201 一般公共服务支出 {total}"""

DEPARTMENT = (
    SPENT.format(total="50.00")
    + """

units
某市财政局（本级）
某市国库中心"""
)

BUDGETED = """three_public 万元
total reception budget_total budget_reception
22.00 2.00 22.91 2.91"""

CASES = {
    "carryover-continues": (
        [One(FUND.format(into=2, out=1), 2023, "final"), One(FUND.format(into=1, out=0), 2024, "final")],
        ("carryover_out\n. 合计 2.00 5.00 6.00 1.00", "carryover_out\n. 合计 2.00 5.00 6.00 3.00"),
    ),
    "opening-budget": (
        [One(BUDGET), One(OPENING, stage="final")],
        ("年初 | 30.00万元", "年初 | 31.00万元"),
    ),
    "opening-three-public": (
        [One(BUDGET), One(BUDGETED, stage="final")],
        ("22.00 2.00 22.91 2.91", "22.00 2.00 22.91 2.93"),
    ),
    "prior-year-accounts": (
        [One(ACCOUNTS.format(total="3052.34"), 2023, "final"), One(COMPARED, 2024, "final")],
        ("减少 | 56.95万元", "减少 | 56.59万元"),
    ),
    "prior-year-budget": (
        [One(BUDGET), One(SAID, 2025)],
        ("35.00万元", "35.03万元"),
    ),
    "units-within-department": (
        [
            One(DEPARTMENT),
            One(SPENT.format(total="30.00"), scope="unit"),
            One(SPENT.format(total="20.00"), scope="unit", organisation="某市国库中心"),
        ],
        ("合计 20.00", "合计 21.00"),
    ),
}  # fmt: skip


@contextmanager
def held(disclosures: list[One]) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as catalog:
        for name, rows in tabulate([each.made() for each in disclosures]).items():
            catalog.register(name, rows)
        yield catalog


def judged(disclosures: list[One]) -> CrossChecks:
    with held(disclosures) as catalog:
        return cross_check(catalog)


def outcomes(between: CrossChecks, rule: Rule) -> set[str]:
    return {row["outcome"] for row in between.coverage.to_pylist() if row["rule"] == rule.id}


def broken(disclosures: list[One], old: str, new: str) -> list[One]:
    assert sum(old in each.text for each in disclosures) == 1
    return [replace(each, text=each.text.replace(old, new)) for each in disclosures]


def variants(rule: Rule) -> Mapping[str, list[One]]:
    """The case of a rule as it is, with its change, each disclosure alone, and the first of another place or year."""
    disclosures, (old, new) = CASES[rule.id]
    first, *rest = disclosures
    alone = {f"alone {place}": [each] for place, each in enumerate(disclosures)}
    others = {
        "jurisdiction": [replace(first, jurisdiction="350500"), *rest],
        "year": [replace(first, year=2019), *rest],
    }
    return {"passes": disclosures, "fails": broken(disclosures, old, new), **alone, **others}


@pytest.fixture(scope="module")
def cases() -> Cases:
    """What is made of every variant of every case, all in one catalog and each in jurisdictions of its own."""
    written = {(rule.id, name): variant for rule in rules_between() for name, variant in variants(rule).items()}
    codes = {key: str(10000 + place) for place, key in enumerate(written)}
    between = judged(
        [
            replace(each, jurisdiction=codes[key] + each.jurisdiction[3])
            for key, variant in written.items()
            for each in variant
        ]
    )
    return {key: starting(between, code) for key, code in codes.items()}


def starting(between: CrossChecks, code: str) -> CrossChecks:
    """What is said of the disclosures of which the ids start so."""
    tables = (between.findings, between.coverage)
    return CrossChecks(*(table.filter(pc.starts_with(table["disclosure_id"], code)) for table in tables))


def test_every_rule_has_a_case() -> None:
    assert CASES.keys() == {rule.id for rule in rules_between()}


@RULES
def test_what_agrees_passes(rule: Rule, cases: Cases) -> None:
    between = cases[rule.id, "passes"]
    assert outcomes(between, rule) == {"passed", "not_applicable"}
    assert between.findings.num_rows == 0


@RULES
def test_one_other_number_fails(rule: Rule, cases: Cases) -> None:
    between = cases[rule.id, "fails"]
    assert "failed" in outcomes(between, rule)
    (finding,) = (row for row in between.findings.to_pylist() if row["rule"] == rule.id)
    assert finding["severity"] == rule.severity
    assert finding["difference"] == finding["actual"] - finding["expected"] != 0
    assert finding["other_id"] != finding["disclosure_id"]


@RULES
def test_alone_nothing_is_judged(rule: Rule, cases: Cases) -> None:
    for place in range(len(CASES[rule.id][0])):
        assert outcomes(cases[rule.id, f"alone {place}"], rule) == {"not_applicable"}


@RULES
@pytest.mark.parametrize("other", ["jurisdiction", "year"])
def test_others_are_not_compared(rule: Rule, cases: Cases, other: str) -> None:
    assert outcomes(cases[rule.id, other], rule) == {"not_applicable"}


def test_units_of_which_some_are_lacking_may_spend_less_but_not_more() -> None:
    (rule,) = (rule for rule in rules_between() if rule.id == "units-within-department")
    department = CASES[rule.id][0][0]
    less, more = (One(SPENT.format(total=total), scope="unit") for total in ("30.00", "50.02"))
    assert "passed" in outcomes(judged([department, less]), rule)
    assert "failed" in outcomes(judged([department, more]), rule)


def test_what_rounding_explains_is_no_finding() -> None:
    disclosures, _ = CASES["opening-three-public"]
    between = judged(broken(disclosures, "22.00 2.00 22.91", "22.00 2.00 22.92"))
    assert between.findings.num_rows == 0
    assert "rounding" in between.coverage["outcome"].to_pylist()


def test_what_differs_alike_is_told_once() -> None:
    disclosures, _ = CASES["prior-year-budget"]
    again = (
        "\n支出 | 36.00万元 | 支出预算36.00万元，比2024年预算增加5.00万元。 |"
        "\n比2024年预算增加 | 5.00万元 | 支出预算36.00万元，比2024年预算增加5.00万元。 | direction=increase"
    )
    first, second = broken(disclosures, "35.00万元", "36.00万元")
    (finding,) = judged([first, replace(second, text=second.text + again)]).findings.to_pylist()
    assert finding["message"].endswith("另有1处因此不符。")
    assert finding["message_en"].endswith("1 more do not hold for it.")
    assert finding["page"] == 6


def test_a_rule_that_does_not_run_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    (rule,) = (rule for rule in rules_between() if rule.id == "opening-budget")
    monkeypatch.setattr("flows.catalog.cross_checks.rules_between", lambda: (replace(rule, sql="SELECT nothing"),))
    with pytest.raises(ContractError, match="does not run") as refused:
        judged([One(BUDGET)])
    assert refused.value.where == "schemas/between/opening-budget.sql"


@RULES
def test_rules_are_said_like_all_others(rule: Rule) -> None:
    path = schemas_folder() / "between" / f"{rule.id}.sql"
    assert parse_rules(path) == (rule,)
    assert "{subject}" in rule.message_zh
    assert "{subject}" in rule.message_en
    assert max(map(len, rule.sql.splitlines())) <= 120


@pytest.fixture(scope="module")
def empty() -> Iterator[duckdb.DuckDBPyConnection]:
    """A catalog of nothing, with all that rules read."""
    with held([]) as catalog:
        cross_check(catalog)
        catalog.register("titles", titles())
        yield catalog


@RULES
def test_every_select_yields_pairs_of_money(rule: Rule, empty: duckdb.DuckDBPyConnection) -> None:
    columns = {name: kind for name, kind, *_ in empty.execute(f"DESCRIBE {rule.sql}").fetchall()}
    assert columns.keys() == PAIR
    assert rule.unit == "money"
    assert all("DECIMAL" in columns[side] for side in ("actual", "expected", "steps"))


def test_the_catalog_tells_and_the_package_does_not_change(tmp_path: Path) -> None:
    (release,) = publish_layouts(tmp_path, "county")
    before = {path: path.read_bytes() for path in release.path.rglob("*") if path.is_file()}
    with duckdb.connect(str(build_catalog(tmp_path)), read_only=True) as catalog:
        counted = catalog.execute("SELECT count(*), count(DISTINCT rule) FROM catalog_coverage").fetchone()
        assert counted == (len(rules_between()), len(rules_between()))
        assert catalog.execute("SELECT count(*) FROM catalog_findings").fetchone() == (0,)
    assert {path: path.read_bytes() for path in release.path.rglob("*") if path.is_file()} == before
    assert parquet.read_table(tmp_path / COUNTY / "1.0.0" / "data" / "findings.parquet").num_rows == 0
