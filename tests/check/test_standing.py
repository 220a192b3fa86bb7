"""What each line item is worth: the identities that hold through it, and whether a failed one leaves it in doubt."""

from collections.abc import Mapping
from typing import Any

import pyarrow as pa
import pytest

from flows.check import conform, reconcile
from flows.contract import rules
from tests.check.building import built

TABLE = """
expenditure 万元
code name total basic project
. 合计 60.00 40.00 20.00
201 一般公共服务支出 60.00 40.00 20.00
20106 财政事务 50.00 40.00 10.00
2010601 行政运行 40.00 40.00 .
2010602 一般行政管理事务 10.00 . 10.00
20113 商贸事务 10.00 . 10.00
2011399 其他商贸事务支出 10.00 . 10.00
"""
LONE = """
three_public 万元
total abroad reception vehicles agency_operating
3.00 1.00 2.00 0.00 9.00
"""


WRONG = TABLE.replace("财政事务 50.00", "财政事务 57.00")
WRITTEN = {
    "sound": TABLE,
    "rounded": TABLE.replace("财政事务 50.00", "财政事务 50.01"),
    "wrong": WRONG,
    "lone": LONE,
    "nothing": LONE.replace("3.00 1.00 2.00 0.00", "0.00 0.00 0.00 0.00"),
    "lone wrong": LONE.replace("3.00 1.00", "4.00 1.00"),
    "stated": f"{LONE}\nsays\n接待费 | 2.00万元 | 公务接待费2.00万元。 | item=three_public_reception kind=budget",
    "one column": "expenditure 万元\ncode name total\n. 合计 60.00\n201 一般公共服务支出 20.00\n205 教育支出 40.00",
}
Items = Mapping[tuple[str | None, str], Mapping[str, Any]]
"""Line items by code and measure."""


@pytest.fixture(scope="module")
def tables() -> Mapping[str, pa.Table]:
    return built(*WRITTEN.values())


@pytest.fixture(scope="module")
def line_items(tables: Mapping[str, pa.Table]) -> pa.Table:
    """Those of the written disclosures after reconciling all in one batch."""
    reconciled = reconcile(tables)
    conform({"disclosures": tables["disclosures"], "line_items": reconciled.line_items})
    return reconciled.line_items


@pytest.fixture(scope="module")
def judged(line_items: pa.Table) -> Mapping[str, Items]:
    """The line items of each of the written disclosures."""
    rows = line_items.to_pylist()
    return {
        name: {(row["code"], row["measure"]): row for row in rows if row["disclosure_id"].startswith(str(number))}
        for number, name in enumerate(WRITTEN, 350200)
    }


def disputed(found: Items) -> set[tuple[str | None, str]]:
    return {key for key, row in found.items() if row["standing"] == "disputed"}


def test_an_identity_proves_every_cell_that_takes_part(judged: Mapping[str, Items]) -> None:
    assert {row["standing"] for row in judged["sound"].values()} == {"proved"}


def test_proofs_are_the_different_sums_through_a_cell(judged: Mapping[str, Items]) -> None:
    found = judged["sound"]
    assert found["20106", "total"]["proofs"] == 3, "its classes, its part of 201, and basic + project"
    assert found["2010601", "total"]["proofs"] == 2, "its part of 20106, and basic alone"
    assert found["2010601", "basic"]["proofs"] == 2


def test_what_two_rules_say_of_the_same_cells_counts_once() -> None:
    once = [rule for rule in rules() if rule.id == "functions-add-up"]
    tables = built(TABLE)
    assert reconcile(tables, once).line_items == reconcile(tables, once * 2).line_items


def test_a_difference_by_rounding_proves(judged: Mapping[str, Items]) -> None:
    assert judged["rounded"]["20106", "total"]["standing"] == "proved"


def test_what_no_identity_reaches_is_unchecked(judged: Mapping[str, Items]) -> None:
    found = judged["lone"]
    assert found[None, "agency_operating"]["standing"] == "unchecked"
    assert (found[None, "agency_operating"]["proofs"], found[None, "agency_operating"]["proof_kinds"]) == (0, None)


def test_identities_in_one_direction_prove_nothing_and_one_with_the_prose_does(judged: Mapping[str, Items]) -> None:
    assert {row["proof_kinds"] for row in judged["lone"].values()} == {"row=1", None}
    assert {row["standing"] for row in judged["lone"].values()} == {"unchecked"}
    reception = judged["stated"][None, "reception"]
    assert (reception["proof_kinds"], reception["standing"]) == ("across=1 row=1", "proved")
    assert judged["stated"][None, "abroad"]["standing"] == "unchecked"
    found = {(row["proof_kinds"], row["standing"]) for row in judged["one column"].values()}
    assert found == {("column=1", "unchecked")}


def test_zero_within_a_sum_takes_part_in_it_and_nothing_from_nothing_does_not(judged: Mapping[str, Items]) -> None:
    assert judged["lone"][None, "vehicles"]["proof_kinds"] == "row=1"
    assert judged["nothing"][None, "vehicles"]["proof_kinds"] is None


def test_one_wrong_cell_is_disputed_and_its_neighbours_are_not(judged: Mapping[str, Items]) -> None:
    assert disputed(judged["wrong"]) == {("20106", "total")}


def test_a_part_that_is_less_than_its_whole_is_not_proved_by_it() -> None:
    whole = "expenditure 万元\ncode name total\n. 合计 60.00\n201 教育支出 60.00\n"
    part = "general_public_expenditure 万元\ncode name total\n. 合计 50.00\n201 教育支出 40.00\n"
    within = [rule for rule in rules() if rule.id == "general-within-all"]
    standings = {row["standing"] for row in reconcile(built(f"{whole}\n{part}"), within).line_items.to_pylist()}
    assert standings == {"unchecked"}
    same = part.replace("50.00", "60.00").replace("40.00", "60.00")
    standing = {
        row["code"]: row["standing"] for row in reconcile(built(f"{whole}\n{same}"), within).line_items.to_pylist()
    }
    assert standing["201"] == "proved"


def test_where_nothing_tells_which_cell_is_wrong_all_are_disputed(judged: Mapping[str, Items]) -> None:
    assert disputed(judged["lone wrong"]) == {
        (None, measure) for measure in ("total", "abroad", "reception", "vehicles")
    }


def test_every_disclosure_of_a_batch_is_judged_by_itself() -> None:
    texts = [WRONG, TABLE, WRONG, TABLE, WRONG]
    rows = reconcile(built(*texts)).line_items.to_pylist()
    wrong = [row["disclosure_id"][:6] for row in rows if row["standing"] == "disputed"]
    assert wrong == ["350200", "350202", "350204"]


def test_a_batch_gives_each_disclosure_what_it_gives_it_alone(judged: Mapping[str, Items]) -> None:
    alone = reconcile(built(WRITTEN["sound"])).line_items.to_pylist()
    assert alone == list(judged["sound"].values())


def test_the_line_items_are_otherwise_as_they_were(tables: Mapping[str, pa.Table], line_items: pa.Table) -> None:
    filled = ["proofs", "proof_kinds", "standing"]
    assert line_items.drop(filled) == tables["line_items"].drop(filled)
