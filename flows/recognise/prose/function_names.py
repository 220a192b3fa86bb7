"""Functions of expenditure (功能分类科目) as the prose names them, and their codes as the tables print them.

A function is written `教育支出（类）普通教育（款）小学教育（项）`, its class or its item alone likewise, with digits
`公共安全支出（204类）司法（06款）行政运行（01项）`, `“教育支出-普通教育-小学教育”科目`, or with its code:
`2050202小学教育`, `小学教育（2050202）`.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from flows.model import StandardTable

_TABLES = (
    "revenue",
    "expenditure",
    "general_public_expenditure",
    "government_fund_expenditure",
    "state_capital_expenditure",
)
_CODE = re.compile(r"2\d\d(?:\d\d){0,2}")
_NAME = r"(?:[^“”\"'，,。；;：:！!（()）\d]|[（(](?!\d{0,3}[类款项][）)])[^（()）]{1,12}[）)]){1,60}?"
_LEVEL = re.compile(rf"(?P<name>{_NAME})[（(]\d{{0,3}}(?P<level>[类款项])[）)]")
_CODE_BEFORE = re.compile(r"(?<![\d.,，])(?P<code>2\d\d(?:\d\d){0,2})[\s\-－—–、.．“]{0,3}(?=[\u4e00-\u9fff])")
_CODE_AFTER = re.compile(r"[（(](?P<code>2\d\d(?:\d\d){0,2})[）)]")
_PART = r"[^“”\"'，,。；;：:！!\-－—–\d]{2,60}"
_DASH = r"[-－—–]{1,2}"
_JOINED = re.compile(rf"[“\"]?(?P<path>{_PART}{_DASH}{_PART}(?:{_DASH}{_PART})?)[”\"]?科目")
_BEFORE_NAME = re.compile(r"^[.、．\s]+|^年度?|^.*(?:用于|其中|包括)")
_NO_NAME = re.compile(r"情况|说明|增加|减少|[、\n]")
_LEVELS = "类款项"

Levels = tuple[str | None, str | None, str | None]


@dataclass(frozen=True, slots=True)
class FunctionMention:
    """A function where a text names it: the printed names of its class, group and item, as far as they are said."""

    start: int
    end: int
    levels: Levels

    @property
    def path(self) -> str:
        """The printed names, from the class down."""
        return "/".join(name for name in self.levels if name)


class FunctionNames:
    """The functions that a disclosure's own tables print, by code."""

    def __init__(self, tables: Iterable[StandardTable]) -> None:
        names: dict[str, set[str]] = {}
        printed: dict[str, str] = {}
        for table in tables:
            for item in table.items if table.table_name in _TABLES else ():
                if item.code and _CODE.fullmatch(item.code):
                    names.setdefault(item.code, set()).add(without_punctuation(item.name))
                    printed.setdefault(item.code, item.name)
        self._names: Mapping[str, set[str]] = names
        self._printed: Mapping[str, str] = printed
        self._known = frozenset().union(*names.values()) - {""}

    def code(self, levels: Levels) -> str | None:
        """The code of a path; None where no printed code has these names, or more than one has."""
        depth = max(number for number, name in enumerate(levels) if name)
        found = [code for code in self._names if len(code) == 3 + 2 * depth and self._agrees(code, levels)]
        return found[0] if len(found) == 1 else None

    def _agrees(self, code: str, levels: Levels) -> bool:
        depth = (len(code) - 3) // 2  # a class or group that no table prints agrees with any name
        return all(
            name is None
            or without_punctuation(name) in self._names.get(code[: 3 + 2 * level], {without_punctuation(name)})
            for level, name in enumerate(levels[: depth + 1])
        )

    def named(self, words: str) -> Levels | None:
        """The function that has this name and is the only one to have it."""
        found = [code for code, names in self._names.items() if words and without_punctuation(words) in names]
        if len(found) != 1:
            return None
        depth = (len(found[0]) - 3) // 2
        return (words if depth == 0 else None, words if depth == 1 else None, words if depth == 2 else None)

    def is_known(self, name: str) -> bool:
        """Whether the tables print this name."""
        return without_punctuation(name) in self._known

    def within(self, text: str) -> tuple[FunctionMention, ...]:
        """Every function that a text names, in order."""
        found = (*self._marked(text), *self._joined(text), *self._coded(text))
        return tuple(sorted(found, key=lambda function: function.start))

    def _marked(self, text: str) -> Iterator[FunctionMention]:
        chain: list[re.Match[str]] = []
        for match in _LEVEL.finditer(text):
            if chain and not (match.start() == chain[-1].end() and _depth(match) > _depth(chain[-1])):
                yield from self._of(chain, text)
                chain = []
            chain.append(match)
        if chain:
            yield from self._of(chain, text)

    def _of(self, chain: list[re.Match[str]], text: str) -> Iterator[FunctionMention]:
        first = self._first_name(chain[0], text)
        if first is None:
            return
        names = {_depth(chain[0]): first} | {
            _depth(match): match["name"].replace("\n", "").lstrip("-－—–") for match in chain[1:]
        }
        start = chain[0].end("name") - len(first)
        yield FunctionMention(start, chain[-1].end(), (names.get(0), names.get(1), names.get(2)))

    def _first_name(self, match: re.Match[str], text: str) -> str | None:
        """The first name of a path without the words that lead to it; None where it cannot be told from them."""
        name = match["name"]
        enumerated = match.start() > 0 and text[match.start() - 1].isdigit()
        name = _BEFORE_NAME.sub("", name.replace("\n", "") if enumerated else name.split("\n")[-1])
        known = next((name[at:] for at in range(len(name)) if name[at].isalnum() and self.is_known(name[at:])), None)
        if known is not None:
            return known
        name = _BEFORE_NAME.sub("", name)
        return None if not name or _NO_NAME.search(name) else name

    def _joined(self, text: str) -> Iterator[FunctionMention]:
        for match in _JOINED.finditer(text):
            first, second, *third = re.split(_DASH, match["path"])
            yield FunctionMention(match.start(), match.end(), (first, second, third[0] if third else None))

    def _coded(self, text: str) -> Iterator[FunctionMention]:
        """Functions beside whose name their code is printed: a code that the tables print bears their names."""
        for match in _CODE_BEFORE.finditer(text):
            name = self._name_at(match["code"], text, match.end())
            if name:
                yield FunctionMention(match.start(), match.end() + len(name), self._levels(match["code"], name))
        for match in _CODE_AFTER.finditer(text):
            name = re.split(r"[^\u4e00-\u9fff（）()]", text[max(0, match.start() - 40) : match.start()])[-1]
            if name:
                yield FunctionMention(match.start() - len(name), match.end(), self._levels(match["code"], name))

    def _name_at(self, code: str, text: str, start: int) -> str:
        """The name of a code as far as it is printed at a place; nothing where another thing is."""
        for name in sorted(self._names.get(code, ()), key=lambda name: (-len(name), name)):
            printed = text[start : start + len(name) + 4]
            ends = (end for end in range(1, len(printed) + 1) if without_punctuation(printed[:end]) == name)
            if end := next(ends, 0):
                return printed[:end]
        return ""

    def _levels(self, code: str, name: str) -> Levels:
        """The names of a code that the tables print; of another code the name with its code, which no table has."""
        above = [self._printed.get(code[: 3 + 2 * level]) for level in range((len(code) - 3) // 2)]
        levels = [*above, self._printed.get(code, f"{name}（{code}）"), None, None]
        return levels[0], levels[1], levels[2]


def _depth(match: re.Match[str]) -> int:
    return _LEVELS.index(match["level"])


def without_punctuation(name: str) -> str:
    """A name without brackets and punctuation, which prose and tables print differently.

    >>> without_punctuation("政府办公厅(室)及相关机构事务") == without_punctuation("政府办公厅（室）及相关机构事务")
    True
    """
    return re.sub(r"\W", "", unicodedata.normalize("NFKC", name))
