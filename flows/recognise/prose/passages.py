"""The prose: lines outside tables -> headed sections, each one running text that knows where it is printed."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from flows.model import Block, Grid, Line
from flows.recognise.document_parts import framed_texts
from flows.recognise.normalisation import strip_whitespace

_LEVELS = (
    re.compile(r"^第[一二三四五六七八九十]+(?:部分|章)"),
    re.compile(r"^[一二三四五六七八九十]+、"),
    re.compile(r"^[（(][一二三四五六七八九十]+[）)]"),
    re.compile(r"^\d{1,2}[.、．](?!\d)"),
)
_UNNUMBERED = re.compile(r".{2,40}(?:说明|职能|职责|设置|解释|构成|概况|情况)")
_ENDS_TEXT = ("。", "；", "，", "：", ";", ",", ":", "、")
_AMOUNT = re.compile(r"\d[万亿]?元|\d\.\d+$|,\d{3}$")
_LONGEST_HEADING = 42
_LONGEST_ITEM = 90
_ITEM = ("（项）", "(项)", "（款）", "(款)")
_SPACE_BETWEEN_WORDS = re.compile(r"(?<=[A-Za-z])\s+(?=[A-Za-z])")


@dataclass(frozen=True, slots=True)
class Passage:
    """One headed part: its headings from the part down, its lines as one text, and where each line begins in it.

    In the text a heading is a line of its own.
    """

    headings: tuple[str, ...]
    text: str
    lines: tuple[Line, ...]
    starts: tuple[int, ...]

    @property
    def title(self) -> str:
        """The headings as one path."""
        return " / ".join(self.headings)

    @property
    def page(self) -> int:
        """The page on which it begins."""
        return self.lines[0].page

    def line_at(self, offset: int) -> Line:
        """The printed line in which a character of the text stands."""
        return self.lines[bisect_right(self.starts, offset) - 1]


def split_passages(blocks: Iterable[Block]) -> tuple[Passage, ...]:
    """Part the prose at its headings."""
    found: list[Passage] = []
    headings: list[tuple[int, str]] = []
    lines: list[Line] = []
    for line in prose_lines(blocks):
        level = heading_level(line.text)
        if level is None:
            lines.append(line)
            continue
        if lines:
            found.append(_passage(headings, lines))
            lines = []
        headings = [
            *((depth, text) for depth, text in headings if depth < level),
            (level, strip_whitespace(line.text)),
        ]
        lines.append(line)
    if lines:
        found.append(_passage(headings, lines))
    return tuple(found)


def heading_level(text: str) -> int | None:
    """How deep a heading stands, 0 for a part; None for a line of text.

    >>> heading_level("二、收入决算情况说明"), heading_level("2. 人员支出2,120.98万元，"), heading_level("名词解释")
    (1, None, 0)
    >>> heading_level("（三）行政运行 188.72") is None  # 万元 stands on the next line
    True
    """
    bare = strip_whitespace(text)
    longest = _LONGEST_ITEM if bare.endswith(_ITEM) else _LONGEST_HEADING
    if len(bare) > longest or bare.endswith(_ENDS_TEXT) or _AMOUNT.search(bare):
        return None
    for level, pattern in enumerate(_LEVELS):
        if pattern.match(bare):
            return level
    return 0 if _UNNUMBERED.fullmatch(bare) and not re.search(r"[，。；：]", bare) else None


def prose_lines(blocks: Iterable[Block]) -> Iterator[Line]:
    """The lines of the prose, those of a text set in a frame among them."""
    for block in blocks:
        if isinstance(block, Line):
            yield block
        else:
            yield from _framed(block)


def _framed(grid: Grid) -> Iterator[Line]:
    for cell in framed_texts(grid):
        yield from (Line(text, cell.page, cell.box, cell.reference) for text in cell.text.split("\n"))


def _passage(headings: Sequence[tuple[int, str]], lines: Sequence[Line]) -> Passage:
    texts = [join_spaced_text(line.text) + "\n" * (heading_level(line.text) is not None) for line in lines]
    starts = [0]
    for text in texts[:-1]:
        starts.append(starts[-1] + len(text))
    return Passage(tuple(text for _, text in headings), "".join(texts), tuple(lines), tuple(starts))


def join_spaced_text(text: str) -> str:
    """Running text: Chinese knows no white space, so a letter-spaced `10.00 万 元` is whole again."""
    return strip_whitespace(_SPACE_BETWEEN_WORDS.sub("\u00a0", text)).replace("\u00a0", " ")
