"""Which amounts of a disclosure are meant, each with all that is known of where it stands."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pyarrow as pa

from flows.contract import titles
from flows.errors import SourceError
from flows.model import Box

MOST_CHOICES = 12
"""Choices that a message lists; of more, the first."""
RESOURCES = ("disclosures", "disclosure_tables", "line_items", "narrative_amounts")
"""What is looked into."""
CHOICES = ("side", "code", "name", "measure", "row")
"""What may be said of a line item beside its table."""

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class AmountQuery:
    """The amounts of a table, narrowed by what is said of them; or else one stated amount of the prose."""

    table: str | None = None
    side: str | None = None
    code: str | None = None
    name: str | None = None
    measure: str | None = None
    row: int | None = None
    amount: int | None = None


@dataclass(frozen=True, slots=True)
class LocatedAmount:
    """One amount in yuan and its evidence.

    `labels` say what it is of, in Chinese and in English; `row` is its row of `line_items` or `narrative_amounts`.
    There, `page` counts lines in a text, `box` is None in a format without geometry, and `reference` in one without
    addresses. `title_printed` is the title of its table, or the section of a stated amount.
    """

    disclosure: Row
    labels: tuple[str, str]
    row: Row
    title_printed: str | None

    @property
    def amount(self) -> Decimal:
        amount: Decimal = self.row["amount"]
        return amount

    @property
    def box(self) -> Box | None:
        printed = self.row["box"]
        return Box.of(printed) if printed else None

    @property
    def where(self) -> str:
        """`第3页 page 3`, `第12行 line 12`, `收支总表!B5`."""
        if self.row["reference"]:
            return str(self.row["reference"])
        page = self.row["page"]
        return f"第{page}页 page {page}" if self.row["box"] else f"第{page}行 line {page}"


def find_amounts(tables: Mapping[str, pa.Table], query: AmountQuery) -> tuple[LocatedAmount, ...]:
    """The amounts that match, row by row, those of a row in the order of its table's schema.

    `tables` hold RESOURCES of exactly one disclosure. Raises SourceError, with what there is to choose from, where
    no amount matches.
    """
    (disclosure,) = tables["disclosures"].to_pylist()
    if query.amount is not None:
        return (_stated(disclosure, tables["narrative_amounts"], query.amount),)
    printed = {row["table_name"]: row["title_printed"] for row in tables["disclosure_tables"].to_pylist()}
    rows = [row for row in tables["line_items"].to_pylist() if row["table_name"] == query.table]
    if not rows:
        tables_present = dict.fromkeys(tables["line_items"]["table_name"].to_pylist())
        raise _nothing_found(disclosure, f"no amount of {query.table}", "table", tables_present)
    for choice in CHOICES:
        rows = _narrowed(disclosure, rows, choice, getattr(query, choice))
    called = {row["measure"]: row for row in titles().to_pylist() if row["table_name"] == query.table}
    measures = list(called)
    rows.sort(key=lambda row: (row["row_number"], row["column_group"], measures.index(row["measure"])))
    return tuple(
        LocatedAmount(disclosure, _labels(row, called[row["measure"]]), row, printed.get(row["table_name"]))
        for row in rows
    )


def _narrowed(disclosure: Row, rows: Sequence[Row], choice: str, wanted: str | int | None) -> list[Row]:
    """The rows of which this is true; a name may be given in part."""
    if wanted is None:
        return list(rows)
    column = "row_number" if choice == "row" else choice
    kept = [row for row in rows if row[column] == wanted]
    if not kept and choice == "name":
        kept = [row for row in rows if str(wanted) in (row["name"] or "")]
    if not kept:
        raise _nothing_found(disclosure, f"no {choice} {wanted} there", choice, (row[column] for row in rows))
    return kept


def _stated(disclosure: Row, amounts: pa.Table, number: int) -> LocatedAmount:
    rows = amounts.to_pylist()
    for row in rows:
        if row["amount_number"] == number:
            subject = row["subject"] or ""
            return LocatedAmount(
                disclosure, (f"文字说明“{subject}”", f"The statement “{subject}”"), row, row["section"]
            )
    remedy = f"Say --amount with a number from 1 to {len(rows)}" if rows else "Its prose states none: say --table"
    raise SourceError(f"no stated amount {number}", disclosure["disclosure_id"], remedy)


def _labels(row: Row, called: Row) -> tuple[str, str]:
    parts = [row["code"], row["name"]]
    chinese = (called["table_zh"], *parts, called["measure_zh"])
    english = (called["table_en"], *parts, called["measure_en"])
    return " ".join(filter(None, chinese)), " ".join(filter(None, english))


def _nothing_found(disclosure: Row, what: str, choice: str, present: Iterable[object]) -> SourceError:
    choices = [str(each) for each in dict.fromkeys(present) if each not in (None, "")]
    more = "、…" if len(choices) > MOST_CHOICES else ""
    remedy = (
        f"Say --{choice} with one of: {'、'.join(choices[:MOST_CHOICES])}{more}" if choices else f"Leave --{choice} out"
    )
    return SourceError(what, disclosure["disclosure_id"], remedy)
