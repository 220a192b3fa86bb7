"""Chinese numerals: what is written is read back, and what is no numeral is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.numerals import digits_for, parse_numeral, write_numeral


@given(st.integers(1, 99))
def test_what_is_written_is_read_back(number: int) -> None:
    assert parse_numeral(write_numeral(number)) == number


@pytest.mark.parametrize(
    ("numeral", "number"),
    [("二十", 20), ("一百零五", 105), ("壹佰贰拾", 120), ("三千万", 30_000_000), ("两亿零三十万", 200_300_000)],
)
def test_longer_numerals_are_read(numeral: str, number: int) -> None:
    assert parse_numeral(numeral) == number


@pytest.mark.parametrize("text", ["", "一二", "十百", "百", "万", "一万亿万", "三x", "2024"])
def test_what_is_no_numeral_is_none(text: str) -> None:
    assert parse_numeral(text) is None


def test_a_row_of_digits_is_a_row_of_digits() -> None:
    assert digits_for("二○二五") == digits_for("二〇二五") == "2025"
