"""What each stated amount is of: item, function, kind, as its own clause says or what leads to it.

A clause that names nothing (`支出决算为`, `2024年预算安排`) goes on with the amount before it, where that is of another
kind; else with the function that its item begins with; else with its heading. Whatever stays doubtful is None.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from flows.model import Identity
from flows.recognise.normalisation import normalise_heading, row_label, years_in
from flows.recognise.prose import amount_items
from flows.recognise.prose.amount_mentions import AmountMention
from flows.recognise.prose.function_names import FunctionMention, FunctionNames, Levels
from flows.recognise.prose.passages import Passage
from flows.recognise.prose.sentences import CLAUSE_END, SENTENCE_END
from flows.recognise.prose.units_and_projects import UNNAMED_PROJECT, project_name

_EARLIER = re.compile(r"20\d\d年|上年|上一年|去年")
_FULL_STOP = re.compile(r"[。！!\n]")
_LIST_BEGINS = re.compile(r"[。！!\n；;]|其中|包括")
_LONGEST = 2000
_WEAK = {"支出": "total_expenditure", "收入": "total_revenue", "采购": None}
_TOTAL_HEADING = re.compile(r"总体|收支|收入|支出|部门[预决]算|单位[预决]算|[预决]算编制|[预决]算情况|[预决]算说明")
_PRIOR = re.compile(r"(?<![与比较同和])(?:上年|上一年|去年)(?!.*结[转余])")
_COMPARISON_BEGUN = re.compile(
    r"(?:[与和比较同](?:20\d\d年度?|上年度?|上一年度?|去年)[^，。；]{0,12}?(?:相比|比较|对比)|同比)$"
)
_HEADING_END = re.compile(r"(?:财政拨款)?(?:支出)?(?:[预决]算)?(?:支出)?(?:具体)?(?:情况)?(?:的)?(?:说明)?$")
_LEADING = re.compile(r"[\s“\"'（(]*(?:[一二三四五六七八九十\d]+[、.．)）])?[\s“\"'（(]*(?:20\d\d年度?)?[，,]?[“\"]?")
_LEAD_SENTENCE = re.compile(
    r"(?:^|(?<=[。；;\n]))[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．](?P<name>[^。；;，：:\d\n]{2,24})[。\n]"
)
_PROJECT_ITEMS = (
    ("project", re.compile(r"(?:安排)?(?:该|本)?(?:项目)?(?:年度)?(?:总|预算总额)?(?:资金)?")),
    ("project_general_public", re.compile(r"(?:安排)?(?:该|本)?(?:项目)?一般公共预算(?:拨款|资金)?")),
    ("project_own_funds", re.compile(r"(?:拟)?(?:同时)?(?:拟)?(?:动用)?(?:单位)?自有资金")),
)
_CURRENT = ("budget", "adjusted", "executed", "final")


@dataclass(frozen=True, slots=True)
class AmountMeaning:
    """What one amount is of. A `key` is the same for two amounts that are of the same."""

    item: str | None = None
    levels: Levels | None = None
    kind: str | None = None
    project: str | None = None

    @property
    def key(self) -> tuple[str, Levels | None] | None:
        return (self.item, self.levels) if self.item else None

    @property
    def is_current(self) -> bool:
        """Whether it is an amount of the fiscal year itself, neither a change nor of an earlier year."""
        return self.kind in _CURRENT


class MeaningReader:
    """Reads the meanings of the amounts of one passage, in order."""

    def __init__(
        self, passage: Passage, mentions: Sequence[AmountMention], identity: Identity, functions: FunctionNames
    ) -> None:
        self.passage, self.text, self.mentions = passage, passage.text, mentions
        self.identity, self.functions = identity, functions
        self.named = functions.within(passage.text) if mentions else ()
        self.project = project_name(passage)
        self.found: list[AmountMeaning] = []

    def meanings(self) -> tuple[AmountMeaning, ...]:
        """One meaning for each amount."""
        for number in range(len(self.mentions)):
            self.found.append(self._meaning(number))
        return tuple(self.found)

    def _meaning(self, number: int) -> AmountMeaning:
        start = self._clause_start(number)
        words = self.text[start : self.mentions[number].start]
        if self._is_change(number, start, words):
            item, levels = self._of_change(number, start, words)
            return AmountMeaning(item, levels, "change")
        kind = self._kind(number, words)
        if self.project is not None:
            named = self.project if self.project != UNNAMED_PROJECT else None
            item = self._of_project(words)
            return AmountMeaning(item, None, kind or self._kind_by_nature(number, item), named)
        item, levels = self._of_own(number, start, words) or self._of_context(number, words, kind)
        return AmountMeaning(item, levels, kind or self._kind_by_nature(number, item))

    def _clause_start(self, number: int) -> int:
        """Where the clause of an amount begins: after a stop, or after the amount before it, if not sooner."""
        mention = self.mentions[number]
        previous = self.mentions[number - 1].end if number else 0
        return max((match.end() for match in CLAUSE_END.finditer(self.text, previous, mention.start)), default=previous)

    def _is_change(self, number: int, start: int, words: str) -> bool:
        if self.mentions[number].amount.direction is None:
            return False
        begun = _COMPARISON_BEGUN.search(CLAUSE_END.sub("，", self.text[max(0, start - 60) : start]).rstrip("，"))
        named = amount_items.core_words_of_change(words, self.identity.organisation)
        return amount_items.is_compared(words) or bool(begun) or not named or amount_items.item_of(named) is not None

    def _of_change(self, number: int, start: int, words: str) -> tuple[str | None, Levels | None]:
        function = self._function_in(start, number)
        if function is not None:
            return "function", function.levels
        named = amount_items.core_words_of_change(words, self.identity.organisation)
        if named and named not in _WEAK:
            return self._named(named)
        sole = self.sole(number)
        return (sole.item, sole.levels) if sole is not None else (None, None)

    def sole(self, number: int) -> AmountMeaning | None:
        """What a comparison that names nothing speaks of: the one thing of which the words before it state amounts."""
        previous = self.before(self.mentions[number].start)
        return self.one_of(previous, self.mentions[number].start) if previous is not None else None

    def before(self, offset: int) -> int | None:
        """The last amount before an offset, no change, as far as meanings are found."""
        numbers = (number for number in range(len(self.found) - 1, -1, -1) if self.mentions[number].end <= offset)
        return next((number for number in numbers if self.found[number].kind != "change"), None)

    def one_of(self, previous: int, offset: int) -> AmountMeaning | None:
        """The meaning of an amount, if words at an offset can speak of nothing else; None where it is doubtful."""
        between = self.text[self.mentions[previous].end : offset]
        stops = _FULL_STOP.findall(between)
        if len(stops) > 2 or "；" in between or ";" in between or re.search(r"^[^（(]*[）)]", between):
            return None
        region = self._region(previous, over_stop=bool(stops))
        keys = {self.found[number].key for number in region if self.found[number].kind != "change"}
        meaning = self.found[previous]
        return meaning if keys == {meaning.key} and (meaning.key or len(region) == 1) else None

    def _region(self, previous: int, *, over_stop: bool) -> list[int]:
        """The amounts among which a comparison may choose: those of a list, or of all a sentence that has ended."""
        end = self.mentions[previous].start
        stops = _FULL_STOP if over_stop else _LIST_BEGINS
        since = max(0, end - _LONGEST)
        begin = max((match.end() for match in stops.finditer(self.text, since, end)), default=since)
        numbers = range(previous, -1, -1)
        return list(takewhile(lambda number: self.mentions[number].start >= begin, numbers))

    def _of_own(self, number: int, start: int, words: str) -> tuple[str | None, Levels | None] | None:
        """What a clause names itself; None where it names nothing."""
        function = self._function_in(start, number)
        if function is not None:
            rest = amount_items.core_words(
                self.text[function.end : self.mentions[number].start], self.identity.organisation
            )
            return (
                ("function", function.levels)
                if re.fullmatch(r"[”\"]?(?:科目)?", rest) or rest in _WEAK
                else (None, None)
            )
        named = amount_items.core_words(words, self.identity.organisation)
        within = amount_items.item_within(self._sentence_before(number))
        if within is not None:
            return within, None
        return self._named(named) if named and named not in _WEAK else None

    def _named(self, named: str) -> tuple[str | None, Levels | None]:
        item = amount_items.item_of(named)
        if item is not None:
            return item, None
        levels = self.functions.named(named)
        return ("function", levels) if levels else (None, None)

    def _function_in(self, start: int, number: int) -> FunctionMention | None:
        """The function that is named last in the clause of an amount, be it one that began in the clause before."""
        end = self.mentions[number].start
        inside = [function for function in self.named if start < function.end <= end]
        return inside[-1] if inside else None

    def _sentence_before(self, number: int) -> str:
        return SENTENCE_END.split(
            self.text[max(0, self.mentions[number].start - _LONGEST) : self.mentions[number].start]
        )[-1]

    def _of_context(self, number: int, words: str, kind: str | None) -> tuple[str | None, Levels | None]:
        named = amount_items.core_words(words, self.identity.organisation)
        for candidate in (
            self._from_amount(number, kind),
            self._from_function(number),
            self._from_lead(number) or self._from_heading(),
        ):
            if candidate is not None and _same_side(named, candidate.item):
                return candidate.item, candidate.levels
        return (self._total(number, named, words), None) if named in _WEAK else (None, None)

    def _from_amount(self, number: int, kind: str | None) -> AmountMeaning | None:
        """`年初预算为…，支出决算为…`: the same, in another kind."""
        sentence = len(self._sentence_before(number))
        previous = self.before(self.mentions[number].start)
        if previous is None or self.mentions[previous].end < self.mentions[number].start - sentence:
            return None
        meaning = self.found[previous]
        return meaning if meaning.key and kind and meaning.kind and kind != meaning.kind else None

    def _from_function(self, number: int) -> AmountMeaning | None:
        """The function with which the item of a list begins, until another thing is spoken of."""
        at = self.mentions[number].start
        named = [function for function in self.named if function.end <= at]
        if not named or not self._begins_sentence(named[-1]):
            return None
        since = [self.found[n] for n in range(number) if self.mentions[n].start >= named[-1].end]
        meaning = AmountMeaning("function", named[-1].levels)
        return meaning if all(each.key == meaning.key for each in since) else None

    def _begins_sentence(self, function: FunctionMention) -> bool:
        since = max(0, function.start - _LONGEST)
        opening = max((match.end() for match in SENTENCE_END.finditer(self.text, since, function.start)), default=since)
        colon = self.text.rfind("：", opening, function.start)
        lead = self.text[max(opening, colon + 1) : function.start]
        return bool(_LEADING.fullmatch(lead))

    def _from_lead(self, number: int) -> AmountMeaning | None:
        """What the numbered words before a sentence name, `1.因公出国（境）费用。`, until another thing follows."""
        at = self.mentions[number].start
        leads = list(_LEAD_SENTENCE.finditer(self.text, 0, at))
        item = amount_items.item_of(amount_items.core_words(leads[-1]["name"], "")) if leads else None
        if item is None:
            return None
        since = (self.found[n] for n in range(number) if self.mentions[n].start >= leads[-1].end())
        return AmountMeaning(item) if all(each.item in (None, item) for each in since) else None

    def _from_heading(self) -> AmountMeaning | None:
        """What the heading names, while nothing else has been spoken of below it."""
        if not self.passage.headings:
            return None
        named = _HEADING_END.sub("", normalise_heading(row_label(self.passage.headings[-1])))
        item = amount_items.item_of(amount_items.core_words(named, self.identity.organisation))
        if item is None or item in _WEAK.values() or any(each.item not in (None, item) for each in self.found):
            return None
        return AmountMeaning(item)

    def _total(self, number: int, named: str, words: str) -> str | None:
        """`收入` or `支出` alone is that of all where the heading speaks of all, and the text of no function yet."""
        heading = self.passage.headings[-1] if self.passage.headings else ""
        if not _TOTAL_HEADING.search(heading) or any(each.end <= self.mentions[number].start for each in self.named):
            return None
        says_so = re.search(r"总|合计|本年|20\d\d年", words) or self.identity.organisation in words
        return _WEAK[named] if says_so or self._sentence_before(number).strip() == words.strip() else None

    def _of_project(self, words: str) -> str:
        named = amount_items.core_words(words, self.identity.organisation)
        for lead in ("该", "同时", "拟"):
            named = named.removeprefix(lead)
        return next((item for item, pattern in _PROJECT_ITEMS if pattern.fullmatch(named)), "project_part")

    def _kind(self, number: int, words: str) -> str | None:
        """What a clause says itself of the kind, and of the year where it is not the fiscal one."""
        kind = amount_items.stated_kind(words)
        own = years_in(words)
        year = own[-1] if own else None
        earlier = (year is not None and year < self.identity.fiscal_year) or bool(_PRIOR.search(words))
        if earlier or (amount_items.is_compared(words) and _EARLIER.search(words)):
            return f"prior_{kind if kind != 'adjusted' else 'budget'}" if kind else "prior"
        if year is None:
            year = self.mentions[number].amount.year
        return kind if year in (None, self.identity.fiscal_year) else None

    def _kind_by_nature(self, number: int, item: str | None) -> str | None:
        """The kind of what an amount is listed under; nothing, where its sentence speaks of another year."""
        if item is None or item in ("state_asset", "carryover_in"):
            return None
        stated = self.mentions[number].amount.year
        if stated is not None and stated != self.identity.fiscal_year:
            return None
        headed = (amount_items.kind_of_heading(heading) for heading in reversed(self.passage.headings))
        return next((kind for kind in headed if kind), self.identity.stage)


def _same_side(named: str, item: str | None) -> bool:
    """Whether `收入` or `支出` may go on with an item: no revenue is an expenditure."""
    opposite = {"支出": "_revenue", "收入": "_expenditure"}.get(named)
    return opposite is None or not (item or "").endswith(opposite)
