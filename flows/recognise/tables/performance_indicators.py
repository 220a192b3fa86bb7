"""The indicators of the two tables of performance targets: what is measured, how, against what, in what unit.

A target in words (`明显提升`, `按时完成`) is kept as it is printed, with the operator `text`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flows.model import Indicator
from flows.recognise.normalisation import normalise_heading, row_label, strip_whitespace
from flows.recognise.tables.joined_table import JoinedTable, Row
from flows.recognise.tables.performance_forms import (
    DIRECTION,
    OPERATORS,
    TASK,
    all_rows,
    cell_at,
    cell_text,
    left_shift,
    row_headings,
)

_SIGNS = "|".join(sorted((sign for sign in OPERATORS if OPERATORS[sign] != "text"), key=len, reverse=True))
_TARGET = re.compile(rf"(?P<operator>{_SIGNS})?(?P<target>[-\d.,]+)(?P<unit>.*)")
_DATE = re.compile(r"年?\d*[月日]|年.*(?:前|内|完成)|.*(?:前|内)?完成|.*\d.*")
_INDICATOR = "绩效指标"
_TARGETS = ("目标值", "指标值", "年度指标值", "绩效目标值", "年度目标值", "预期指标值", "年初目标值")
_UNITS = ("计量单位", "度量单位", "指标单位", "单位")
_OPERATORS = (DIRECTION, "指标性质", "运算符号", "比较符号", "目标方向", "指标符号")
_LEVELS = ("一级指标", "二级指标", "三级指标")
_FORM = re.compile(
    r"(?:项目|政策)名称|(?:项目)?(?:实施|预算|主管|责任)(?:单位|部门).*|(?:项目)?(?:总体?|年度|投入|绩效)目标.*|实施期限?|"
    r"(?:项目|预算|年度|财政|资金|其中).*(?:资金|总额|拨款数?|范围|计划).*|备注.*|[附]?注[:.].*|联系.*|填[报表].*|合计|总计"
)
_QUANTITY = re.compile(r"[-\d.,%≥≤<>=]+")
_NOTHING = re.compile(r"[-/—–\\]+|无|不适用|备注|目标值|指标值")


def read_indicators(table_name: str, sheet: JoinedTable) -> tuple[Indicator, ...]:
    """The indicators of a performance table."""
    reader = _overall if table_name == "performance_overall" else _project
    return tuple(reader(all_rows(sheet)))


def _overall(rows: Sequence[Row]) -> Iterator[Indicator]:
    task: dict[str, int] = {}
    parent = ""
    for row in rows:
        printed = row_headings(row)
        if TASK in printed.values():
            task = {head: column for column, head in printed.items()}
        elif task and {_INDICATOR, DIRECTION} <= set(task) and (target := _first(task, _TARGETS)) is not None:
            left = left_shift(row, task)
            texts = {head: cell_text(cell_at(row, column - left)) for head, column in task.items()}
            parent = row_label(texts[TASK]) or parent
            goal = _goal(texts[DIRECTION], cell_text(cell_at(row, target - left)), _unit(row, task, left))
            if texts[_INDICATOR] and goal is not None and not _FORM.fullmatch(normalise_heading(texts[_INDICATOR])):
                yield _indicator("performance_overall", parent, texts[_INDICATOR], goal, row.page)


@dataclass(frozen=True, slots=True)
class _Goal:
    """What is to be reached."""

    operator: str
    target: str
    unit: str | None


def _goal(direction: str, target: str, unit: str | None) -> _Goal | None:
    """A direction in a cell of its own, else what words without one mean; None where nothing is said."""
    if not target or _NOTHING.fullmatch(normalise_heading(target)):
        return None
    if direction:
        operator = OPERATORS.get(direction) or OPERATORS.get(normalise_heading(direction))
        return _Goal(operator, target, unit) if operator else None
    match = _TARGET.fullmatch(normalise_heading(target))
    if match is None or (not match["operator"] and _DATE.match(match["unit"])):
        return _Goal("text", target, unit)
    return _Goal(OPERATORS[match["operator"] or "="], match["target"], match["unit"] or unit)


def _first(columns: Mapping[str, int], names: Sequence[str]) -> int | None:
    return next((columns[name] for name in names if name in columns), None)


def _unit(row: Row, columns: Mapping[str, int], left: int) -> str | None:
    column = _first(columns, _UNITS)
    return cell_text(cell_at(row, column - left)) or None if column is not None else None


def _indicator(table_name: str, parent: str, name: str, goal: _Goal, page: int) -> Indicator:
    return Indicator(table_name, parent, row_label(name), goal.operator, goal.target, goal.unit, page)


def _project(rows: Sequence[Row]) -> Iterator[Indicator]:
    """Rows below `一级指标 | 二级指标 | 三级指标 | 目标值`; levels left blank are those of the row above."""
    columns: dict[str, int] = {}
    levels = ["", ""]
    for row in rows:
        printed = {head: column for column, head in row_headings(row).items()}
        if set(_LEVELS) <= set(printed):
            columns, levels = printed, ["", ""]
        elif columns and any(_FORM.fullmatch(head) for head in list(printed)[:1]):
            columns = {}
        elif columns:
            yield from _leveled(row, columns, levels)


def _leveled(row: Row, columns: Mapping[str, int], levels: list[str]) -> Iterator[Indicator]:
    """One row. Where the target is the last column, the last cell is the target, however far left it stands."""
    filled = [column for column in sorted(row.starting_columns) if strip_whitespace(row.text(column))]
    last = max(columns.values())
    target = _first(columns, _TARGETS)
    target = last if target is None else target
    left = target - filled[-1] if filled and target == last else 0
    direction = _first(columns, _OPERATORS)
    goal = _goal(
        cell_text(cell_at(row, direction - left)) if direction is not None else "",
        cell_text(cell_at(row, target - left)),
        _unit(row, columns, left),
    )
    names = [cell_text(cell_at(row, columns[level] - left)) for level in _LEVELS]
    for depth, name in enumerate(names[:2]):
        if name.endswith("指标"):
            levels[depth:] = [name, *([""] * (1 - depth))]
    if goal is None or (
        goal.operator == "text" and left and cell_text(cell_at(row, columns[_LEVELS[1]])).endswith("指标")
    ):
        return  # the last cell is the name of an indicator whose target is blank
    if _is_named(names[2], row, columns, left):
        yield _indicator("performance_project", "/".join(filter(None, levels)), names[2], goal, row.page)


def _is_named(name: str, row: Row, columns: Mapping[str, int], left: int) -> bool:
    """Whether a row names what it measures in a cell that is neither the class above it nor a quantity."""
    column = columns[_LEVELS[2]] - left
    return (
        bool(name)
        and column in row.starting_columns
        and not _QUANTITY.fullmatch(normalise_heading(name))
        and name not in _LEVELS
    )
