"""What stated amounts are of: item, function and code, kind, comparison, reason; null where it is not certain."""

from decimal import Decimal

import pytest

from flows.model import Identity, Line, LineItem, StandardTable, StatedAmount
from flows.recognise.prose.passages import split_passages
from flows.recognise.prose.stated_amounts import stated_amounts

FUNCTIONS = {
    "205": "教育支出", "20502": "普通教育", "2050201": "学前教育", "2050202": "小学教育",
    "201": "一般公共服务支出", "20106": "财政事务", "2010601": "行政运行", "2010602": "一般行政管理事务",
    "20103": "政府办公厅（室）及相关机构事务", "2010301": "行政运行",
    "208": "社会保障和就业支出", "20805": "行政事业单位养老支出", "2080505": "机关事业单位基本养老保险缴费支出",
}  # fmt: skip
BUDGET = Identity("350200", "厦门市", "厦门市示例局", None, 2025, "budget", "department")
FINAL = Identity("310000", "上海市", "上海市示例局", None, 2024, "final", "department")


def expenditure() -> StandardTable:
    items = tuple(
        LineItem(row, 1, None, code, name, "total", Decimal(1), "1", "元", 1)
        for row, (code, name) in enumerate(FUNCTIONS.items(), 1)
    )
    return StandardTable("expenditure", "支出预算表", "present", "元", 1, 1, len(items), items)


def meant(identity: Identity, *lines: str) -> tuple[StatedAmount, ...]:
    prose = split_passages([Line(text, number) for number, text in enumerate(lines, 1)])
    return stated_amounts(prose, identity, [expenditure()])


def items(identity: Identity, *lines: str) -> list[tuple[str | None, str | None]]:
    return [(each.item, each.kind) for each in meant(identity, *lines)]


def yuan(tens_of_thousands: str) -> Decimal:
    return Decimal(tens_of_thousands) * 10000


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (
            ("一、2025年部门预算收支总体情况",
             ("2025年，厦门市示例局收入预算100万元，其中：财政拨款收入90万元；事业收入6万元；事业单位经营收入1万元；其他收入3万元。"
             "支出预算100万元，其中：财政拨款支出预算90万元。财政拨款支出预算中，一般公共预算拨款支出预算80万元；"
             "政府性基金拨款支出预算10万元；国有资本经营预算拨款支出预算0万元。")),
            ["total_revenue", "appropriation_revenue", "institutional", "business", "other_revenue",
             "total_expenditure", "appropriation_expenditure", "general_public_expenditure",
             "government_fund_expenditure",
             "state_capital_expenditure"],
        ),
        (
            ("一、关于厦门市示例局2025年收支总体情况的说明",
             ("厦门市示例局2025年收支总预算5,000.00万元。厦门市示例局2025年收入预算5,000.00万元，其中：一般公共预算拨款收入4,500.00万元，"
             "占90%；上年结转500.00万元，占10%。基本支出3,000.00万元，占60%；项目支出2,000.00万元，占40%。")),
            ["total_both", "total_revenue", "general_public_revenue", "carryover_in", "basic", "project_expenditure"],
        ),
        (
            ("四、“三公”经费财政拨款预算情况",
             ("2025年“三公”经费预算数为100万元，其中：因公出国（境）费30万元，公务接待费20万元，公务用车购置及运行费50万元"
             "（其中：公务用车购置费20万元，公务用车运行费30万元）。")),
            ["three_public", "three_public_abroad", "three_public_reception", "three_public_vehicles",
             "three_public_vehicle_purchase", "three_public_vehicle_operation"],
        ),
        (
            ("（二）政府采购情况",
             ("2025年政府采购预算总额300万元，其中：政府采购货物预算100万元、政府采购工程预算50万元、政府采购服务预算150万元。"
             "2025年本部门面向中小企业预留政府采购项目预算金额200万元，其中，预留给小型和微型企业的政府采购项目预算为120万元。")),
            ["procurement", "procurement_goods", "procurement_works", "procurement_services",
             "procurement_reserved_sme", "procurement_reserved_small_micro"],
        ),
        (
            ("（一）机关运行经费",
             "2025年厦门市示例局下属1家机关和1家参公事业单位财政拨款的机关运行经费预算为333.02万元。"),
            ["agency_operating"],
        ),
        (
            ("（四）绩效目标设置情况", "2025年度，本部门编报绩效目标的项目共25个，涉及项目预算资金11,381.60万元。"),
            ["performance_budget"],
        ),
        (("二、支出情况", "人员经费10万元，公用经费5万元，会议费1万元，培训费2万元。"),
         ["personnel", "public", "meeting", "training"]),
    ],
)  # fmt: skip
def test_what_a_budget_states_is_known(lines: tuple[str, ...], found: list[str]) -> None:
    assert items(BUDGET, *lines) == [(item, None if item == "carryover_in" else "budget") for item in found]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (
            ("一、收入支出决算总体情况说明", "2024年度收、支总计5,000.00万元。"),
            [("total_both", "final")],
        ),
        (
            ("二、收入决算情况说明",
             "本年收入合计4,800.00万元，其中：财政拨款收入4,500.00万元，占93.75%；上级补助收入0.00万元；附属单位上缴收入0.00万元。"),
            [("total_revenue", "final"), ("appropriation_revenue", "final"), ("superior_subsidy", "final"),
             ("affiliate_remittance", "final")],
        ),
        (
            ("三、一般公共预算财政拨款支出决算情况说明",
             "一般公共预算财政拨款支出年初预算为4,000万元，全年预算为4,050万元，支出决算为4,100.00万元，完成年初预算的102.50%。"),
            [("general_public_expenditure", "budget"), ("general_public_expenditure", "adjusted"),
             ("general_public_expenditure", "final")],
        ),
        (
            ("（一）“三公”经费支出决算情况说明",
             ("“三公”经费财政拨款支出预算为50万元，支出决算为40万元，完成预算的80%，其中：因公出国（境）费支出决算为0万元；"
             "公务用车购置及运行维护费支出决算为30万元；公务接待费支出决算为10万元，其中：国内接待费8万元，外事接待费2万元。")),
            [("three_public", "budget"), ("three_public", "final"), ("three_public_abroad", "final"),
             ("three_public_vehicles", "final"), ("three_public_reception", "final"), ("reception_domestic", "final"),
             ("reception_foreign", "final")],
        ),
        (
            ("（二）政府采购支出情况",
             ("本部门2024年度政府采购支出总额300.00万元，其中：政府采购货物支出100.00万元、政府采购工程支出50.00万元、"
             "政府采购服务支出150.00万元。授予中小企业合同金额250.00万元，占政府采购支出总额的83%，其中：授予小微企业合同金额"
             "100.00万元。")),
            [("procurement", "final"), ("procurement_goods", "final"), ("procurement_works", "final"),
             ("procurement_services", "final"), ("procurement_awarded_sme", "final"),
             ("procurement_awarded_small_micro", "final")],
        ),
        (
            ("（二）政府采购支出情况",
             ("2024年度政府采购金额（以合同签订为准）为30万元，其中：货物采购金额10万元、工程采购金额0万元、服务采购金额20万元。"
             "在面向中小企业预留的政府采购项目中，由中小企业供应商中标或成交的，采购金额18万元；在面向小微企业预留政府采购项目中，"
             "由小微企业供应商中标或成交的，采购金额6万元；在其他政府采购项目中，由中小企业供应商中标或成交的，采购金额2万元。")),
            [("procurement", "final"), ("procurement_goods", "final"), ("procurement_works", "final"),
             ("procurement_services", "final"), ("procurement_awarded_sme", "final"),
             ("procurement_awarded_small_micro", "final"), ("procurement_awarded_sme_unreserved", "final")],
        ),
        (
            ("（一）机关运行经费支出情况",
             "本部门2024年度机关运行经费支出333.02万元，比2023年度减少4.64万元，降低1.37%。"),
            [("agency_operating", "final"), ("agency_operating", "change")],
        ),
    ],
)  # fmt: skip
def test_what_final_accounts_state_is_known(lines: tuple[str, ...], found: list[tuple[str, str]]) -> None:
    assert items(FINAL, *lines) == found


@pytest.mark.parametrize(
    ("text", "path", "code"),
    [
        ("1.“教育支出（类）普通教育（款）小学教育（项）”25.77万元。", "教育支出/普通教育/小学教育", "2050202"),
        ("1.“教育支出-普通教育-小学教育”科目25.77万元。", "教育支出/普通教育/小学教育", "2050202"),
        ("1.教育支出(类)普通教育(款)小学教育(项)2025年预算数为25.77万元。", "教育支出/普通教育/小学教育", "2050202"),
        ("（1）一般公共服务支出（类）政府办公厅（室）及相关机构事务（款）行政运行（项）5万元。",
         "一般公共服务支出/政府办公厅（室）及相关机构事务/行政运行", "2010301"),
        ("主要用于以下方面：教育支出（类）2,106.66万元，占71.73%。", "教育支出", "205"),
        ("主要用于以下方面：教育支出2,106.66万元，占71.73%。", "教育支出", "205"),
        ("小学教育（项）5万元。", "小学教育", "2050202"),
        ("行政运行（项）5万元。", "行政运行", None),
        ("“卫生健康支出（类）卫生健康支出（款）计划生育事务（项）”科目20.00万元。",
         "卫生健康支出/卫生健康支出/计划生育事务", None),
        ("“教育支出（类）教育支出（款）小学教育（项）”科目20.00万元。", "教育支出/教育支出/小学教育", None),
    ],
)  # fmt: skip
def test_a_function_has_its_path_and_the_one_code_that_agrees(text: str, path: str, code: str | None) -> None:
    (found,) = meant(BUDGET, "三、支出预算情况", text)
    assert (found.item, found.function, found.function_code, found.kind) == ("function", path, code, "budget")


def test_budget_and_final_amount_go_on_with_the_function_that_begins_their_item() -> None:
    found = meant(
        FINAL,
        "（三）一般公共预算财政拨款支出决算具体情况",
        "1、教育支出（类）普通教育（款）小学教",
        "育（项）。主要用于：学校运行。年初预算为100万元，支出决算为98万元。决算数小于预算数的主要原因：节约开支。"
        "2、一般公共服务支出（类）财政事务（款）行政运行（项）。年初预算为5万元，支出决算为5万元。决算数与预算数持平。",
    )
    assert [(each.function_code, each.kind) for each in found] == [
        ("2050202", "budget"), ("2050202", "final"), ("2010601", "budget"), ("2010601", "final"),
    ]  # fmt: skip
    assert [each.reason for each in found] == [None, "节约开支", None, None]


def test_a_change_belongs_to_what_it_is_a_change_of() -> None:
    total, change = meant(
        FINAL, "一、收入支出决算总体情况说明",
        "上海市示例局2024年度收入支出总计90万元。与2023年度相比，收入支出总计减少10万元，下降10%。主要原因：厉行节约。",
    )  # fmt: skip
    assert (total.change_amount, total.compared_with, total.reason) == (yuan("-10"), "2023年度", "厉行节约")
    assert (change.item, change.kind, change.change_amount, change.reason) == ("total_both", "change", None, "厉行节约")
    assert change.percentage == 10


@pytest.mark.parametrize(
    ("text", "change", "compared"),
    [
        ("2025年机关运行经费预算20万元，比2024年预算执行数增加5万元。", "5", "2024年预算执行数"),
        ("2025年机关运行经费预算20万元，比上年预算减少5万元，下降20%。", "-5", "上年预算"),
        ("2025年机关运行经费预算20万元，与2024年预算持平。", "0", "2024年预算"),
        ("2025年机关运行经费预算20万元，与上年相同。", "0", "上年"),
        ("2025年机关运行经费预算20万元。2025年机关运行经费预算比2024年减少5万元，主要是压减支出。", "-5", "2024年"),
        ("2025年机关运行经费预算20万元，较上年基本持平。", None, None),
        ("2025年机关运行经费预算20万元，比2024年预算减少20%。", None, None),
    ],
)
def test_a_comparison_states_a_change_or_none(text: str, change: str | None, compared: str | None) -> None:
    first = meant(BUDGET, "二、机关运行经费预算", text)[0]
    assert first.item == "agency_operating"
    assert first.change_amount == (None if change is None else yuan(change))
    assert first.compared_with == compared


def test_a_change_against_the_budget_of_the_year_is_none_since_another_year() -> None:
    main, change = meant(
        FINAL, "（三）公务接待费", "公务接待费支出决算为8万元，比年初预算减少2万元，主要原因是厉行节约。"
    )
    assert (main.item, main.change_amount, change.kind, change.compared_with) == (
        "three_public_reception", None, "change", "年初预算",
    )  # fmt: skip
    assert (main.reason, change.reason) == ("厉行节约", "厉行节约")


@pytest.mark.parametrize(
    "text",
    [
        "1.教育支出（类）普通教育（款）小学教育（项）。2024年执行数为60万元，2025年预算数为90万元，比2024年执行数增加30万元。",
        "1.教育支出（类）普通教育（款）小学教育（项）。2025年预算数为90万元，比2024年执行数60万元增加30万元，增长50%。",
    ],
)
def test_the_amount_of_the_earlier_year_is_kept_with_that_of_this(text: str) -> None:
    found = meant(BUDGET, "三、支出预算具体情况", text)
    by_kind = {each.kind: each for each in found}
    assert set(by_kind) == {"prior_executed", "budget", "change"}
    assert {each.function_code for each in found} == {"2050202"}
    assert (by_kind["budget"].prior_amount, by_kind["budget"].change_amount) == (yuan("60"), yuan("30"))
    assert (by_kind["prior_executed"].prior_amount, by_kind["prior_executed"].change_amount) == (None, None)


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("主要原因是项目调整。", "项目调整"),
        ("主要原因：项目调整，人员减少。", "项目调整，人员减少"),
        ("主要是由于项目调整；另有说明。", "项目调整"),
        ("增加的主要原因是：项目调整。", "项目调整"),
        ("主要原因：一是项目调整；二是人员减少。", "一是项目调整；二是人员减少"),
        ("主要原因是。", None),
        ("主要原因是：。", None),
        ("教育支出增加的主要原因是项目调整。", None),
    ],
)
def test_a_reason_is_kept_as_it_is_stated(said: str, reason: str | None) -> None:
    found = meant(BUDGET, "二、机关运行经费预算", f"2025年机关运行经费预算20万元，比上年增加5万元，{said}")
    assert [each.reason for each in found] == [reason, reason]


def test_a_comparison_after_a_list_speaks_of_nothing_certain() -> None:
    """`与上年持平` may be said of the whole or of the last part."""
    found = meant(
        BUDGET, "（三）公务用车购置及运行费",
        "2025年预算安排2.71万元，其中：公务用车运行费2.71万元，公务用车购置费0.00万元。与上年预算持平，主要原因是：控制支出。",
    )  # fmt: skip
    assert [each.item for each in found] == [
        "three_public_vehicles", "three_public_vehicle_operation", "three_public_vehicle_purchase",
    ]  # fmt: skip
    assert {(each.change_amount, each.reason) for each in found} == {(None, None)}
    listed = meant(BUDGET, "二、支出", "基本支出9万元，项目支出1万元，比上年增加1万元，主要原因是调整。")
    assert [(each.item, each.change_amount, each.reason) for each in listed[:2]] == [
        ("basic", None, None), ("project_expenditure", None, None),
    ]  # fmt: skip
    assert (listed[2].item, listed[2].kind) == (None, "change")


@pytest.mark.parametrize(
    "lines",
    [
        ("二、情况", "用于购置电脑5万元。"),
        ("二、情况", "涉及群众20人，补助资金5万元。"),
        ("二、情况", "一般公共预算拨款5万元。"),
        ("二、情况", "支持商销稳增长30万元。"),
        ("二、情况", "办公费5万元，印刷费3万元。"),
        ("1、教育支出（类）普通教育（款）小学教育（项）情况", "采购设备一批。图书采购5万元。"),
    ],
)
def test_an_item_is_not_guessed(lines: tuple[str, ...]) -> None:
    assert {(each.item, each.function) for each in meant(BUDGET, *lines)} == {(None, None)}


def test_the_kind_is_not_guessed_where_the_sentence_speaks_of_another_year() -> None:
    (found,) = meant(BUDGET, "二、情况", "根据2023年文件，本部门机关运行经费5万元。")
    assert (found.item, found.kind) == ("agency_operating", None)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2024年机关运行经费预算5万元。", "prior_budget"),
        ("上年机关运行经费5万元。", "prior"),
        ("2024年机关运行经费决算5万元。", "prior_final"),
        ("2025年机关运行经费预算5万元。", "budget"),
        ("机关运行经费5万元。", "budget"),
    ],
)
def test_an_amount_of_an_earlier_year_is_told_from_one_of_this(text: str, kind: str) -> None:
    assert items(BUDGET, "二、机关运行经费", text) == [("agency_operating", kind)]


def test_the_amounts_of_a_project_name_it() -> None:
    found = meant(
        BUDGET, "城市更新专项经费情况说明", "六、年度预算安排",
        "2025年度项目总预算20.00万元，其中支持示范街区15万元，2025年拟安排该项目一般公共预算18万元，同时拟动用单位自有资金2万元。",
    )  # fmt: skip
    assert {each.project_name for each in found} == {"城市更新专项"}
    assert [each.item for each in found] == ["project", "project_part", "project_general_public", "project_own_funds"]


def test_meaning_changes_no_amount_and_no_order() -> None:
    text = "2025年“三公”经费预算1,234.50万元，比上年增加5万元；公务接待费为 0 元。"
    found = meant(BUDGET, "二、情况", text)
    assert [str(each.amount) for each in found] == ["12345000.00", "50000.00", "0.00"]


def test_a_passage_of_thousands_of_amounts_means_nothing_certain() -> None:
    found = meant(BUDGET, "二、机关运行经费", "机关运行经费5万元，" * 3001)
    assert (len(found), {each.item for each in found}) == (3001, {None})


@pytest.mark.parametrize(
    ("text", "function", "code"),
    [
        (
            "一般公共服务支出（201类）财政事务（06款）行政运行（01项）5万元",
            "一般公共服务支出/财政事务/行政运行",
            "2010601",
        ),
        ("一般公共服务支出（类）-财政事务（款）-行政运行（项）5万元", "一般公共服务支出/财政事务/行政运行", "2010601"),
        ("2010601行政运行5万元", "一般公共服务支出/财政事务/行政运行", "2010601"),
        ("行政运行（2010301）5万元", "一般公共服务支出/政府办公厅（室）及相关机构事务/行政运行", "2010301"),
        ("2080505-机关事业单位基本养老保险缴费支出 5万元",
         "社会保障和就业支出/行政事业单位养老支出/机关事业单位基本养老保险缴费支出", "2080505"),
        ("行政运行（2050101）5万元", "教育支出/行政运行（2050101）", None),
    ],
)  # fmt: skip
def test_a_function_may_be_named_with_its_code(text: str, function: str, code: str | None) -> None:
    (stated,) = meant(BUDGET, "二、支出预算", f"{text}，主要用于日常支出。")
    assert (stated.item, stated.function, stated.function_code) == ("function", function, code)


def test_what_a_numbered_sentence_names_the_next_one_states() -> None:
    texts = (
        "五、财政拨款“三公”经费预算情况",
        "2025年财政拨款“三公”经费预算9万元。1.因公出国（境）费用。2025年预算数2万元。2.公务接待费。2025年预算数3万元。",
        "3.公务用车购置和运行维护费。2025年预算数4万元，其中：公务用车购置费2025年预算数1万元。",
    )
    assert [item for item, _ in items(BUDGET, *texts)] == [
        "three_public", "three_public_abroad", "three_public_reception", "three_public_vehicles",
        "three_public_vehicle_purchase",
    ]  # fmt: skip


def test_revenue_and_expenditure_are_named_as_a_whole() -> None:
    (stated,) = meant(BUDGET, "四、收支情况", "厦门市示例局2025年度财政拨款收、支总预算86,940.35万元。")
    assert (stated.item, stated.subject) == ("appropriation_both", "厦门市示例局2025年度财政拨款收、支总")
