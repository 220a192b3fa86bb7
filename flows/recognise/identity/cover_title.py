"""The title of a cover: `2024年度 厦门市示例局 部门预算`, in one line or several, whatever signs the name holds."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Self

from flows.recognise.identity.organisation_names import clean_name, without_site
from flows.recognise.normalisation import strip_whitespace, with_years_in_digits

_BARRIER = "\f"
"""What no title goes over; a line that only ends is `\\n`."""

_NUMERAL = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_DATE = re.compile(rf"20\d\d年{_NUMERAL}月(?:{_NUMERAL}日)?")
_NO_PART = re.compile(r"附件.{0,6}|.*[〔\[［]20\d\d[〕\]］]第?\d+号|[^\u4e00-\u9fff]*")
"""Lines that are no part of a title: the number of an annex or of a letter, what holds no Chinese character."""

_AFTER_STAGE = r"公开|情况|信息|说明|报告|草案|编制|执行|表|和|及|[\n\f（(]|$"
_NAME = rf"(?:(?!20\d\d年|(?:预算|决算)(?:{_AFTER_STAGE}))[^：:；;。，,！!？?《》〈〉|｜\f]){{2,60}}?"
_END = r"\n?(?P<stage>[预决]\n?算)(?:公开|情况|信息|说明|报告|及)*"
_FIRST = r"(?P<year_first>20\d\d)年度?\n?"
_LAST = r"\n?(?P<year_last>20\d\d)(?:年度?)?\n?"
_SCOPE_AT_END = re.compile(r"(?:部门|单位)$")
_LEVEL = r"(?:[省市区县州镇]级)?"
_SCOPE = r"(?P<scope>部\n?门|单\n?位)"


@dataclass(frozen=True, slots=True)
class CoverTitle:
    """What a title says in the words that it prints; its name may be empty."""

    name: str
    year: str | None
    scope: str | None
    stage: str

    @classmethod
    def of(cls, match: re.Match[str]) -> Self:
        """The words of a match, 部门 or 单位 at the end of the name being none of it: `示例局部门2024年度预算`."""
        name, scope, stage = (strip_whitespace(match[word] or "") for word in ("name", "scope", "stage"))
        own = _SCOPE_AT_END.sub("", clean_name(name))
        return cls(without_site(own), match["year_first"] or match["year_last"], scope or None, stage)


def _form(first: str, name: str, last: str, scope: str) -> re.Pattern[str]:
    return re.compile(rf"{first}(?P<name>{_NAME}){name}{last}{_LEVEL}{scope}{_END}")


def _forms(years: Sequence[tuple[str, str]]) -> tuple[re.Pattern[str], ...]:
    """With a name before 部门预算 or 单位预算; else before 预算 alone, which a name itself may hold."""
    ends = (("", _SCOPE), ("?", f"{_SCOPE}?"))
    return tuple(_form(first, name, last, scope) for (name, scope), (first, last) in product(ends, years))


_DATED = _forms([(_FIRST, rf"(?:{_LAST})?"), (r"(?P<year_first>(?!))?", _LAST)])
_UNDATED = _forms([(r"(?P<year_first>(?!))?", r"(?P<year_last>(?!))?\n?")])[1:]


def joined_lines(texts: Iterable[str]) -> str:
    """The lines of a cover as one text in which a title is found, however it is broken into lines."""
    lines = (with_years_in_digits(strip_whitespace(text)) for text in texts)
    return "\n".join(_BARRIER if _NO_PART.fullmatch(line) else _DATE.sub(_BARRIER, line) for line in lines)


def find_title(cover: str) -> CoverTitle | None:
    """The first phrase that names a stage, and a year if any does."""
    for forms in (_DATED, _UNDATED):
        found = [match for form in forms if (match := form.search(cover))]
        if found:
            return CoverTitle.of(min(found, key=lambda match: match.start()))
    return None
