"""What a cell prints where an amount should stand: its yuan, or why it is no amount. Nothing is guessed, or dropped."""

from decimal import Decimal

from flows.amounts import is_in_other_digits, number_with_unit, yuan
from flows.model import Cell
from flows.numerals import is_written_number
from flows.recognise.normalisation import strip_whitespace


class OddNumberError(Exception):
    """A number in other signs than plain digits, or one too large to be money."""


def is_odd_number(text: str) -> bool:
    """Whether a cell prints a number in signs of which none is made: `①②`, `½`, `壹佰元`, `NaN`.

    >>> is_odd_number("①②"), is_odd_number("一百"), is_odd_number("壹佰元"), is_odd_number("∞")
    (True, True, True, True)
    >>> is_odd_number("１２．００"), is_odd_number("不涉及"), is_odd_number("")
    (False, False, False)
    """
    bare = strip_whitespace(text)
    return (is_written_number(bare) or is_in_other_digits(bare)) and number_with_unit(bare)[0] is None


def refuse_odd_number(cell: Cell) -> None:
    """Raise OddNumberError for a cell that prints a number in other signs than plain digits."""
    if is_odd_number(cell.text):
        raise OddNumberError(f"{strip_whitespace(cell.text)} {place_of(cell)} is no number in plain digits, 0 to 9")


def yuan_in(cell: Cell, number: Decimal, unit: str) -> Decimal:
    """The number of a cell in yuan. Raises OddNumberError, with its place, for one too large to be money."""
    try:
        return yuan(number, unit)
    except ValueError as error:
        raise OddNumberError(f"{strip_whitespace(cell.text)} {place_of(cell)}: {error}") from error


def place_of(cell: Cell) -> str:
    """Where a cell stands, for a message: its address where the format has such, else its page."""
    return f"at {cell.reference}" if cell.reference else f"on page {cell.page}"
