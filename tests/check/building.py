"""Tables of disclosures from a few written lines, for the tests of the checks.

expenditure 万元            a standard table and its printed unit; then `titled TITLE`, `listed TITLE IN THE CONTENTS`
code name total basic       its columns; `.` is a blank cell
. 合计 30.00 20.00
201 教育支出 30.00 20.00

A column `~HEADING:KIND` holds other amounts.

others                      other tables: TITLE KIND
2024年采购表 other

says                        amounts of the prose: subject | amount | sentence | year=2023 direction=increase ...
收入 | 30.00万元 | 2024年收入预算30.00万元。 | year=2024 item=total_revenue kind=budget
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import pyarrow as pa

from flows.amounts import UNITS, printed_number, yuan
from flows.model import (
    Disclosure,
    Identity,
    Indicator,
    Kind,
    LineItem,
    OtherAmount,
    OtherTable,
    Project,
    Section,
    Snapshot,
    Source,
    Stage,
    StandardTable,
    StatedAmount,
    Unit,
)
from flows.tabulate import tabulate

_LABELS = ("side", "code", "name", "group")
_AMOUNT = re.compile(rf"(?P<number>.*?)(?P<unit>{'|'.join(sorted(UNITS, key=len, reverse=True))})")


def built(*written: str, stage: Stage = "budget") -> dict[str, pa.Table]:
    """The tables of as many disclosures as there are texts, each of a jurisdiction of its own."""
    return tabulate([disclosure(text, str(350200 + place), stage) for place, text in enumerate(written)])


def disclosure(text: str, jurisdiction: str = "350200", stage: Stage = "budget") -> Disclosure:
    identity = Identity(jurisdiction, "某市", "某市财政局", None, 2024, stage, "department")
    snapshot = Snapshot(Source("a.pdf", "a.pdf"), jurisdiction.zfill(64), 1, Path("a.pdf"))
    whole = Disclosure(identity, snapshot, (), ())
    for block in re.split(r"\n\s*\n", text.strip()):
        head, *lines = (line.strip() for line in block.strip().splitlines())
        whole = _with(whole, head.split(), lines)
    return whole


def _with(whole: Disclosure, head: list[str], lines: list[str]) -> Disclosure:
    match head:
        case ["says"]:
            return replace(whole, amounts=tuple(_stated(line) for line in lines))
        case ["sections"]:
            return replace(whole, sections=tuple(_section(line) for line in lines))
        case ["units"]:
            return replace(whole, units=tuple(Unit(line, None, 4) for line in lines))
        case ["indicators", table]:
            return replace(whole, indicators=(*whole.indicators, *(_indicator(table, line) for line in lines)))
        case ["others"]:
            whole = replace(whole, other_tables=tuple(_other_table(line) for line in lines))
        case ["projects"]:
            whole = replace(whole, projects=tuple(_project(line) for line in lines))
        case _:
            whole = replace(whole, tables=(*whole.tables, _table(head, lines)))
    return whole


def _table(head: list[str], lines: list[str]) -> StandardTable:
    name, unit, *more = head
    match more:
        case ["missing"]:
            return StandardTable(name, name, "missing", unit, 1, 1, 0)
        case ["empty"]:
            return StandardTable(name, name, "empty", unit, 1, 1, 0)
    said = dict(zip(more[::2], more[1::2], strict=True))
    columns, *rows = (line.split() for line in lines)
    numbered = [(number, dict(zip(columns, row, strict=True))) for number, row in enumerate(rows, 1)]
    return StandardTable(
        name,
        said.get("titled", name),
        "present",
        unit,
        1,
        1,
        len(rows),
        tuple(item for number, row in numbered for item in _items(number, unit, row)),
        title_listed=said.get("listed"),
        others=tuple(other for number, row in numbered for other in _others(number, unit, row)),
        measures=tuple(column for column in columns if column not in _LABELS and not column.startswith("~")),
    )


def _items(number: int, unit: str, row: Mapping[str, str]) -> Iterator[LineItem]:
    said = {column: None if text == "." else text for column, text in row.items() if not column.startswith("~")}
    label = {key: said.pop(key, None) for key in _LABELS}
    group = int(label["group"] or (2 if label["side"] == "expenditure" else 1))
    for measure, text in said.items():
        if text is not None:
            amount = yuan(_number(text), unit)
            yield LineItem(
                number,
                group,
                label["side"],
                label["code"],
                label["name"] or "",
                measure,
                amount,
                text,
                unit,
                page=number,
            )


def _others(number: int, unit: str, row: Mapping[str, str]) -> Iterator[OtherAmount]:
    for column, text in row.items():
        if column.startswith("~") and text != ".":
            heading, _, kind = column[1:].partition(":")
            code, name = row.get("code", "."), row.get("name", "")
            place = (number, 2 if row.get("side") == "expenditure" else 1, None if code == "." else code, name)
            amount = None if kind == "rate" else yuan(_number(text), unit)
            yield OtherAmount(*place, heading, None, cast("Kind", kind), amount, text, unit, page=number)


def _other_table(line: str) -> OtherTable:
    title, kind = line.split()
    return OtherTable(title, "万元", 7, 7, 3, 2, "not_understood" if kind == "not_understood" else "other")


def _stated(line: str) -> StatedAmount:
    subject, amount, text, *more = (part.strip() for part in line.split("|"))
    said: dict[str, Any] = dict(part.split("=") for part in " ".join(more).split())
    match = _AMOUNT.fullmatch(amount)
    assert match is not None, amount
    return StatedAmount(
        section=said.get("section", "一、收支预算情况说明").replace("/", " / "),
        subject=subject,
        amount=yuan(_number(match["number"]), match["unit"]),
        amount_printed=amount,
        unit_printed=match["unit"],
        page=6,
        text=text,
        year=int(said["year"]) if "year" in said else None,
        direction=said.get("direction"),
        percentage=Decimal(said["percentage"]) if "percentage" in said else None,
        item=said.get("item"),
        kind=said.get("kind"),
        function=said.get("function"),
        function_code=said.get("code"),
        project_name=said.get("project"),
        change_amount=yuan(_number(said["change"]), match["unit"]) if "change" in said else None,
        compared_with=said.get("base"),
        prior_amount=yuan(_number(said["prior"]), match["unit"]) if "prior" in said else None,
        reason=said.get("reason"),
    )


def _section(line: str) -> Section:
    title, text = (part.strip() for part in line.split("|"))
    return Section(title, text, 3)


def _project(line: str) -> Project:
    name, implementer = (part.strip() for part in line.split("|"))
    return Project(name, 2024, None, None, None, implementer, 5)


def _indicator(table: str, line: str) -> Indicator:
    name, operator, target, unit = line.split()
    return Indicator(table, "产出指标", name, operator, target, unit, 5)


def _number(text: str) -> Decimal:
    number = printed_number(text)
    assert number is not None, text
    return number
