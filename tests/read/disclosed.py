"""One small disclosure as facts, for the tests of every format: its prose, its tables, and what must be read back."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from flows.model import Block, Document, Grid, Line, Snapshot, Source
from flows.read import read
from flows.recognise import recognise

Merge = tuple[int, int, int, int]
Item = tuple[str, str | None, str, str, str]


@dataclass(frozen=True)
class Table:
    """A table as it is printed: title, unit, rows, and merged areas (top, left, bottom, right; from 0)."""

    title: str
    unit: str
    rows: tuple[tuple[str | float | None, ...], ...]
    merges: tuple[Merge, ...] = ()
    headers: int = 1


PROSE = (
    "厦门市测试局2025年部门预算",
    "目录",
    "第一部分 部门概况",
    "第二部分 2025年部门预算说明",
    "第三部分 2025年部门预算附表",
    "第一部分 部门概况",
    "一、部门主要职责",
    "厦门市测试局负责全市的测试工作。",
    "第二部分 2025年部门预算说明",
    "2025年收入预算1,234.50万元，比上年增加100.00万元。",
    "第三部分 2025年部门预算附表",
)

TABLES = (
    Table(
        "2025年收支预算总表",
        "万元",
        (
            ("收入", None, "支出", None),
            ("项目", "预算数", "项目", "预算数"),
            ("一、一般公共预算拨款", 1200.5, "一、一般公共服务支出", 1000),
            ("二、其他收入", 34, "二、社会保障和就业支出", 234.5),
            ("收入合计", 1234.5, "支出合计", 1234.5),
        ),
        ((0, 0, 0, 1), (0, 2, 0, 3)),
        2,
    ),
    Table(
        "2025年一般公共预算支出表",
        "万元",
        (
            ("科目编码", "科目名称", "合计", "基本支出", None, None, "项目支出"),
            (None, None, None, "小计", "人员经费", "公用经费", None),
            ("201", "一般公共服务支出", 1000, 700, 600, 100, 300),
            ("2010301", "行政运行", 700, 700, 600, 100, None),
            ("208", "社会保障和就业支出", 200.5, 200.5, 200.5, 0, 0),
            ("合计", None, 1200.5, 900.5, 800.5, 100, 300),
        ),
        ((0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 1, 2), (0, 3, 0, 5), (0, 6, 1, 6), (5, 0, 5, 1)),
        2,
    ),
    Table(
        "2025年一般公共预算基本支出表",
        "万元",
        (
            ("科目编码", "科目名称", "合计", "人员经费", "公用经费"),
            ("301", "工资福利支出", 800.5, 800.5, None),
            ("302", "商品和服务支出", 100, None, 100),
            ("合计", None, 900.5, 800.5, 100),
        ),
        ((3, 0, 3, 1),),
    ),
    Table(
        "2025年一般公共预算“三公”经费支出表",
        "万元",
        (
            ("合计", "因公出国（境）费", "公务用车购置及运行费", None, None, "公务接待费"),
            (None, None, "小计", "公务用车购置费", "公务用车运行费", None),
            (12.34, 0, 10, 0, 10, 2.34),
        ),
        ((0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 4), (0, 5, 1, 5)),
        2,
    ),
)

ITEMS: tuple[Item, ...] = (
    ("balance", None, "一般公共预算拨款", "total", "12005000.00"),
    ("balance", None, "一般公共服务支出", "total", "10000000.00"),
    ("balance", None, "其他收入", "total", "340000.00"),
    ("balance", None, "社会保障和就业支出", "total", "2345000.00"),
    ("balance", None, "收入合计", "total", "12345000.00"),
    ("balance", None, "支出合计", "total", "12345000.00"),
    ("general_public_expenditure", "201", "一般公共服务支出", "total", "10000000.00"),
    ("general_public_expenditure", "201", "一般公共服务支出", "basic", "7000000.00"),
    ("general_public_expenditure", "201", "一般公共服务支出", "basic_personnel", "6000000.00"),
    ("general_public_expenditure", "201", "一般公共服务支出", "basic_public", "1000000.00"),
    ("general_public_expenditure", "201", "一般公共服务支出", "project", "3000000.00"),
    ("general_public_expenditure", "2010301", "行政运行", "total", "7000000.00"),
    ("general_public_expenditure", "2010301", "行政运行", "basic", "7000000.00"),
    ("general_public_expenditure", "2010301", "行政运行", "basic_personnel", "6000000.00"),
    ("general_public_expenditure", "2010301", "行政运行", "basic_public", "1000000.00"),
    ("general_public_expenditure", "208", "社会保障和就业支出", "total", "2005000.00"),
    ("general_public_expenditure", "208", "社会保障和就业支出", "basic", "2005000.00"),
    ("general_public_expenditure", "208", "社会保障和就业支出", "basic_personnel", "2005000.00"),
    ("general_public_expenditure", "208", "社会保障和就业支出", "basic_public", "0.00"),
    ("general_public_expenditure", "208", "社会保障和就业支出", "project", "0.00"),
    ("general_public_expenditure", None, "合计", "total", "12005000.00"),
    ("general_public_expenditure", None, "合计", "basic", "9005000.00"),
    ("general_public_expenditure", None, "合计", "basic_personnel", "8005000.00"),
    ("general_public_expenditure", None, "合计", "basic_public", "1000000.00"),
    ("general_public_expenditure", None, "合计", "project", "3000000.00"),
    ("basic_expenditure", "301", "工资福利支出", "total", "8005000.00"),
    ("basic_expenditure", "301", "工资福利支出", "personnel", "8005000.00"),
    ("basic_expenditure", "302", "商品和服务支出", "total", "1000000.00"),
    ("basic_expenditure", "302", "商品和服务支出", "public", "1000000.00"),
    ("basic_expenditure", None, "合计", "total", "9005000.00"),
    ("basic_expenditure", None, "合计", "personnel", "8005000.00"),
    ("basic_expenditure", None, "合计", "public", "1000000.00"),
    ("three_public", None, "", "total", "123400.00"),
    ("three_public", None, "", "abroad", "0.00"),
    ("three_public", None, "", "vehicles", "100000.00"),
    ("three_public", None, "", "vehicle_purchase", "0.00"),
    ("three_public", None, "", "vehicle_operation", "100000.00"),
    ("three_public", None, "", "reception", "23400.00"),
)


def document(folder: Path, content: bytes, name: str = "disclosure") -> Document:
    """What is read from some bytes."""
    path = folder / hashlib.sha256(content).hexdigest()
    path.write_bytes(content)
    return read(Snapshot(Source(name), path.name, len(content), path))


def items(found: Document) -> list[Item]:
    """The line items that are recognised in a document, as the facts above have them."""
    return [
        (table.table_name, item.code, item.name, item.measure, str(item.amount))
        for table in recognise(found).tables
        for item in table.items
    ]


def grids(found: Document) -> list[Grid]:
    return [block for block in blocks(found) if isinstance(block, Grid)]


def lines(found: Document) -> list[str]:
    return [block.text for block in blocks(found) if isinstance(block, Line)]


def blocks(found: Document) -> list[Block]:
    return [block for page in found.pages for block in page.blocks]


def rows(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in grid.cells if cell.row == row] for row in range(grid.rows)]


def spans(grid: Grid) -> dict[str, tuple[int, int, int, int]]:
    return {cell.text: (cell.row, cell.column, cell.row_span, cell.column_span) for cell in grid.cells if cell.text}


def shown(value: str | float | None) -> str:
    """A value as a table of text prints it."""
    return value if isinstance(value, str) else "" if value is None else f"{value:,.2f}"
