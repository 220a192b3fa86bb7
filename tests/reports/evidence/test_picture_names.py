"""Names of pictures: different for different values, and never outside their folder."""

import itertools

import pytest

from flows.reports.evidence.located_amounts import LocatedAmount
from flows.reports.evidence.picture_names import picture_name


def value(organisation: str = "示范局", **columns: object) -> LocatedAmount:
    row = {"table_name": "balance", "side": None, "code": None, "row_number": 3, "measure": "total", **columns}
    return LocatedAmount({"disclosure_id": f"350200-2024-budget-unit-{organisation}"}, ("", ""), row, None)


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ([value(side="revenue")], "balance-revenue-row-3-total"),
        ([value(code="20101"), value(code="20101", measure="basic")], "balance-20101"),
        ([value(code="20101"), value(code="20102")], "balance-total"),
        ([value(code="20101"), value()], "balance-total"),
        ([value(), value(row_number=4)], "balance-total"),
        ([value(amount_number=12)], "amount-12"),
    ],
)
def test_a_name_says_what_its_values_have_in_common(values: list[LocatedAmount], name: str) -> None:
    assert picture_name(values, 2) == f"350200-2024-budget-unit-示范局-{name}-page-2.png"


def test_different_values_have_different_names() -> None:
    values = [
        value(side=side, measure=measure) for side in ("revenue", "expenditure") for measure in ("total", "basic")
    ]
    assert all(picture_name([one], 2) != picture_name([other], 2) for one, other in itertools.combinations(values, 2))


def test_an_organisation_of_any_name_makes_one_name_of_a_file() -> None:
    assert "/" not in picture_name([value("../../市/区\n联合会")], 2)
    long = [picture_name([value("市" * 90 + end)], 2) for end in "甲乙"]
    assert max(len(name.encode()) for name in long) <= 230
    assert long[0] != long[1]
