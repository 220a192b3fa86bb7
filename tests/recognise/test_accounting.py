"""Read and other are what is printed: whatever columns a standard table has, no amount of it is lost or made up."""

import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.errors import UnrecognisedError
from flows.model import Disclosure, StandardTable
from tests.recognise.reading import disclosure_of

TITLE = "厦门市示例局2024年部门预算\n\n"
KNOWN = ("合计", "基本支出", "项目支出", "上缴上级支出", "对附属单位补助支出")
OTHERS = (
    "上年预算数",
    "2023年决算数",
    "增减额",
    "增减变化率（%）",
    "变动性项目支出",
    "其中：另项",
    "使用非财政拨款结余",
    "备注",
)
AMOUNT = st.integers(1, 10**9).map(lambda cents: f"{cents / 100:,.2f}") | st.just("")


@st.composite
def tables(draw: st.DrawFn) -> tuple[str, Counter[str]]:
    """An expenditure table with some of the known columns and some others, in any order; and what it prints."""
    columns = draw(st.permutations([*draw(st.sets(st.sampled_from(KNOWN))), *draw(st.sets(st.sampled_from(OTHERS)))]))
    rows = [[draw(AMOUNT) for _ in columns] for _ in range(draw(st.integers(1, 4)))]
    lines = [("科目编码", "科目名称", *columns), tuple("-" * (2 + len(columns)))]
    lines += [(f"20{number}", f"示例支出{number}", *row) for number, row in enumerate(rows, 1)]
    text = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return f"支出预算总表\n\n单位：万元\n\n{text}\n", Counter(amount for row in rows for amount in row if amount)


def held(table: StandardTable) -> Counter[str]:
    return Counter(each.amount_printed for amounts in (table.items, table.others) for each in amounts)


def read(text: str) -> Disclosure:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "budget.md")
        path.write_text(TITLE + text, encoding="utf-8")
        return disclosure_of(path)


@given(tables())
def test_what_a_table_prints_is_read_or_kept_beside_or_refuses_it(written: tuple[str, Counter[str]]) -> None:
    text, printed = written
    try:
        (table,) = read(text).tables
    except UnrecognisedError:
        return
    assert held(table) == printed


def test_most_such_tables_are_read() -> None:
    """The property is no empty one: with a total and one column more, of whatever kind, a table is read."""
    for other in OTHERS:
        columns = ("科目编码", "科目名称", "合计", other)
        rows = (columns, ("-",) * 4, ("201", "一般公共服务支出", "3.00", "2.00"))
        text = "\n".join(f"| {' | '.join(row)} |" for row in rows)
        (table,) = read(f"支出预算总表\n\n单位：万元\n\n{text}\n").tables
        assert held(table) == Counter(["3.00", "2.00"]), other
        assert [item.amount_printed for item in table.items] == ["3.00"]


@pytest.mark.parametrize(
    ("title", "kind"),
    [("部门收支一览表", "not_understood"), ("2024年专项业务支出汇总表", "other"), ("政府采购情况表", "other")],
)
def test_a_table_under_an_unknown_title_is_kept_to_the_cell_and_told_where_it_may_be_a_standard_one(
    title: str, kind: str
) -> None:
    known = "收入预算总表\n\n单位：万元\n\n| 科目名称 | 合计 |\n| - | - |\n| 合计 | 7.00 |\n\n"
    found = read(f"{known}{title}\n\n单位：万元\n\n| 项目 | 金额 |\n| - | - |\n| 工资 | 3.00 |\n| 合计 | 4.00 |\n")
    (other,) = found.other_tables
    assert (other.title_printed, other.kind) == (title, kind)
    assert [str(cell.amount) for cell in other.cells if cell.amount is not None] == ["30000.00", "40000.00"]
