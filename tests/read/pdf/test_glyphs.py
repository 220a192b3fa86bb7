"""Characters become runs: side by side and on one baseline, and only what the page shows."""

from typing import NamedTuple

from flows.read.pdf.frame import Frame
from flows.read.pdf.glyphs import MIDDLE, fold, runs_on_page, single_glyphs

PAGE = Frame(0, 0, 595, 842)


class Char(NamedTuple):
    """What the reader of PDF tells of a character: `bbox` is left, baseline, width and size."""

    char: str
    bbox: tuple[float, float, float, float]
    color: tuple[float, float, float] = (0, 0, 0)
    rotation_degrees: float = 0


def drawn(text: str, x: float, y: float, pitch: float = 10, size: float = 10) -> list[Char]:
    return [Char(letter, (x + i * pitch, y, pitch, size)) for i, letter in enumerate(text)]


def texts(chars: list[Char], frame: Frame = PAGE) -> list[str]:
    return ["".join(run.texts) for run in runs_on_page(chars, frame)[0]]


def test_glyphs_side_by_side_are_one_run() -> None:
    chars = drawn("支出合计", 100, 700)
    (run,), heads = runs_on_page(chars, PAGE)
    assert heads == chars[:1]
    assert (run.first, run.last, run.y) == (105, 135, 842 - 700 - MIDDLE * 10)
    assert [(each.texts, each.first, each.last) for each in single_glyphs(run)] == [
        (("支",), 105, 105), (("出",), 115, 115), (("合",), 125, 125), (("计",), 135, 135),
    ]  # fmt: skip


def test_a_space_another_baseline_another_size_and_a_step_back_end_a_run() -> None:
    assert texts(drawn("支 出", 100, 700)) == ["支", "出"]
    assert texts(drawn("支", 100, 700) + drawn("出", 110, 701)) == ["支", "出"]
    assert texts(drawn("支", 100, 700) + drawn("出", 110, 700, size=9)) == ["支", "出"]
    assert texts(drawn("支", 100, 700) + drawn("出", 90, 700)) == ["支", "出"]
    assert texts(drawn("支", 100, 700) + drawn("支", 101, 700)) == ["支", "支"]


def test_what_lies_beside_the_page_is_not_shown() -> None:
    assert texts(drawn("支出合计", -22, 700)) == ["合", "计"]
    assert texts(drawn("支出", 100, 900)) == []


def test_the_shown_part_of_a_page_may_begin_anywhere() -> None:
    (run,), _ = runs_on_page(drawn("支", 150, 700), Frame(50, 20, 595, 842))
    assert (run.lefts, run.first) == ([100], 105)


def test_look_alikes_are_folded_and_what_has_no_shape_is_nothing() -> None:
    assert [fold(letter) for letter in "⽬⽼\u200b（１\u3000\t"] == ["目", "老", "", "（", "１", "", ""]
