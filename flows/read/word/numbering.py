"""The numbers that Word sets before paragraphs: `一、`, `（二）`, `3.`. They are nowhere in the text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

from flows.numerals import write_numeral

_SPACES = {"w": qn("w:p")[1:].partition("}")[0]}
_PLACE = re.compile(r"%([1-9])")
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_CHINESE = re.compile(r"chinese|japanese(?:Counting|Legal)|taiwanese|ideographTraditional|korean", re.IGNORECASE)
_DEEPEST = 9
_STYLES = 20


@dataclass(frozen=True, slots=True)
class ListLevel:
    """One level of a list: its first number, how numbers are written, the text around them."""

    start: int
    number_style: str
    text: str
    has_gap: bool


class Numbering:
    """Counts the numbered paragraphs of a document, from its beginning on."""

    def __init__(self, document: Any) -> None:
        part = next(
            (rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith("/numbering")), None
        )
        root = part.element if part is not None else None
        self.lists = _lists(root) if root is not None else {}
        self.styles = _styled(document.styles.element)
        self.counts: dict[str, list[int | None]] = {}

    def label(self, paragraph: Any) -> str:
        """The number that stands before a paragraph, blank where none does. Counts it."""
        name, depth = self._place(paragraph)
        owner, levels = self.lists.get(name, ("", {}))
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self.counts.setdefault(owner, [None] * _DEEPEST)
        before = counts[depth]
        counts[depth] = level.start if before is None else before + 1
        counts[depth + 1 :] = [None] * (_DEEPEST - depth - 1)
        if level.number_style in ("bullet", "none"):
            return ""
        return _PLACE.sub(lambda match: _written(int(match[1]) - 1, levels, counts), level.text) + " " * level.has_gap

    def _place(self, paragraph: Any) -> tuple[str, int]:
        """The list of a paragraph and its depth there, its own or its style's."""
        own = paragraph.find("w:pPr/w:numPr", _SPACES)
        style = paragraph.find("w:pPr/w:pStyle", _SPACES)
        name, depth = self._of_style(_value(style, "")) if style is not None else ("", 0)
        if own is not None:
            name = _value(own.find("w:numId", _SPACES), name)
            depth = _count(own.find("w:ilvl", _SPACES), depth)
        return name, min(depth, _DEEPEST - 1)

    def _of_style(self, style: str) -> tuple[str, int]:
        for _ in range(_STYLES):
            name, depth, base = self.styles.get(style, ("", 0, ""))
            if name or not base:
                return name, depth
            style = base
        return "", 0


def _lists(root: Any) -> dict[str, tuple[str, Mapping[int, ListLevel]]]:
    """For each list the counter that it shares with others, and its levels."""
    abstract = {element.get(qn("w:abstractNumId")): element for element in root.findall("w:abstractNum", _SPACES)}
    found: dict[str, tuple[str, Mapping[int, ListLevel]]] = {}
    for element in root.findall("w:num", _SPACES):
        name = element.get(qn("w:numId"), "")
        owner = _value(element.find("w:abstractNumId", _SPACES), "")
        levels = _levels(abstract[owner]) if owner in abstract else {}
        overrides = element.findall("w:lvlOverride", _SPACES)
        for override in overrides:
            depth = int(override.get(qn("w:ilvl"), "0"))
            levels |= _levels(override)
            start = override.find("w:startOverride", _SPACES)
            if start is not None and depth in levels:
                old = levels[depth]
                levels[depth] = ListLevel(_count(start, old.start), old.number_style, old.text, old.has_gap)
        found[name] = (f"{owner}/{name}" if overrides else owner, levels)
    return found


def _levels(parent: Any) -> dict[int, ListLevel]:
    return {
        int(element.get(qn("w:ilvl"), "0")): ListLevel(
            _count(element.find("w:start", _SPACES), 1),
            _value(element.find("w:numFmt", _SPACES), "decimal"),
            _value(element.find("w:lvlText", _SPACES), ""),
            _value(element.find("w:suff", _SPACES), "tab") != "nothing",
        )
        for element in parent.findall("w:lvl", _SPACES)
    }


def _styled(styles: Any) -> dict[str, tuple[str, int, str]]:
    """For each style of paragraphs its list, its depth there, and the style it is based on."""
    return {
        style.get(qn("w:styleId"), ""): (
            _value(style.find("w:pPr/w:numPr/w:numId", _SPACES), ""),
            _count(style.find("w:pPr/w:numPr/w:ilvl", _SPACES), 0),
            _value(style.find("w:basedOn", _SPACES), ""),
        )
        for style in styles.findall("w:style", _SPACES)
    }


def _value(element: Any, default: str) -> str:
    return str(element.get(qn("w:val"), default)) if element is not None else default


def _count(element: Any, default: int) -> int:
    value = _value(element, "")
    return int(value) if value.isdigit() else default


def _written(depth: int, levels: Mapping[int, ListLevel], counts: list[int | None]) -> str:
    level = levels.get(depth)
    if level is None:
        return ""
    count = counts[depth]
    return format_number(level.start if count is None else count, level.number_style)


def format_number(number: int, written: str) -> str:
    """A number as a list writes it.

    >>> [format_number(4, style) for style in ("chineseCountingThousand", "decimalEnclosedCircle", "lowerRoman")]
    ['四', '④', 'iv']
    """
    if _CHINESE.search(written) and 0 < number < 100:
        return write_numeral(number)
    if written == "decimalEnclosedCircle" and 0 < number <= 20:
        return chr(ord("①") + number - 1)
    if written in ("upperLetter", "lowerLetter") and 0 < number <= 26:
        return chr(ord("A" if written == "upperLetter" else "a") + number - 1)
    if written in ("upperRoman", "lowerRoman") and 0 < number < 40:
        return _roman(number).upper() if written == "upperRoman" else _roman(number)
    return f"0{number}" if written == "decimalZero" and number < 10 else str(number)


def _roman(number: int) -> str:
    words = []
    for value, word in _ROMAN:
        count, number = divmod(number, value)
        words.append(word * count)
    return "".join(words)
