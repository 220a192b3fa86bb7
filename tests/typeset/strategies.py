"""Hypothesis draws what a disclosure says and how its publisher prints it: layouts, tables, amounts, quirks."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import count

from hypothesis import strategies as st

from tests.typeset.facts import SIDED, UNITS, Element, Facts, Quirks, Row, Table, Text, prose
from tests.typeset.setting import layouts

FUNCTIONS: Mapping[str, str] = {
    "201": "一般公共服务支出", "20103": "政府办公厅（室）及相关机构事务", "2010301": "行政运行",
    "2010302": "一般行政管理事务", "2010399": "其他政府办公厅（室）及相关机构事务支出",
    "206": "科学技术支出", "20604": "技术研究与开发", "2060404": "科技成果转化与扩散",
    "208": "社会保障和就业支出", "20805": "行政事业单位养老支出", "2080501": "行政单位离退休",
    "2080505": "机关事业单位基本养老保险缴费支出", "2080506": "机关事业单位职业年金缴费支出",
    "212": "城乡社区支出", "21208": "国有土地使用权出让收入安排的支出",
    "2120899": "其他国有土地使用权出让收入安排的支出", "221": "住房保障支出", "22102": "住房改革支出",
    "2210201": "住房公积金", "2210203": "购房补贴",
}  # fmt: skip
PERSONNEL: Mapping[str, str] = {
    "301": "工资福利支出", "30101": "基本工资", "30102": "津贴补贴", "30108": "机关事业单位基本养老保险缴费",
    "30110": "职工基本医疗保险缴费", "303": "对个人和家庭的补助", "30399": "其他对个人和家庭的补助",
}  # fmt: skip
PUBLIC: Mapping[str, str] = {
    "302": "商品和服务支出", "30201": "办公费", "30213": "维修（护）费", "30231": "公务用车运行维护费",
    "30299": "其他商品和服务支出", "310": "资本性支出", "31002": "办公设备购置",
}  # fmt: skip
INCOME = ("一般公共预算拨款收入", "政府性基金预算拨款收入", "事业收入", "其他收入")
CLASSES = ("一般公共服务支出", "教育支出", "社会保障和就业支出", "卫生健康支出", "城乡社区支出", "住房保障支出")
ORGANISATIONS = ("厦门市示例局", "上海市普陀区示例街道办事处", "中共通海县委示例部", "厦门市第一示例学校")
NUMERALS = ("一", "二", "三", "四", "五", "六")

amounts = st.one_of(
    st.decimals(0, 99999999, places=2, allow_nan=False, allow_infinity=False),
    st.integers(0, 9999999).map(Decimal),
    st.just(Decimal(0)),
    st.decimals(-999, -1, places=2, allow_nan=False, allow_infinity=False),
)
quirks = st.builds(
    Quirks,
    thousands=st.booleans(),
    zero=st.sampled_from(("0.00", "0", "-", "—")),
    repeats_header=st.booleans(),
    page_numbers=st.booleans(),
    index_row=st.booleans(),
    stray_grid=st.booleans(),
    old_encoding=st.booleans(),
    letter_spaced=st.booleans(),
    mixed_thousands=st.booleans(),
    unit_in_cells=st.integers(0, 4).map(lambda drawn: drawn == 0),
    unit_in_title=st.booleans(),
    form_number=st.sampled_from(("", "表一", "附表1", "公开01表", "附件2：", "表1：")),
    running_head=st.booleans(),
    narrow=st.booleans(),
    floating=st.sampled_from(("TOP", "MIDDLE", "BOTTOM")),
    drawn_twice=st.booleans(),
    clipped=st.booleans(),
    unseen=st.sampled_from(("", "", "invisible", "white", "covered")),
    shaded=st.booleans(),
    total_alone=st.booleans(),
    rotated=st.booleans(),
    inner_head=st.integers(0, 4).map(lambda drawn: drawn == 0),
    mixed_zeros=st.booleans(),
    negative=st.sampled_from(("-{}", "({})", "（{}）", "△{}")),
)


@st.composite
def facts(draw: st.DrawFn) -> Facts:
    """A disclosure in any layout, with at least one amount."""
    name = draw(st.sampled_from(sorted(layouts())))
    layout = layouts()[name]
    year = draw(st.integers(2021, 2026))
    organisation = draw(st.sampled_from(ORGANISATIONS))
    word = "预算" if layout.stage == "budget" else "决算"
    scope, printed = draw(st.sampled_from((("department", "部门"), ("unit", "单位"))))
    chosen = draw(st.lists(st.sampled_from(sorted(layout.titles)), min_size=1, max_size=4, unique=True))
    tables = [draw(_table(name, table_name, year)) for table_name in layout.titles if table_name in chosen]
    if all(table.status == "empty" for table in tables):
        tables[-1] = _anything(name, tables[-1].table_name, year)
    cover: list[Element] = [Text(f"{organisation}", "cover"), Text(f"{year}年度{printed}{word}", "cover")]
    if draw(st.booleans()):
        cover += [Text("目  录", "part"), *(Text(f"{i}. {table.title}", "text") for i, table in enumerate(tables, 1))]
    told = [Text("第一部分  情况说明", "part"), Text("本文件由本单位编制，数字见附表。"), *draw(_told)]
    return Facts(organisation, year, layout.stage, scope, name, (*cover, *told, *tables), draw(quirks))


def everything(name: str) -> Facts:
    """A disclosure in one layout that fills every column of every table, nothing left to chance."""
    layout = layouts()[name]
    tables = tuple(_full(name, table_name) for table_name in layout.titles)
    word = "预算" if layout.stage == "budget" else "决算"
    cover = (Text(ORGANISATIONS[0], "cover"), Text(f"2024年度部门{word}", "cover"))
    return Facts(ORGANISATIONS[0], 2024, layout.stage, "department", name, (*cover, *tables))


def _full(layout: str, table_name: str) -> Table:
    """A table of two rows on each side (one where the table has but one), all amounts unlike."""
    sides = layouts()[layout].measures(table_name)
    serial = count(1150, 7)
    rows = []
    for number, measures in enumerate(sides):
        side = number if len(sides) > 1 else None
        labels = [Row(_total(table_name, side), {})]
        if table_name == "three_public":
            labels = [Row("", {})]
        elif table_name in SIDED:
            labels.insert(0, Row((INCOME, CLASSES)[number][0], {}))
        else:
            code, label = next(iter(_codes(table_name, side).items()))
            labels.insert(0, Row(label, {}, code))
        rows.append(tuple(replace(row, amounts={m: Decimal(next(serial)) for m in measures}) for row in labels))
    return Table(table_name, _title(layout, table_name, 2024), "万元", tuple(rows))


_stated = st.builds(
    lambda number, unit: f"{{{number}{unit}}}",
    st.one_of(
        st.decimals(0, 9999999, places=2, allow_nan=False, allow_infinity=False).map(lambda amount: f"{amount:,}"),
        st.integers(0, 99999).map(str),
    ),
    st.sampled_from((*sorted(UNITS), " 万元", " 万 元", "  元")),
)
_told = st.lists(
    st.builds(
        lambda template, first, second: prose(template.format(first, second)),
        st.sampled_from(
            (
                "收入{0}，其中：财政拨款{1}。",
                "支出{0}，比上年增加{1}，增长3.50%，主要原因是单位价值50万元以上的设备更新2台。",
                "基本支出{0}（人员经费{1}）；按每人500元/年的标准安排的支出另行说明。",
            )
        ),
        _stated,
        _stated,
    ),
    max_size=4,
)
"""Sentences that state amounts, beside thresholds and rates, which are none."""


@cache
@st.composite
def _table(draw: st.DrawFn, layout: str, table_name: str, year: int) -> Table:
    sides = layouts()[layout].measures(table_name)
    empty = draw(st.integers(0, 5)) == 0
    total_first = draw(st.booleans())
    rows = tuple(
        draw(
            _rows(
                table_name,
                number if len(sides) > 1 else None,
                measures,
                empty=empty,
                total_first=total_first,
            )
        )
        for number, measures in enumerate(sides)
    )
    height = max(map(len, rows))
    padded = tuple(_padded(each, height) for each in rows)
    return Table(table_name, _title(layout, table_name, year), draw(st.sampled_from(("元", "万元"))), padded)


def _padded(rows: Sequence[Row], height: int) -> tuple[Row, ...]:
    """As many rows on each side, its total on the same line: blank rows go before the last."""
    return (*rows[:-1], *(Row("", {}) for _ in range(height - len(rows))), rows[-1])


def _title(layout: str, table_name: str, year: int) -> str:
    return layouts()[layout].titles[table_name].format(year=year)


_LABELS = tuple(st.lists(st.sampled_from(labels), min_size=1, unique=True) for labels in (INCOME, CLASSES))


@cache
@st.composite
def _rows(
    draw: st.DrawFn, table_name: str, side: int | None, measures: Sequence[str], *, empty: bool, total_first: bool
) -> tuple[Row, ...]:
    if table_name == "three_public":
        return (Row("", draw(_amounts(measures, empty=empty))),)
    total = Row(_total(table_name, side), draw(_amounts(measures, empty=empty)), None, draw(_printed_total(side)))
    if empty:
        return (total,)
    if table_name in SIDED and side is not None:
        names = draw(_LABELS[side])
        labels = [Row(name, draw(_amounts(measures)), None, f"{NUMERALS[i]}、{name}") for i, name in enumerate(names)]
        return (*labels, total)
    codes = _codes(table_name, side)
    chosen = sorted(draw(_some_of(tuple(sorted(codes)))))
    listed = [Row(codes[code], draw(_amounts(measures)), code) for code in chosen]
    return (total, *listed) if total_first and side is None else (*listed, total)


@cache
def _some_of(codes: tuple[str, ...]) -> st.SearchStrategy[set[str]]:
    return st.sets(st.sampled_from(codes), min_size=1)


def _codes(table_name: str, side: int | None) -> Mapping[str, str]:
    if table_name != "basic_expenditure":
        return FUNCTIONS
    return {**PERSONNEL, **PUBLIC} if side is None else (PERSONNEL, PUBLIC)[side]


def _total(table_name: str, side: int | None) -> str:
    if side is None:
        return "合计"
    return (("收入总计", "支出总计") if table_name in SIDED else ("人员经费合计", "公用经费合计"))[side]


@cache
def _printed_total(side: int | None) -> st.SearchStrategy[str | None]:
    return st.sampled_from((None, "合  计", "合计：", "合计")) if side is None else st.none()


@cache
def _amounts(measures: Sequence[str], *, empty: bool = False) -> st.SearchStrategy[dict[str, Decimal]]:
    """Amounts for some of the measures; the others are blank."""
    if empty:
        return st.just({})
    return st.fixed_dictionaries({}, optional=dict.fromkeys(measures, amounts)).map(
        lambda found: {measure: found[measure] for measure in measures if measure in found}
    )


def _anything(layout: str, table_name: str, year: int) -> Table:
    """A table with one amount, for a disclosure that has none."""
    sides = layouts()[layout].measures(table_name)
    numbers = range(len(sides)) if len(sides) > 1 else (None,)
    rows = tuple((Row(_total(table_name, n), {"total": Decimal("1.00")}),) for n in numbers)
    return Table(table_name, _title(layout, table_name, year), "万元", rows)
