"""What the words before an amount are about: the items and kinds of schemas/tables/narrative_amounts.json.

Words are first rid of what every statement bears: who speaks, the year, `预算数为`. What remains must be an item's
pattern as a whole; words that no pattern knows are no item.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from flows.contract import table_schema
from flows.recognise.normalisation import normalise_heading

BUDGET = r"(?<!一般公共)(?<!政府性基金)(?<!国有资本经营)(?<!基金)预算"
_LEAD = re.compile(r"^(?:其中|具体|主要)?(?:包括)?[:]?|^\([一二三四五六七八九十\d]+\)|^\d{1,2}[.、](?!\d)")
_OPEN_BRACKET = re.compile(r"^.*\((?=[^()]*$)")
_YEARS = re.compile(r"^.*(?<!\d)20\d\d年度?")
_YEAR_AT_END = re.compile(r"20\d\d年度?$")
_WHO = re.compile(
    r"^(?:(?:上年度?|上一年度?|去年)(?!.{0,4}结[转余])|当年|本年度?|全年|今年|拟|预计|计划|实际|我[局委办部院所处厅镇]|本?(?:部门|单位|级|机关(?!运行))|"
    r"\((?:部门|单位|本级|本部)\)|及?所属(?:各)?(?:预算)?单位|各单位|汇总|当年|的|度)+"
)
_TRAILING_WORDS = re.compile(
    rf"(?:{BUDGET}(?:数|额)?|年初|全年|当年|本年度?|今年|调整后?|追加|决算(?:数|额)?|(?:预算)?执行数?|完成数?|金额|总额|总数|"
    r"总计|合计|共计|拟?安排|实际|均|各|分别|为|是|共|计|约|达到?|数|总|\((?!境)[^()]*\)|[:])$"
)
_COMPARED = re.compile(
    r"[与比较同和](?:(?:20\d\d年度?|上年度?|上一年度?|去年)(?:同期|当年|年初|实际|部门)*(?:预算|决算|执行|支出|收入|完成|安排)*|"
    r"(?:年初|全年|当年|调整后?的?)?预算)(?:执行)?(?:数|额)?(?:相比|比较)?$"
)
_DIRECTION = re.compile(r"(?:同比)?(?:增加|增长|上升|提高|增|减少|下降|降低|压减|压缩|减)(?:了|额为?)?$")
_MANNER = re.compile(r"(?:均|各|分别|同比|总体|略有|共|合计)+$")
_FUNDS = re.compile(r"一般公共预算|政府性基金预算|国有资本经营预算|基金预算|预算单位|预算绩效|预算管理")
_KINDS = re.compile(r"决算|预算执行|执行数|完成数|全年预算|预算调整|调整(?:后的?)?预算|年初预算|年初|预算")
_KIND_OF: Mapping[str, str] = {
    "决算": "final", "预算执行": "executed", "执行数": "executed", "完成数": "executed",
    "全年预算": "adjusted", "预算调整": "adjusted", "年初预算": "budget", "年初": "budget", "预算": "budget",
}  # fmt: skip


def core_words(words: str, organisation: str) -> str:
    """The words that say what an amount is of.

    >>> core_words("2024年厦门市示例局一般公共预算支出预算数为", "厦门市示例局"), core_words("其中：年初预算为", "")
    ('一般公共预算支出', '')
    >>> core_words("公务用车购置费2026年预算数", "")
    '公务用车购置费'
    """
    text = _LEAD.sub("", _OPEN_BRACKET.sub("", normalise_heading(words)).replace("收、支", "收支"))
    return _without_common_words(_YEARS.sub("", text), organisation) or _item_before_year(text, organisation)


def _item_before_year(text: str, organisation: str) -> str:
    """`公务用车购置费2026年预算数` is of what stands before the year, if that is an item."""
    year = _YEARS.match(text)
    named = _without_common_words(_YEAR_AT_END.sub("", year[0]), organisation) if year else ""
    return named if item_of(named) else ""


def _without_common_words(text: str, organisation: str) -> str:
    if organisation:
        text = text.replace(normalise_heading(organisation), "")
    text = _WHO.sub("", text)
    while (shorter := _TRAILING_WORDS.sub("", text)) != text:
        text = shorter
    return text


def core_words_of_change(words: str, organisation: str) -> str:
    """The words that say what a change is of, without those that compare.

    >>> core_words_of_change("比2024年预算执行数增加", ""), core_words_of_change("收入支出总计减少", "")
    ('', '收入支出')
    """
    return core_words(_COMPARED.sub("", _without_direction(words)), organisation)


def is_compared(words: str) -> bool:
    """Whether words compare, with another year or with the budget."""
    return bool(_COMPARED.search(_without_direction(words)))


def _without_direction(words: str) -> str:
    return _MANNER.sub("", _DIRECTION.sub("", _OPEN_BRACKET.sub("", normalise_heading(words))))


def item_of(words: str) -> str | None:
    """The item that words name as a whole."""
    return next((item for item, pattern in _items("items") if pattern.fullmatch(words)), None)


def item_within(sentence: str) -> str | None:
    """The item that a sentence up to an amount names, where its last clause does not."""
    return next((item for item, pattern in _items("sentences") if pattern.search(normalise_heading(sentence))), None)


def stated_kind(words: str) -> str | None:
    """Budget, adjusted budget, executed or final, as words say last; the names of funds say nothing."""
    found = [match[0] for match in _KINDS.finditer(_FUNDS.sub("", normalise_heading(words)))]
    return _KIND_OF.get(found[-1], "adjusted") if found else None


def kind_of_heading(heading: str) -> str | None:
    """The kind of what stands below a heading; None where it speaks of both or of none."""
    without_funds = _FUNDS.sub("", heading)
    if ("决算" in without_funds) == ("预算" in without_funds):
        return None
    return "final" if "决算" in without_funds else "budget"


@lru_cache
def _items(block: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    block_of_schema = table_schema("narrative_amounts").recognise
    words: Mapping[str, str] = block_of_schema["words"]
    return tuple(
        (item, re.compile(re.sub(r"<(\w+)>", lambda word: words[word[1]], pattern)))
        for item, patterns in block_of_schema[block].items()
        for pattern in patterns
    )
