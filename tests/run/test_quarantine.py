from pathlib import Path

import pytest

from flows.errors import UnreadableError
from flows.model import Refusal
from flows.run.quarantine import refusal_of, sorted_refusals


def test_our_errors_keep_what_where_and_what_to_do() -> None:
    error = UnreadableError("it is empty", "a.pdf", "Fetch it again")
    assert refusal_of(error, "a.pdf", "00") == Refusal(
        "a.pdf", "00", "UnreadableError", "it is empty", "a.pdf", "Fetch it again"
    )


def _divide(by: int) -> float:
    return 1 / by


def test_an_unforeseen_error_is_said_to_be_our_bug_with_its_place() -> None:
    with pytest.raises(ZeroDivisionError) as caught:
        _divide(0)
    told = refusal_of(caught.value, "a.pdf")
    assert told.error == "InternalError"
    assert "a fault of gongkai itself" in told.what
    assert "ZeroDivisionError (division by zero) at test_quarantine.py:" in told.what
    assert "Traceback" not in told.what


def test_an_error_of_the_system_names_its_file(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as caught:
        (tmp_path / "absent").read_bytes()
    told = refusal_of(caught.value, "a.pdf")
    assert told.error == "OSError"
    assert told.where == str(tmp_path / "absent")
    assert "No such file" in told.what


def test_refusals_do_not_depend_on_the_order_of_arrival() -> None:
    refusals = [Refusal(name, None, "SourceError", "什么", name, "look") for name in ("乙", "甲", "a")]
    assert sorted_refusals(refusals) == sorted_refusals(refusals[::-1])
    assert [each.location for each in sorted_refusals(refusals)] == ["a", "乙", "甲"]
