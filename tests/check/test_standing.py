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


def items(tables: Mapping[str, pa.Table]) -> dict[tuple[str | None, str], Mapping[str, Any]]:
    """The line items of one disclosure after reconciling, by code and measure."""
    reconciled = reconcile(tables)
    conform({"disclosures": tables["disclosures"], "line_items": reconciled.line_items})
    return {(row["code"], row["measure"]): row for row in reconciled.line_items.to_pylist()}


def disputed(found: Mapping[tuple[str | None, str], Mapping[str, Any]]) -> set[tuple[str | None, str]]:
    return {key for key, row in found.items() if row["standing"] == "disputed"}


def test_an_identity_proves_every_cell_that_takes_part() -> None:
    assert {row["standing"] for row in items(built(TABLE)).values()} == {"proved"}


def test_proofs_are_the_different_sums_through_a_cell() -> None:
    found = items(built(TABLE))
    assert found["20106", "total"]["proofs"] == 3, "its classes, its part of 201, and basic + project"
    assert found["2010601", "total"]["proofs"] == 2, "its part of 20106, and basic alone"
    assert found["2010601", "basic"]["proofs"] == 2


def test_what_two_rules_say_of_the_same_cells_counts_once() -> None:
    once = [rule for rule in rules() if rule.id == "functions-add-up"]
    tables = built(TABLE)
    assert reconcile(tables, once).line_items == reconcile(tables, once * 2).line_items


def test_a_difference_by_rounding_proves() -> None:
    found = items(built(TABLE.replace("财政事务 50.00", "财政事务 50.01")))
    assert found["20106", "total"]["standing"] == "proved"


def test_what_no_identity_reaches_is_unchecked() -> None:
    found = items(built(LONE))
    assert found[None, "agency_operating"]["standing"] == "unchecked"
    assert (found[None, "agency_operating"]["proofs"], found[None, "agency_operating"]["proof_kinds"]) == (0, None)


def test_identities_in_one_direction_prove_nothing_and_one_with_the_prose_does() -> None:
    alone = items(built(LONE))
    assert {row["proof_kinds"] for row in alone.values()} == {"row=1", None}
    assert {row["standing"] for row in alone.values()} == {"unchecked"}
    stated = "\n\nsays\n公务接待费 | 2.00万元 | 2024年公务接待费2.00万元。 | item=three_public_reception kind=budget"
    found = items(built(LONE + stated))
    assert (found[None, "reception"]["proof_kinds"], found[None, "reception"]["standing"]) == (
        "across=1 row=1",
        "proved",
    )
    assert found[None, "abroad"]["standing"] == "unchecked"
    column = "expenditure 万元\ncode name total\n. 合计 60.00\n201 一般公共服务支出 20.00\n205 教育支出 40.00"
    assert {(row["proof_kinds"], row["standing"]) for row in items(built(column)).values()} == {
        ("column=1", "unchecked")
    }


def test_zero_within_a_sum_takes_part_in_it_and_nothing_from_nothing_does_not() -> None:
    assert items(built(LONE))[None, "vehicles"]["proof_kinds"] == "row=1"
    nothing = LONE.replace("3.00 1.00 2.00 0.00", "0.00 0.00 0.00 0.00")
    assert items(built(nothing))[None, "vehicles"]["proof_kinds"] is None


def test_one_wrong_cell_is_disputed_and_its_neighbours_are_not() -> None:
    assert disputed(items(built(TABLE.replace("财政事务 50.00", "财政事务 57.00")))) == {("20106", "total")}


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


def test_where_nothing_tells_which_cell_is_wrong_all_are_disputed() -> None:
    found = items(built(LONE.replace("3.00 1.00", "4.00 1.00")))
    assert disputed(found) == {(None, measure) for measure in ("total", "abroad", "reception", "vehicles")}


@pytest.mark.parametrize("number", range(3))
def test_every_disclosure_of_a_batch_is_judged_by_itself(number: int) -> None:
    wrong = TABLE.replace("财政事务 50.00", "财政事务 57.00")
    texts = [wrong if place == number else TABLE for place in range(3)]
    rows = reconcile(built(*texts)).line_items.to_pylist()
    (row,) = (row for row in rows if row["standing"] == "disputed")
    assert row["disclosure_id"].startswith(str(350200 + number))


def test_the_line_items_are_otherwise_as_they_were() -> None:
    tables = built(TABLE, TABLE)
    filled = ["proofs", "proof_kinds", "standing"]
    assert reconcile(tables).line_items.drop(filled) == tables["line_items"].drop(filled)
