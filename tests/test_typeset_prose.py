"""What prose is set to mean is what is read back, in every format, however its lines are broken.

Each statement is a wording that occurs, with the meaning of its amounts and counts; Hypothesis draws which, and the
numbers. Statements stand under headings of their own, as disclosures have them.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.model import Disclosure
from tests.test_typeset import FORMATS, read_back
from tests.typeset import strategies
from tests.typeset.facts import Facts, Text, prose, stated

LAYOUTS = {"budget": "xiamen", "final": "final"}
PATH = "一般公共服务支出/财政事务/行政运行"


@dataclass(frozen=True)
class Statement:
    """A heading, a sentence with places for numbers, and what its amounts and counts mean."""

    stage: str
    heading: str
    text: str
    amounts: tuple[tuple[str | None, str | None], ...]
    counts: tuple[tuple[str | None, int], ...] = ()


STATEMENTS = (
    Statement(
        "budget", "“三公”经费预算情况说明",
        "2024年“三公”经费预算数为{{{0}万元}}，比2023年预算增加{{{1}万元}}。其中：公务接待费{{{2}万元}}，与2023年预算持平。",
        (("three_public", "budget"), ("three_public", "change"), ("three_public_reception", "budget")),
    ),
    Statement(
        "budget", "政府采购预算情况",
        "2024年本部门政府采购预算{{{0}万元}}，其中：政府采购货物预算{{{1}万元}}、政府采购服务预算{{{2}万元}}。",
        (("procurement", "budget"), ("procurement_goods", "budget"), ("procurement_services", "budget")),
    ),
    Statement(
        "budget", "支出预算主要内容",
        "“一般公共服务支出（类）财政事务（款）行政运行（项）”{{{0}万元}}，主要用于机关运行。2023年当年预算执行数为{{{1}万元}}，"
        "2024年预算安排{{{2}万元}}，比2023年预算执行数减少2.10%。主要原因是：项目调整。",
        (("function", "budget"), ("function", "prior_executed"), ("function", "budget")),
    ),
    Statement(
        "budget", "国有资产占有使用情况",
        "截至2023年12月31日，本部门共有车辆{3}辆，其中：执法执勤用车{4}辆；单价100万元（含）以上设备（不含车辆）{5}台（套）。",
        (), (("vehicles", 3), ("vehicles", 4), ("equipment", 5)),
    ),
    Statement(
        "final", "机关运行经费支出决算情况",
        "本部门2024年度机关运行经费支出{{{0}万元}}，比2023年度减少{{{1}万元}}，降低1.37%。主要原因是厉行节约。",
        (("agency_operating", "final"), ("agency_operating", "change")),
    ),
    Statement(
        "final", "一般公共预算财政拨款支出决算情况",
        "一般公共预算财政拨款支出年初预算为{{{0}万元}}，支出决算为{{{1}万元}}，完成年初预算的98.20%。",
        (("general_public_expenditure", "budget"), ("general_public_expenditure", "final")),
    ),
    Statement(
        "final", "公务接待费支出决算情况",
        "公务接待费支出决算为{{{0}万元}}。国内公务接待{3}批次，共计接待{4}人次。因公出国（境）团组{5}个。",
        (("three_public_reception", "final"),),
        (("reception_batches", 3), ("reception_person_times", 4), ("abroad_delegations", 5)),
    ),
)  # fmt: skip

numbers = st.tuples(
    *[st.decimals(1, 9999999, places=2, allow_nan=False, allow_infinity=False).map(lambda drawn: f"{drawn:,}")] * 3,
    *[st.integers(0, 9999).map(str)] * 3,
)


@st.composite
def told(draw: st.DrawFn, stage: str) -> tuple[Facts, tuple[tuple[Statement, tuple[str, ...]], ...]]:
    """A disclosure whose prose is some of the statements, each under its heading."""
    choice = st.sampled_from([statement for statement in STATEMENTS if statement.stage == stage])
    chosen = draw(st.lists(choice, min_size=1, max_size=4, unique_by=lambda statement: statement.heading))
    drawn = tuple((statement, draw(numbers)) for statement in chosen)
    facts = strategies.everything(LAYOUTS[stage])
    elements = [Text("第一部分  情况说明", "part")]
    for numeral, (statement, filled) in zip(strategies.NUMERALS, drawn, strict=False):
        elements += [Text(f"{numeral}、{statement.heading}", "heading"), prose(statement.text.format(*filled))]
    quirks = replace(facts.quirks, letter_spaced=draw(st.booleans()), page_numbers=draw(st.booleans()))
    return replace(facts, elements=(*facts.elements[:2], *elements, *facts.elements[2:]), quirks=quirks), drawn


def assert_meant(found: Disclosure, facts: Facts, drawn: tuple[tuple[Statement, tuple[str, ...]], ...]) -> None:
    assert [each.amount for each in found.amounts] == list(stated(facts))
    assert [(each.item, each.kind) for each in found.amounts] == [each for told, _ in drawn for each in told.amounts]
    assert [(each.counted, each.number) for each in found.counts] == [
        (counted, int(filled[place])) for statement, filled in drawn for counted, place in statement.counts
    ]
    assert {each.function for each in found.amounts if each.item == "function"} <= {PATH}
    for each in found.amounts:
        if each.kind == "change":
            main = next(other for other in found.amounts if other.item == each.item and other.change_amount)
            assert main.change_amount == (each.amount if each.direction == "increase" else -each.amount)


@pytest.mark.parametrize("stage", LAYOUTS)
@pytest.mark.parametrize("name", ["pdf", "text", "html", "docx"])
def test_what_prose_means_is_read_back(name: str, stage: str) -> None:
    write: Callable[[Facts], bytes] = FORMATS[name][0]

    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), database=None, derandomize=True)
    @given(drawn=told(stage))
    def reads_back(drawn: tuple[Facts, tuple[tuple[Statement, tuple[str, ...]], ...]]) -> None:
        facts, statements = drawn
        assert_meant(read_back(write(facts)), facts, statements)

    reads_back()
