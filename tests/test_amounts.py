"""Money: what is printed is read, what is read is exact."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.amounts import UNITS, are_several, is_in_other_digits, number_with_unit, printed_number, yuan

MONEY = st.decimals(min_value=Decimal("-9999999999999.99"), max_value=Decimal("9999999999999.99"), places=2)


@given(MONEY)
def test_an_amount_printed_with_separators_is_read_back(amount: Decimal) -> None:
    assert printed_number(f"{amount:,.2f}") == amount


@given(MONEY.filter(lambda amount: amount > 0))
def test_negative_amounts_keep_their_sign_however_printed(amount: Decimal) -> None:
    for printed in (f"-{amount}", f"({amount})", f"（{amount:,}）", f"△{amount}", f"▲ {amount}", f"－{amount}"):
        assert printed_number(printed) == -amount


@given(st.decimals(min_value=0, max_value=Decimal("9999999.9999"), places=4), st.sampled_from(sorted(UNITS)))
def test_yuan_is_exact_where_the_unit_allows(number: Decimal, unit: str) -> None:
    exact = number * UNITS[unit]
    assert abs(yuan(number, unit) - exact) <= Decimal("0.005")
    assert yuan(number, "万元") == number * 10000


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "无",
        "2024年",
        "1,23",
        "1.2.3",
        "12%",
        "1,2345",
        "一百",
        "3-5",
        "--1",
        "(-1.00)",
        "（△1）",
        "①②",
        "12²",
        "٣٤",
    ],
)
def test_what_is_no_number_is_none(text: str) -> None:
    assert printed_number(text) is None


@pytest.mark.parametrize("text", ["-", "—", "--", "——", "0", "0.00", " - "])
def test_zero_is_zero(text: str) -> None:
    assert printed_number(text) == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("621.70万元", ("621.70", "万元")),
        ("3,000 元", ("3000", "元")),
        ("1.5亿元", ("1.5", "亿元")),
        ("7", ("7", None)),
    ],
)
def test_a_cell_may_bear_its_own_unit(text: str, expected: tuple[str, str | None]) -> None:
    number, unit = number_with_unit(text)
    assert (number, unit) == (Decimal(expected[0]), expected[1])


@pytest.mark.parametrize(("number", "unit"), [("1e13", "亿元"), ("9999999999999999.99", "元"), ("-1e15", "元")])
def test_what_is_too_large_to_be_money_is_refused_with_the_limit(number: str, unit: str) -> None:
    with pytest.raises(ValueError, match="too large to be an amount: those are below 1,000,000,000,000,000 yuan"):
        yuan(Decimal(number), unit)


@pytest.mark.parametrize(
    ("number", "rounded"), [("0.005", "0.01"), ("-0.005", "-0.01"), ("0.0049", "0.00"), ("1.015", "1.02")]
)
def test_half_a_fen_is_rounded_away_from_zero(number: str, rounded: str) -> None:
    assert yuan(Decimal(number), "元") == Decimal(rounded)


@pytest.mark.parametrize("text", ["①②", "½", "٣٤", "12²", "Ⅻ", "NaN", "∞"])
def test_numbers_in_other_signs_are_known_for_such(text: str) -> None:
    assert is_in_other_digits(text)
    assert number_with_unit(text) == (None, None)


@pytest.mark.parametrize(
    "text", ["100\n200", "100 200", "12.5\n0", "-\n5", "12.00 1", "100\n200万元", "1 0 0\n2 0 0", "5 \n -"]
)
def test_two_numbers_in_one_cell_are_told_from_one(text: str) -> None:
    assert number_with_unit(text)[0] is None or are_several(text)


@pytest.mark.parametrize(
    "text",
    ["1 0 0", "1 , 0 0 0 . 0 0", "- 5.00", "△ 3", "（ 3 ）", "1,234,5\n67.00", "10.00 万 元", "8", "0.\n00", "12\n.50"],
)
def test_one_number_whose_digits_are_set_apart_is_one(text: str) -> None:
    assert number_with_unit(text)[0] is not None
    assert not are_several(text)
