"""Where sentences and clauses of running text begin and end, and the year that a sentence speaks of."""

import re

from flows.recognise.normalisation import years_in

CLAUSE_END = re.compile(r"[，。；;：:！!\n]|(?<!收)、|、(?!支)|,(?!\d)")
"""`收、支总计` is one thing."""
SENTENCE_END = re.compile(r"[。；;！!\n]")
_COMPARED = re.compile(r"[比较与同]20\d\d年度?")


def since_clause(before: str) -> str:
    """What a text says in its last clause."""
    return CLAUSE_END.split(before)[-1]


def since_sentence(before: str) -> str:
    """What a text says in its last sentence; a semicolon ends one."""
    return SENTENCE_END.split(before)[-1]


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence in which a part of a text stands.

    >>> sentence_around("收入5万元。支出4万元。", 8, 9)
    '支出4万元。'
    """
    opening = max((match.end() for match in SENTENCE_END.finditer(text, 0, start)), default=0)
    closing = SENTENCE_END.search(text, end)
    return text[opening : closing.end() if closing else len(text)]


def year_of(before: str) -> int | None:
    """The year that is named last in the sentence, but for one that it is only compared with.

    >>> year_of("2024年预算比2023年增加")
    2024
    """
    return next(iter(reversed(years_in(_COMPARED.sub("", since_sentence(before))))), None)
