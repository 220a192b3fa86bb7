"""The counts that the prose states: vehicles, equipment above a price, people, delegations, batches, units.

What tells one from another lies in the `recognise` block of schemas/tables/counts.json: each entry says which measure
words it may bear, and what its clause, the segment since a semicolon, the statement since a full stop, its sentence
or the words after it must say.
The first entry that fits decides; a bare number of things that no entry knows is no count.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from flows.amounts import yuan
from flows.contract import table_schema
from flows.model import Count
from flows.numerals import parse_numeral
from flows.recognise.prose.amount_mentions import subject_of
from flows.recognise.prose.passages import Passage
from flows.recognise.prose.sentences import CLAUSE_END, sentence_around, since_clause, since_sentence, year_of

_COUNT = re.compile(
    r"(?<![\d.．,，第一二三四五六七八九十百])"
    r"(?P<number>\d{1,3}(?:[,，]\d{3}){1,3}|\d{1,12}|[二三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])"
    r"(?P<unit>台[（(/／]套[）)]?|台套|个?批次|个?团组|人次|[辆台套件批人名家个次组])(?![\d均年月])"
)
_OWN_WORDS = re.compile(r"辆|台.*|个?批次|个?团组|人次")
_THRESHOLD = re.compile(
    r"(?<![\d.,])(\d{1,3}(?:,\d{3}){1,2}|\d{1,9})(?:\.\d{1,2})?(亿|万|千)?元?(?:[（(](?:含|不含)[^（()）]{0,6}[）)])?(?:及)?以上"
)
_AS_OF = re.compile(r"截[至止](?:到)?(20\d\d)年(\d{1,2})月(?:(\d{1,2})日|底)")
_FULL_STOP = re.compile(r"[。！!\n]")
_YUAN = {"亿": "亿元", "万": "万元", "千": "千元", None: "元"}
_LONGEST_SENTENCE = 400


@dataclass(frozen=True, slots=True)
class _CountKind:
    """One entry of the schema, compiled: where its words must stand, by the name of the place."""

    counted: str | None
    units: re.Pattern[str]
    places: Mapping[str, re.Pattern[str]]
    category: re.Pattern[str] | None
    category_after: re.Pattern[str] | None


def stated_counts(passages: Iterable[Passage]) -> tuple[Count, ...]:
    """Every count of the prose, in reading order."""
    return tuple(count for passage in passages for count in _of_passage(passage))


def _of_passage(passage: Passage) -> Iterator[Count]:
    text, end = passage.text, 0
    for match in _COUNT.finditer(text):
        before = text[max(0, match.start() - _LONGEST_SENTENCE) : match.start()]
        places = _places(text, match, before, end)
        kind = _kind(match["unit"], places)
        if not _is_count(match, kind, places["clause"]):
            continue
        end = match.end()
        line, has_reference_day = (
            passage.line_at(match.start()),
            not kind.counted or not kind.counted.endswith("purchased"),
        )
        threshold = (
            _THRESHOLD.search(places["clause"]) if kind.counted and kind.counted.startswith("equipment") else None
        )
        yield Count(
            passage.title,
            kind.counted,
            _category(kind, places),
            subject_of(before),
            _number(match["number"]),
            match["number"],
            match["unit"],
            line.page,
            sentence_around(text, match.start(), match.end()),
            yuan(Decimal(threshold[1].replace(",", "")), _YUAN[threshold[2]]) if threshold else None,
            year_of(before),
            _as_of(since_sentence(before)) if has_reference_day else None,
            line.box,
            line.reference,
        )


def _places(text: str, match: re.Match[str], before: str, previous: int) -> Mapping[str, str]:
    """The words around a number, by how far they reach. A clause begins after the count before it, if not sooner."""
    own = text[max(previous, match.start() - _LONGEST_SENTENCE) : match.start()]
    return {
        "clause": since_clause(own),
        "segment": since_sentence(before),
        "statement": _FULL_STOP.split(before)[-1],
        "sentence": sentence_around(text, match.start(), match.end()),
        "after": CLAUSE_END.split(text[match.end() : match.end() + 40])[0],
    }


def _kind(unit: str, places: Mapping[str, str]) -> _CountKind:
    for kind in _kinds():
        if kind.units.fullmatch(unit) and all(pattern.search(places[place]) for place, pattern in kind.places.items()):
            return kind
    return _CountKind(None, re.compile(""), {}, None, None)


def _is_count(match: re.Match[str], kind: _CountKind, clause: str) -> bool:
    """A measure word that only things bear is a count, whatever it counts; any other needs words that tell."""
    if not match["number"][0].isdigit():
        return kind.counted in table_schema("counts").recognise["numerals"] and not clause.endswith("第")
    return kind.counted is not None or bool(_OWN_WORDS.fullmatch(match["unit"]))


def _number(printed: str) -> int:
    """A number in digits, or one to ninety-nine in Chinese.

    >>> _number("1,024"), _number("十二"), _number("二十")
    (1024, 12, 20)
    """
    if printed[0].isdigit():
        return int(printed.replace(",", "").replace("，", ""))
    return parse_numeral(printed) or 0


def _category(kind: _CountKind, places: Mapping[str, str]) -> str | None:
    if kind.category_after and (found := kind.category_after.search(places["after"])):
        return found[1]
    if kind.category is None:
        return None
    found = kind.category.search(places["clause"]) or kind.category.search(places["segment"])
    return found[1] if found else None


def _as_of(segment: str) -> str | None:
    """The day that a sentence names; `12月底` is the last of December, and of no other month."""
    found = _AS_OF.search(segment)
    if found is None or not (found[3] or found[2] == "12"):
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3] or 31)).isoformat()
    except ValueError:
        return None


@lru_cache
def _kinds() -> tuple[_CountKind, ...]:
    block = table_schema("counts").recognise
    return tuple(
        _CountKind(
            entry["counted"],
            re.compile(entry["units"]),
            {
                place: _compiled(entry[place], block["words"])
                for place in ("clause", "segment", "statement", "sentence", "after")
                if place in entry
            },
            _compiled(entry["category"], block["words"]) if "category" in entry else None,
            _compiled(entry["category_after"], block["words"]) if "category_after" in entry else None,
        )
        for entry in block["items"]
    )


def _compiled(pattern: str, words: Mapping[str, str]) -> re.Pattern[str]:
    return re.compile(re.sub(r"<(\w+)>", lambda word: words[word[1]], pattern))
