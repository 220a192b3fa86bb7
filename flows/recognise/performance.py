"""The two tables of performance targets: amounts by name, and indicators with operator, target and unit."""

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence

from flows.amounts import number_with_unit, yuan
from flows.model import Cell, Indicator, LineItem
from flows.recognise.sheet import Row, Sheet
from flows.recognise.words import label, plain, squeeze

PERFORMANCE_TABLES = ("performance_overall", "performance_project")
OPERATORS: Mapping[str, str] = {
    "大于等于": ">=", "≥": ">=", ">=": ">=", "不少于": ">=", "不低于": ">=",
    "小于等于": "<=", "≤": "<=", "<=": "<=", "不超过": "<=", "不高于": "<=",
    "等于": "=", "=": "=", "大于": ">", ">": ">", "小于": "<", "<": "<", "定性": "text",
}  # fmt: skip
_TARGET = re.compile(r"(?P<operator>>=|<=|≥|≤|=|>|<)?(?P<target>[-\d.,]+)(?P<unit>.*)")
_STRUCTURE, _TASK, _INDICATOR, _DIRECTION = "支出结构", "年度工作任务", "绩效指标", "指标方向"
_TARGET_HEAD, _UNIT_HEAD, _MONEY_HEAD = "目标值", "计量单位", "涉及财政资金"
_LEVELS = ("一级指标", "二级指标", "三级指标")


def performance_items(table_name: str, sheet: Sheet, unit: str) -> tuple[LineItem, ...]:
    """The amounts of a performance table."""
    reader = _overall_items if table_name == "performance_overall" else _project_items
    return tuple(reader(_all_rows(sheet), unit))


def indicators(table_name: str, sheet: Sheet) -> tuple[Indicator, ...]:
    """The indicators of a performance table."""
    reader = _overall_indicators if table_name == "performance_overall" else _project_indicators
    return tuple(reader(_all_rows(sheet)))


def _all_rows(sheet: Sheet) -> list[Row]:
    return [*sheet.header, *sheet.body]


def _heads(row: Row) -> dict[int, str]:
    """The texts of the cells that begin in a row, by column."""
    return {column: plain(row.text(column)) for column in sorted(row.first) if squeeze(row.text(column))}


def _item(number: int, group: int, name: str, measure: str, cell: Cell | None, unit: str) -> Iterator[LineItem]:
    value, own = number_with_unit(cell.text) if cell is not None else (None, None)
    if cell is not None and value is not None:
        amount = yuan(value, own or unit)
        text = squeeze(cell.text)
        yield LineItem(number, group, None, None, name, measure, amount, text, own or unit, cell.page, cell.box)


def _overall_items(rows: Sequence[Row], unit: str) -> Iterator[LineItem]:
    """`支出结构 | 资金总额 | 财政资金` in groups side by side, then `年度工作任务 ... 涉及财政资金` below."""
    structure: list[tuple[int, int, int]] = []
    task: dict[str, int] = {}
    for number, row in enumerate(rows, 1):
        heads = _heads(row)
        if _STRUCTURE in heads.values():
            structure = _structure_columns(heads)
        elif _TASK in heads.values():
            structure, task = [], {text: column for column, text in heads.items()}
        elif structure:
            for group, (name, total, appropriation) in enumerate(structure, 1):
                title = label(row.text(name))
                if title and name in row.first:
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


def _shift(row: Row, task: Mapping[str, int]) -> int:
    """How far to the left the cells of a row stand, as they do where a merged label was lost; its operator tells."""
    for column in sorted(row.first):
        if squeeze(row.text(column)) in OPERATORS:
            return task[_DIRECTION] - column if _DIRECTION in task else 0
    return 0


def _at(row: Row, column: int | None) -> Cell | None:
    return row.cells[column] if column is not None and 0 <= column < len(row.cells) else None


def _task_item(row: Row, number: int, task: Mapping[str, int], unit: str) -> Iterator[LineItem]:
    shift = _shift(row, task)
    name, money = _at(row, task[_TASK] - shift), _at(row, task.get(_MONEY_HEAD, -1) - shift)
    if name is not None and squeeze(name.text) and money is not None and id(money) in row.begun:
        yield from _item(number, 1, label(name.text), "appropriation", money, unit)


def _overall_indicators(rows: Sequence[Row]) -> Iterator[Indicator]:
    task: dict[str, int] = {}
    parent = ""
    for row in rows:
        heads = _heads(row)
        if _TASK in heads.values():
            task = {text: column for column, text in heads.items()}
        elif task and {_INDICATOR, _DIRECTION, _TARGET_HEAD} <= set(task):
            shift = _shift(row, task)
            texts = {head: _text(_at(row, column - shift)) for head, column in task.items()}
            parent = label(texts[_TASK]) or parent
            if texts[_INDICATOR] and texts[_DIRECTION] in OPERATORS:
                yield Indicator(
                    "performance_overall",
                    parent,
                    label(texts[_INDICATOR]),
                    OPERATORS[texts[_DIRECTION]],
                    texts[_TARGET_HEAD],
                    texts.get(_UNIT_HEAD) or None,
                    row.page,
                )


def _text(cell: Cell | None) -> str:
    return squeeze(cell.text) if cell is not None else ""


def _project_items(rows: Sequence[Row], unit: str) -> Iterator[LineItem]:
    """A form of label and value: `项目名称`, `预算资金`, `其中：财政拨款数`."""
    name = ""
    for number, row in enumerate(rows, 1):
        cells = [row.cells[column] for column in sorted(row.first)]
        for head, value in itertools.pairwise(cells):
            text = plain(_text(head)).removeprefix("其中:")
            if text == "项目名称":
                name = label(_text(value))
            elif name and text in ("预算资金", "项目预算资金", "项目资金", "资金总额", "年度资金总额"):
                yield from _item(number, 1, name, "total", value, unit)
            elif name and text in ("财政拨款数", "财政拨款", "财政资金", "其中财政拨款"):
                yield from _item(number, 1, name, "appropriation", value, unit)


def _project_indicators(rows: Sequence[Row]) -> Iterator[Indicator]:
    """Rows below `一级指标 | 二级指标 | 三级指标 | 目标值`; levels left blank are those of the row above."""
    columns: list[int] = []
    levels = ["", ""]
    for row in rows:
        heads = {text: column for column, text in _heads(row).items()}
        if set(_LEVELS) <= set(heads):
            columns = [heads[level] for level in _LEVELS] + [heads.get(_TARGET_HEAD, max(heads.values()))]
            levels = ["", ""]
        elif columns:
            yield from _leveled_indicator(row, columns, levels)


def _leveled_indicator(row: Row, columns: Sequence[int], levels: list[str]) -> Iterator[Indicator]:
    filled = [column for column in sorted(row.first) if squeeze(row.text(column))]
    if not filled:
        return
    match = _TARGET.fullmatch(plain(row.text(filled[-1])))
    if match is None:
        return
    shift = columns[3] - filled[-1]
    above = [_text(_at(row, column - shift)) for column in columns[:2]]
    for depth, text in enumerate(above):
        if text and text.endswith("指标"):
            levels[depth:] = [text, *([""] * (1 - depth))]
    operator = OPERATORS.get(match["operator"] or "=", "=")
    name = label(row.text(columns[2] - shift))
    yield Indicator(
        "performance_project",
        "/".join(filter(None, levels)),
        name,
        operator,
        match["target"],
        match["unit"] or None,
        row.page,
    )
