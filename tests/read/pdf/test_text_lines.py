"""Runs become lines as they are seen, whatever their order in the file and whatever baseline they stand on."""

import random

from flows.model import Box
from flows.read.pdf.glyphs import MIDDLE, Run, single_glyphs
from flows.read.pdf.text_lines import OVERPRINT, box_of, group_into_lines, line_text


def word(text: str, x: float, base: float, size: float = 10, pitch: float = 10) -> Run:
    lefts = [x + i * pitch for i in range(len(text))]
    width = min(size, pitch)
    return Run(list(text), lefts, [width] * len(text), size, base - MIDDLE * size, x + width / 2, lefts[-1] + width / 2)


def texts(runs: list[Run], overprint: str = "") -> list[str]:
    return [line_text(row, overprint) for row in group_into_lines(runs)]


def test_lines_go_from_top_to_bottom_and_left_to_right() -> None:
    runs = [word("一般公共", 100, 50), word("服务", 140, 50), word("教育支出", 100, 66)]
    random.Random(0).shuffle(runs)  # noqa: S311 nothing secret
    assert texts(runs) == ["一般公共服务", "教育支出"]


def test_glyph_by_glyph_or_run_by_run_the_text_is_the_same() -> None:
    runs = [word("一般公共服务", 100, 50), word("12.50", 164, 51, pitch=5), word("教育支出", 100, 66)]
    alone = [glyph for run in runs for glyph in single_glyphs(run)]
    random.Random(0).shuffle(alone)  # noqa: S311 nothing secret
    assert texts(alone) == texts(runs) == ["一般公共服务 12.50", "教育支出"]


def test_digits_on_another_baseline_are_on_the_same_line() -> None:
    """ONLYOFFICE sets digits some two points above the Chinese beside them."""
    runs = [word("支出", 100, 52), word("603", 120, 50, pitch=5), word("万元", 136, 52)]
    assert texts(runs) == ["支出603万元"]


def test_a_wide_gap_is_a_space() -> None:
    assert texts([word("目", 100, 50), word("录", 112, 50)]) == ["目录"]
    assert texts([word("目", 100, 50), word("录", 120, 50)]) == ["目 录"]


def test_a_glyph_drawn_between_those_of_a_run_stands_between_them() -> None:
    assert texts([word("收合", 100, 50, pitch=12), word("支", 110, 50, size=4, pitch=4)]) == ["收支合"]


def test_a_run_drawn_twice_is_one_and_another_upon_it_is_marked() -> None:
    assert texts([word("1,200.00", 60, 50, pitch=5), word("1,200.00", 60.3, 50, pitch=5)]) == ["1,200.00"]
    assert texts([word("88", 60, 50, pitch=5), word("99", 60, 50, pitch=5)], OVERPRINT) == ["8\098\09"]


def test_a_run_that_begins_upon_the_last_glyph_of_another_is_told_apart_glyph_by_glyph() -> None:
    assert texts([word("100", 60, 50, pitch=5), word("05", 70.3, 50, pitch=5)]) == ["1005"]


def test_the_box_of_a_line_is_around_all_its_glyphs() -> None:
    row = [word("支出", 100, 53.6), word("合计", 130, 55.6, size=12, pitch=12)]
    assert box_of(row) == Box(100, 45, 154, 57.28)
