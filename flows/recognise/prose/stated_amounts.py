"""The stated amounts with all that the prose says of them: what each is of, its code, its comparison."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from flows.model import Identity, StandardTable, StatedAmount
from flows.recognise.prose.amount_meaning import MeaningReader
from flows.recognise.prose.amount_mentions import amount_mentions
from flows.recognise.prose.comparisons import comparisons
from flows.recognise.prose.function_names import FunctionNames
from flows.recognise.prose.passages import Passage

_MOST = 3000


def stated_amounts(
    passages: Iterable[Passage], identity: Identity, tables: Sequence[StandardTable]
) -> tuple[StatedAmount, ...]:
    """Every money amount of the prose, in reading order, with its meaning."""
    functions = FunctionNames(tables)
    return tuple(amount for passage in passages for amount in _of_passage(passage, identity, functions))


def _of_passage(passage: Passage, identity: Identity, functions: FunctionNames) -> Iterator[StatedAmount]:
    found = amount_mentions(passage)
    if len(found) > _MOST:  # no prose, whatever it is: its amounts stand, and mean nothing certain
        yield from (mention.amount for mention in found)
        return
    reader = MeaningReader(passage, found, identity, functions)
    meanings = reader.meanings()
    for mention, meaning, compared in zip(found, meanings, comparisons(reader, meanings), strict=True):
        path = "/".join(filter(None, meaning.levels or ()))
        yield replace(
            mention.amount,
            item=meaning.item,
            function=path or None,
            function_code=functions.code(meaning.levels) if meaning.levels else None,
            kind=meaning.kind,
            project_name=meaning.project,
            prior_amount=compared.prior_amount,
            change_amount=compared.change_amount,
            compared_with=compared.compared_with,
            reason=compared.reason,
        )
