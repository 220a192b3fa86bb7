"""Values with their evidence, as a person reads them and as programs do."""

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from rich.cells import set_cell_size

from flows.labels import SCOPES, STAGES
from flows.reports.evidence.located_amounts import LocatedAmount, Row

LABEL = 15
"""Columns of a label and the blanks after it."""
Pictures = Mapping[int, Path]
"""The picture of a page, by page."""


def as_text(values: Sequence[LocatedAmount], pictures: Pictures) -> str:
    """The disclosure, then value by value what it is, how it is printed, where it stands, and what proves it."""
    disclosure = values[0].disclosure
    heading = f"{disclosure['organisation']}  {disclosure['fiscal_year']} {STAGES[disclosure['stage']].zh}"
    lines = [f"{heading} {SCOPES[disclosure['scope']].zh}", str(disclosure["disclosure_id"])]
    for value in values:
        lines += ["", *_facts(value)]
    lines += ["", _fact("文件 source", disclosure["source"]), _fact("散列 sha256", disclosure["source_sha256"])]
    lines += [_fact("图片 picture", path) for path in dict.fromkeys(pictures.values())]
    return "\n".join(lines) + "\n"


def as_json(values: Sequence[LocatedAmount], pictures: Pictures) -> str:
    """One object: the disclosure's row, and `values`, each the row of its resource. Money is text."""
    content = {
        "disclosure": values[0].disclosure,
        "values": [
            {
                "said_zh": value.labels[0],
                "said_en": value.labels[1],
                "title_printed": value.title_printed,
                **{name: _json_value(column) for name, column in value.row.items() if name != "disclosure_id"},
                "picture": str(pictures[value.row["page"]]) if value.box and value.row["page"] in pictures else None,
            }
            for value in values
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _facts(value: LocatedAmount) -> list[str]:
    chinese, english = value.labels
    row = value.row
    facts = [
        chinese,
        english,
        _fact("印出 printed", f"{row['amount_printed']} ({row['unit_printed']})"),
        _fact("金额 amount", f"{value.amount:,.2f} 元 yuan"),
        _fact("章节 section" if "text" in row else "题名 title", value.title_printed or "–"),
        _fact("位置 place", value.where),
    ]
    if value.box:
        facts.append(_fact("方框 box", f"{row['box']} (points from the upper left)"))
    facts.append(_fact("序号 number", row.get("amount_number") or _row(row)))
    if "text" in row:
        facts.append(_fact("原文 text", row["text"]))
    if row.get("standing"):
        kinds = f" ({row['proof_kinds']})" if row["proof_kinds"] else ""
        facts.append(_fact("印证 standing", f"{row['standing']}, identities that hold: {row['proofs']}{kinds}"))
    return facts


def _row(row: Row) -> str:
    return ", ".join(filter(None, (f"row {row['row_number']}", row["side"])))


def _fact(label: str, fact: object) -> str:
    return f"  {set_cell_size(label, LABEL)}{fact}"


def _json_value(column: object) -> object:
    return f"{column:f}" if isinstance(column, Decimal) else column
