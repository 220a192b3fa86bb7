"""Glyphs become lines as they are seen, whatever their order in the file and whatever baseline they stand on."""

import random

from flows.read.glyphs import MIDDLE, Glyph, fold, lines, text_of


def glyph(text: str, x: float, base: float, size: float = 10, width: float | None = None) -> Glyph:
    width = size if width is None else width
    return Glyph(text, x, x + width, size, x + width / 2, base - MIDDLE * size)


def word(text: str, x: float, base: float, size: float = 10, pitch: float = 10) -> list[Glyph]:
    return [glyph(letter, x + i * pitch, base, size) for i, letter in enumerate(text)]


def texts(glyphs: list[Glyph]) -> list[str]:
    return [text_of(row) for row in lines(glyphs)]


def test_lines_go_from_top_to_bottom_and_left_to_right() -> None:
    glyphs = word("一般公共服务", 100, 50) + word("教育支出", 100, 66)
    random.Random(0).shuffle(glyphs)  # noqa: S311 nothing secret
    assert texts(glyphs) == ["一般公共服务", "教育支出"]


def test_digits_on_another_baseline_are_on_the_same_line() -> None:
    """ONLYOFFICE sets digits some two points above the Chinese beside them."""
    glyphs = word("支出", 100, 52) + word("603", 120, 50, pitch=5) + word("万元", 136, 52)
    assert texts(glyphs) == ["支出603万元"]


def test_a_wide_gap_is_a_space_and_letter_spacing_within_reason_is_none() -> None:
    assert texts(word("单位", 100, 50, pitch=12)) == ["单位"]
    assert texts(word("目录", 100, 50, pitch=20)) == ["目 录"]


def test_look_alikes_are_folded() -> None:
    assert [fold(letter) for letter in "⽬⽼\u200b（１"] == ["目", "老", "", "（", "１"]
