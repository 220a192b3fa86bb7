"""How the picture of a page is called."""

import hashlib
import re
from collections.abc import Sequence

from flows.reports.evidence.located_amounts import LocatedAmount, Row

MOST_BYTES = 230
"""Of a file's name: 255 is what file systems take, and a file that is not yet whole has a longer one."""
UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


def picture_name(values: Sequence[LocatedAmount], page: int) -> str:
    """The disclosure and what these values of it have in common: `…-balance-revenue-row-3-total-page-2.png`."""
    ending = f"-{_in_common([value.row for value in values])}-page-{page}.png"
    return _fitting(values[0].disclosure["disclosure_id"], MOST_BYTES - len(ending.encode())) + ending


def _in_common(rows: Sequence[Row]) -> str:
    if "amount_number" in rows[0]:
        return f"amount-{rows[0]['amount_number']}"
    table, side, code, number, measure = (
        _common(rows, column) for column in ("table_name", "side", "code", "row_number", "measure")
    )
    coded = any(row["code"] for row in rows)
    row = code if coded or not number else f"row-{number}"
    return "-".join(filter(None, (table, side, row, measure)))


def _common(rows: Sequence[Row], column: str) -> str:
    """What stands in this column of every row; nothing where they differ."""
    first = rows[0][column]
    return str(first) if first is not None and all(row[column] == first for row in rows) else ""


def _fitting(identifier: str, room: int) -> str:
    """This id as a part of a file's name that any system takes, whatever an organisation is called.

    >>> _fitting("350200-2024-budget-unit-市/区联合会", 100)
    '350200-2024-budget-unit-市_区联合会'
    >>> _fitting("350200-2024-budget-unit-市区联合会", 37)
    '350200-2024-budget-unit-市-302c1784'
    """
    allowed = UNFIT.sub("_", identifier)
    if len(allowed.encode()) <= room:
        return allowed
    digest = hashlib.sha256(identifier.encode()).hexdigest()[:8]
    return f"{allowed.encode()[: room - len(digest) - 1].decode(errors='ignore')}-{digest}"
