"""The two tables of performance targets: their amounts, by name."""

import itertools
import re
from collections.abc import Container, Iterator, Mapping, Sequence

from flows.amounts import number_with_unit
from flows.model import Cell, LineItem, OtherAmount
from flows.recognise.normalisation import normalise_heading, row_label, strip_whitespace
from flows.recognise.tables.amount_cells import refuse_odd_number, yuan_in
from flows.recognise.tables.joined_table import JoinedTable, Row
from flows.recognise.tables.line_items import BoundItem
from flows.recognise.tables.other_amounts import Place, numbers_in, other_amount

PERFORMANCE_TABLES = ("performance_overall", "performance_project")
OPERATORS: Mapping[str, str] = {
    "大于等于": ">=", "≥": ">=", ">=": ">=", "不少于": ">=", "不低于": ">=",
    "小于等于": "<=", "≤": "<=", "<=": "<=", "不超过": "<=", "不高于": "<=",
    "等于": "=", "=": "=", "大于": ">", ">": ">", "小于": "<", "<": "<", "定性": "text",
}  # fmt: skip
_MONEY = re.compile(r"资金|金额|预算|拨款|经费|支出|收入|合计|总额|万元")
_WORDS = re.compile(r"[\u4e00-\u9fff]{2}")
_LONGEST_LABEL = 60
_STRUCTURE, _MONEY_HEAD = "支出结构", "涉及财政资金"
TASK, DIRECTION = "年度工作任务", "指标方向"


def performance_items(table_name: str, sheet: JoinedTable, unit: str) -> tuple[BoundItem, ...]:
    """The amounts of a performance table."""
    reader = _overall_items if table_name == "performance_overall" else _project_items
    return tuple(reader(all_rows(sheet), unit))


def other_form_amounts(sheet: JoinedTable, read: Container[int], unit: str | None) -> tuple[OtherAmount, ...]:
    """Every number of a form that is no line item, by the label that stands before it in its row."""
    found: list[OtherAmount] = []
    for number, row in enumerate(all_rows(sheet), 1):
        label_before = ""
        for column in sorted(row.starting_columns):
            cell = row.cells[column]
            if cell is None or not strip_whitespace(cell.text) or id(cell) in read:
                continue
            printed = numbers_in(cell)
            is_whole = printed == (strip_whitespace(cell.text),)
            own_unit = unit if is_whole and _MONEY.search(label_before) else None
            found += (
                other_amount(Place(number, 1, None, label_before, "", None), "unknown", each, own_unit, cell)
                for each in printed
            )
            if not is_whole and _WORDS.search(cell.text):
                label_before = row_label(cell.text)[:_LONGEST_LABEL]
    return tuple(found)


def all_rows(sheet: JoinedTable) -> list[Row]:
    """Every row of a sheet: what these tables print has no header proper."""
    return [*sheet.header, *sheet.body]


def row_headings(row: Row) -> dict[int, str]:
    """The texts of the cells that begin in a row, by column."""
    return {
        column: normalise_heading(row.text(column))
        for column in sorted(row.starting_columns)
        if strip_whitespace(row.text(column))
    }


def _item(number: int, group: int, name: str, measure: str, cell: Cell | None, unit: str) -> Iterator[BoundItem]:
    if cell is None:
        return
    refuse_odd_number(cell)
    value, own = number_with_unit(cell.text)
    if value is not None:
        amount = yuan_in(cell, value, own or unit)
        evidence = (strip_whitespace(cell.text), own or unit, cell.page, cell.box, cell.reference)
        yield BoundItem(LineItem(number, group, None, None, name, measure, amount, *evidence), cell)


def _overall_items(rows: Sequence[Row], unit: str) -> Iterator[BoundItem]:
    """`支出结构 | 资金总额 | 财政资金` in groups side by side, then `年度工作任务 ... 涉及财政资金` below."""
    structure: list[tuple[int, int, int]] = []
    task: dict[str, int] = {}
    for number, row in enumerate(rows, 1):
        heads = row_headings(row)
        if _STRUCTURE in heads.values():
            structure = _structure_columns(heads)
        elif TASK in heads.values():
            structure, task = [], {text: column for column, text in heads.items()}
        elif structure:
            for group, (name, total, appropriation) in enumerate(structure, 1):
                title = row_label(row.text(name))
                if title and name in row.starting_columns:
                    yield from _item(number, group, title, "total", row.cells[total], unit)
                    yield from _item(number, group, title, "appropriation", row.cells[appropriation], unit)
        elif task:
            yield from _task_item(row, number, task, unit)


def _structure_columns(heads: Mapping[int, str]) -> list[tuple[int, int, int]]:
    """For each group the columns of its name, its total and its appropriation."""
    found = []
    names = [column for column, text in heads.items() if text == _STRUCTURE]
    for index, name in enumerate(names):
        end = names[index + 1] if index + 1 < len(names) else max(heads) + 1
        inside = {text: column for column, text in heads.items() if name < column < end}
        total = next((c for text, c in inside.items() if text in ("资金总额", "金额", "合计")), None)
        fiscal = next((c for text, c in inside.items() if text.endswith(("财政资金", "财政拨款"))), None)
        if total is not None and fiscal is not None:
            found.append((name, total, fiscal))
    return found


def left_shift(row: Row, task: Mapping[str, int]) -> int:
    """How far to the left the cells of a row stand, as they do where a merged label was lost; its operator tells."""
    for column in sorted(row.starting_columns):
        if strip_whitespace(row.text(column)) in OPERATORS:
            return task[DIRECTION] - column if DIRECTION in task else 0
    return 0


def cell_at(row: Row, column: int | None) -> Cell | None:
    """The cell of a column; None for a column that the row does not have."""
    return row.cells[column] if column is not None and 0 <= column < len(row.cells) else None


def _task_item(row: Row, number: int, task: Mapping[str, int], unit: str) -> Iterator[BoundItem]:
    shift = left_shift(row, task)
    name, money = cell_at(row, task[TASK] - shift), cell_at(row, task.get(_MONEY_HEAD, -1) - shift)
    if name is not None and strip_whitespace(name.text) and money is not None and id(money) in row.starting_cells:
        yield from _item(number, 1, row_label(name.text), "appropriation", money, unit)


def cell_text(cell: Cell | None) -> str:
    """The text of a cell without white space; empty for no cell."""
    return strip_whitespace(cell.text) if cell is not None else ""


def _project_items(rows: Sequence[Row], unit: str) -> Iterator[BoundItem]:
    """A form of label and value: `项目名称`, `预算资金`, `其中：财政拨款数`."""
    name = ""
    for number, row in enumerate(rows, 1):
        cells = [row.cells[column] for column in sorted(row.starting_columns)]
        for head, value in itertools.pairwise(cells):
            text = normalise_heading(cell_text(head)).removeprefix("其中:")
            if text == "项目名称":
                name = row_label(cell_text(value))
            elif name and text in ("预算资金", "项目预算资金", "项目资金", "资金总额", "年度资金总额"):
                yield from _item(number, 1, name, "total", value, unit)
            elif name and text in ("财政拨款数", "财政拨款", "财政资金", "其中财政拨款"):
                yield from _item(number, 1, name, "appropriation", value, unit)
