"""Rules as files: what each must say, and that a bad one is refused by name."""

import re
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from flows.check.cells import load
from flows.contract import Rule, codelist, parse_rules, rules, rules_between, schemas_folder, table_macros, table_schema
from flows.errors import ContractError
from tests.check.building import built

PAIR = ("disclosure", "cell", "actual", "expected", "steps", "cells")
WRITTEN = (schemas_folder() / "rules" / "functions-add-up.sql").read_text(encoding="utf-8")
TEMPLATE = (schemas_folder() / "rules" / "duties.sql").read_text(encoding="utf-8")


def test_every_file_is_a_rule() -> None:
    files = {f"rules/{path.name}" for path in (schemas_folder() / "rules").iterdir()}
    assert files == {rule.file for rule in rules()}
    assert len(rules()) >= 100


@pytest.mark.parametrize("rule", [*rules(), *rules_between()], ids=lambda rule: rule.id)
def test_no_rule_leaves_out_what_fails(rule: Rule) -> None:
    """A condition that holds `actual` against `expected` chooses by the result; the runner alone compares them."""
    assert "QUALIFY" not in rule.sql
    assert not re.search(r"\b(actual|expected)\b[^,\n]*(<|>|=)[^,\n]*\b(actual|expected)\b", rule.sql)


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_messages_name_what_they_speak_of(rule: Rule) -> None:
    assert "{subject}" in rule.message_zh
    assert "{subject}" in rule.message_en
    assert not rule.message_zh.endswith("。")
    assert rule.basis


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("-- basis:", "-- bases:", "lacks"),
        ("-- basis:", "-- material: (\n-- basis:", "no regular expression"),
        ("-- severity: error", "-- severity: fatal", "fatal"),
        ("-- reads: line_items", "-- reads: line_items, ledger", "ledger"),
        ("-- stages: budget, final", "-- stages: draft", "draft"),
        ("-- stages: budget, final", "-- stages: ", "lacks"),
        ("-- severity: error", "-- severity: error, warning", "`severity` says error, warning"),
        ("-- severity: error", "-- severity: error\n-- severity: info", "says severity twice"),
        ("-- reads: line_items", "-- reads: line_items, line_items", "`reads` says line_items twice"),
        ("-- title_en: ", "-- title_en:   \n-- old: ", "lacks .*title_en"),
        ("\nWITH below", "\nSELECT ';' --;\n; WITH below", "more than one statement"),
        ("-- unit: money", "-- unit: yuan", "yuan"),
        ("-- relation: equal", "-- relation: banana", "banana"),
        ("-- tolerance: printed", "-- tolerance: 1.00", "1.00"),
        ("-- unit: money", "-- unit: text", "compares texts"),
        ("{actual}", "{amount}", "amount"),
        ("-- id: functions-add-up", "-- id: functions", "functions"),
        ("WITH below", "DELETE below", "no SELECT"),
    ],
)
def test_a_bad_file_is_refused_by_name(tmp_path: Path, old: str, new: str, fault: str) -> None:
    path = tmp_path / "functions-add-up.sql"
    path.write_text(WRITTEN.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContractError, match=fault) as refused:
        parse_rules(path)
    assert refused.value.where == str(path)


def test_a_template_is_a_rule_for_each_row_of_its_codelist() -> None:
    duties = {rule.id: rule for rule in rules() if rule.file == "rules/duties.sql"}
    assert list(duties) == [row["id"] for row in codelist("duties")]
    assert len(duties) == 19
    numbers = duties["duty-delegations"]
    assert (numbers.reads, numbers.stages) == (("disclosures", "sections"), ("final",))
    assert numbers.message_zh == "{subject}{actual}出国团组、接待批次等“三公”经费实物量"
    assert "part = 'delegations'" in numbers.sql


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("-- each: duties", "-- each: tasks", "no codelist is called tasks"),
        ("-- each: duties", "-- each: functions", "no codelist is called functions"),
        ("{{basis}}", "{{law}}", "has no column law"),
        ("{{basis}}", "The Budget Law", "makes no use of the column basis"),
        ("-- id: {{id}}", "-- id: {{part}} {{id}}", "`id` says"),
        ("-- severity: info", "-- severity: fatal", "fatal"),
    ],
)
def test_a_bad_template_is_refused_by_name(tmp_path: Path, old: str, new: str, fault: str) -> None:
    path = tmp_path / "duties.sql"
    path.write_text(TEMPLATE.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContractError, match=fault) as refused:
        parse_rules(path)
    assert refused.value.where == str(path)


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_equations_fit_the_page(rule: Rule) -> None:
    assert max(map(len, rule.sql.splitlines())) <= 120
    assert len(rule.sql.splitlines()) <= 90


@pytest.mark.parametrize(
    "sql", [*(rule.sql for rule in rules()), table_macros()], ids=[*(rule.id for rule in rules()), "table_macros"]
)
def test_no_choice_is_left_to_the_order_of_work(sql: str) -> None:
    """Of equals DuckDB takes whichever it meets first, which threads decide: `nearest` says which."""
    assert not re.search(r"(?i)\b(arg_min|arg_max|min_by|max_by|first|last)\(|\blimit\b|\bdistinct on\b", sql)


def test_items_of_the_prose_stand_in_columns_that_there_are_for_rules_that_ask() -> None:
    (item,) = (field for field in table_schema("narrative_amounts").fields if field.name == "item")
    for row in codelist("items"):
        assert row["item"] in item.descriptor["constraints"]["enum"]
        assert row["measure"] in table_schema(row["table_name"]).arrow.names
        assert bool(row["side"]) == ("side" in table_schema(row["table_name"]).arrow.names)
    asking = {rule.id for rule in rules() if f"items_of('{rule.id}')" in rule.sql}
    assert {rule for row in codelist("items") for rule in row["rules"].split()} == asking
    assert not any("items_of(" in rule.sql for rule in rules() if rule.id not in asking)


@pytest.fixture(scope="module")
def empty() -> Iterator[duckdb.DuckDBPyConnection]:
    with load(built()) as connection:
        yield connection


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_every_select_yields_pairs_of_what_its_unit_says(rule: Rule, empty: duckdb.DuckDBPyConnection) -> None:
    columns = {name: kind for name, kind, *_ in empty.execute(f"DESCRIBE {rule.sql}").fetchall()}
    assert tuple(columns) == PAIR
    for side in ("actual", "expected"):
        assert (columns[side] == "VARCHAR") == (rule.unit == "text"), (side, columns[side])
