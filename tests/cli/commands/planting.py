"""A typeset disclosure with one printed amount changed: 技术研究与开发 has 317.00 where its parts make 310.00."""

from dataclasses import replace
from decimal import Decimal

from tests.typeset.bundled import BUNDLED
from tests.typeset.facts import Element, Facts, Row, Table

SOUND = BUNDLED[1].facts
CODE, PRINTED, HELD_AGAINST = "20604", "317.00万元", "310.00万元"


def planted(facts: Facts = SOUND) -> Facts:
    """The same facts, but for one amount of the table of expenditure."""
    return replace(facts, elements=tuple(map(_element, facts.elements)))


def _element(element: Element) -> Element:
    if not isinstance(element, Table) or element.table_name != "expenditure":
        return element
    return replace(element, rows=tuple(tuple(map(_row, side)) for side in element.rows))


def _row(row: Row) -> Row:
    return replace(row, amounts={**row.amounts, "total": Decimal("317.00")}) if row.code == CODE else row
