"""What comparisons state: the amount of the earlier year, the change, what is compared with, and the reason."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from flows.recognise.normalisation import normalise_heading
from flows.recognise.prose.amount_meaning import AmountMeaning, MeaningReader
from flows.recognise.prose.amount_mentions import AmountMention
from flows.recognise.prose.sentences import CLAUSE_END

_YEAR = r"(?:20\d\d年度?|上年度?|上一年度?|去年)"
_CHANGED = r"(?:同比)?(?:增加|减少|增长|下降|上升|提高|降低|压减|压缩)"
_BUDGET = r"(?:年初|全年|当年|调整后?的?)?预算"
_BASE = re.compile(rf"[与和比较同](?P<base>(?:{_YEAR}|{_BUDGET})[^，,。；;：:]{{0,24}})[，,]?[^，,。；;：:]{{0,24}}$")
_BASE_END = re.compile(rf"(?:相比|比较|对比|{_CHANGED}|\d[\d,，.]*[百千万亿]*元).*$")
_UNCHANGED = re.compile(
    r"(?:[（(][^（()）]*[）)])?(?:[，,。](?:主要)?用于[^。；;\n]*)?(?P<stop>[，,。])[与和比较同]"
    rf"(?P<base>{_YEAR}[^，,。；;：:增减相持一无保基\d]{{0,14}})(?:相比)?[，,]?"
    r"(?:持平|相同|一致|保持不变|无变化|没有变化)"
)
_REASON = re.compile(
    r"(?:主要(?:变动|变化|增减|增加|减少)?原因(?:是|为|在于|系)?[：:]?(?:是|为|由于)?|"
    r"主要是(?:由于|因为|因)|主要由于|主要系|主要因为)[：:]?(?P<reason>[^。；;\n]*)"
)
_USE = re.compile(r"(?:主要)?用于[^。；;\n]*(?=[。；;\n])")
_LISTED = re.compile(r"一是|1[.、)）]|①|（一）|\(一\)")
_GENERIC_LEAD = re.compile(
    r"(?:其中)?(?:支出)?(?:决算|预算|执行|支出)*数?(?:(?:小于|大于|低于|高于|等于|少于|多于|超过)(?:年初|全年|调整后?|当年)*预算(?:数|安排)?)?"
    r"(?:与年初预算数?)?(?:存在)?(?:增减|增加|减少|下降|增长|上升|变动|变化|差异|持平|较大)*的?"
)
_OF_COMPARISON = re.compile(
    r"(?:[（(][^（()）]*[）)])?(?:"
    rf"[与和比较同]{_YEAR}.*(?:持平|相同|一致|不变|变化|相比|比较|对比|增加|减少|增长|下降|上升|降低)(?:了)?(?:-?[\d.]+[%％]?)?|"
    r"(?:同比)?(?:增长|下降|增加|减少|上升|降低|增幅|降幅)(?:了|约|为|率)*-?[\d.]+[%％]?|"
    r"(?:占|完成).*|(?:支出)?决算数?(?:与|比|小于|大于|低于|高于).*|(?:主要)?用于.*|(?:基本)?持平)?"
)


@dataclass(frozen=True, slots=True)
class StatedComparison:
    """What is said of one amount in comparison with an earlier year."""

    prior_amount: Decimal | None = None
    change_amount: Decimal | None = None
    compared_with: str | None = None
    reason: str | None = None


def comparisons(reader: MeaningReader, meanings: Sequence[AmountMeaning]) -> tuple[StatedComparison, ...]:
    """One comparison for each amount of a passage, empty where none is stated."""
    found = [StatedComparison() for _ in meanings]
    for number, meaning in enumerate(meanings):
        if meaning.kind == "change":
            _add_change(found, reader, number)
        elif meaning.is_current:
            _add_unchanged(found, reader, number)
    for number in range(len(meanings) - 1):
        _add_prior(found, reader.mentions, meanings, reader.text, number)
    for numbers, reason in _reasons(reader):
        for number in numbers:
            found[number] = replace(found[number], reason=found[number].reason or reason)
    return tuple(found)


def _add_change(found: list[StatedComparison], reader: MeaningReader, number: int) -> None:
    base = _base(reader, number)
    found[number] = replace(found[number], compared_with=base)
    main = _main(reader, number)
    if main is not None and found[main].change_amount is None and _with_another_year(reader, number, base):
        stated = reader.mentions[number].amount
        signed = abs(stated.amount) if stated.direction == "increase" else -abs(stated.amount)
        found[main] = replace(found[main], change_amount=signed, compared_with=base)


def _with_another_year(reader: MeaningReader, number: int, base: str | None) -> bool:
    """A change against the budget of the same year is no change since another."""
    if base is not None:
        return bool(re.match(_YEAR, base))
    mention = reader.mentions[number]
    after_prior = number > 0 and (reader.found[number - 1].kind or "").startswith("prior")
    return after_prior or "同比" in reader.text[max(0, mention.start - 10) : mention.start]


def _base(reader: MeaningReader, number: int) -> str | None:
    """What is compared with, as printed: in the clause of a change, or in the clause before it."""
    start = reader.mentions[number].start
    words = re.split(r"[。；;\n]", reader.text[max(0, start - 80) : start])[-1]
    match = _BASE.search(words)
    return _BASE_END.sub("", match["base"]) if match else None


def _main(reader: MeaningReader, number: int) -> int | None:
    """The amount that a change is of: the last of the same, of the fiscal year, at most two sentences before it."""
    key, start = reader.found[number].key, reader.mentions[number].start
    for before in range(number - 1, -1, -1):
        between = reader.text[reader.mentions[before].end : start]
        if len(re.findall(r"[。！!\n]", between)) > 2:
            return None
        if key is not None and reader.found[before].key == key and reader.found[before].is_current:
            return before
    return None


def _add_unchanged(found: list[StatedComparison], reader: MeaningReader, number: int) -> None:
    """`与2024年预算持平` right after an amount."""
    match = _UNCHANGED.match(reader.text, reader.mentions[number].end)
    if match is None or reader.one_of(number, match.end()) is None:
        return
    if found[number].change_amount is None:
        found[number] = replace(found[number], change_amount=Decimal("0.00"), compared_with=match["base"])


def _add_prior(
    found: list[StatedComparison],
    mentions: Sequence[AmountMention],
    meanings: Sequence[AmountMeaning],
    text: str,
    number: int,
) -> None:
    """Two amounts of the same side by side in one sentence, one of them of an earlier year."""
    one, other = meanings[number], meanings[number + 1]
    if one.key is None or one.key != other.key:
        return
    if re.search(r"[。；;\n]", text[mentions[number].end : mentions[number + 1].start]):
        return
    for prior, main in ((number, number + 1), (number + 1, number)):
        earlier = (meanings[prior].kind or "").startswith("prior")
        if earlier and meanings[main].is_current and found[main].prior_amount is None:
            found[main] = replace(found[main], prior_amount=mentions[prior].amount.amount)


def _reasons(reader: MeaningReader) -> Iterator[tuple[tuple[int, ...], str]]:
    """Each reason with the amounts whose change it explains: the one stated last, and what that is a change of."""
    for match in _REASON.finditer(reader.text):
        reason = _reason(reader.text, match)
        explained = _explained(reader, match.start()) if reason else None
        if reason and explained is not None:
            yield explained, reason


def _reason(text: str, match: re.Match[str]) -> str:
    """The words of a reason; one that counts its points goes on over semicolons."""
    end = match.end()
    if _LISTED.match(match["reason"]):
        stop = re.compile(r"[。\n]").search(text, end)
        end = stop.start() if stop else len(text)
    return text[match.start("reason") : end].strip("，,：: ")


def _explained(reader: MeaningReader, start: int) -> tuple[int, ...] | None:
    numbers = [number for number, mention in enumerate(reader.mentions) if mention.end <= start]
    if not numbers:
        return None
    last = numbers[-1]
    clauses = CLAUSE_END.split(_USE.sub("", reader.text[reader.mentions[last].end : start]))
    lead = normalise_heading(clauses[-1])
    if not _GENERIC_LEAD.fullmatch(lead) or not all(_OF_COMPARISON.fullmatch(clause) for clause in clauses[:-1]):
        return None
    if reader.found[last].kind == "change":
        main = _main(reader, last)
        named = reader.found[last].key is not None
        return (last,) if main is None or not named else (main, last)
    return (last,) if reader.one_of(last, start) is not None else None
