"""Tables that keep the contract pass, others are refused by resource, row and field; and the check in Arrow agrees."""

from collections.abc import Callable
from decimal import Decimal
from itertools import islice

import pyarrow as pa
import pytest

from flows.check.arrow_validation import surely_valid
from flows.check.conform import LARGE_TABLE, conform, fault_by_frictionless
from flows.contract import RESOURCES, table_schema
from flows.errors import ContractError
from tests.check.building import built

Tables = dict[str, pa.Table]

WRITTEN = """
expenditure 万元
code name total basic project
. 合计 30.00 20.00 10.00
205 教育支出 30.00 20.00 10.00

says
收入 | 30.00万元 | 2024年收入预算30.00万元，比2023年增长5.00%。 | year=2024
"""


@pytest.fixture
def tables() -> Tables:
    return built(WRITTEN, WRITTEN)


def with_value(tables: Tables, name: str, field: str, value: object, row: int = 0) -> Tables:
    """The same tables with one cell changed."""
    table = tables[name]
    values = table.column(field).to_pylist()
    values[row] = value
    place = table.schema.get_field_index(field)
    changed = pa.array(values, table.schema.field(place).type)
    return {**tables, name: table.set_column(place, table.schema.field(place), changed)}


BAD = {
    "required": lambda tables: with_value(tables, "line_items", "amount", None, 2),
    "required text": lambda tables: with_value(tables, "line_items", "unit_printed", None),
    "empty text": lambda tables: with_value(tables, "line_items", "unit_printed", ""),
    "enum": lambda tables: with_value(tables, "line_items", "table_name", "ledger"),
    "pattern": lambda tables: with_value(tables, "line_items", "code", "20A"),
    "pattern at its end": lambda tables: with_value(tables, "disclosures", "source_sha256", "0" * 63 + "g"),
    "minimum": lambda tables: with_value(tables, "narrative_amounts", "page", 0),
    "maximum": lambda tables: with_value(tables, "disclosures", "fiscal_year", 3000),
    "null in a key": lambda tables: with_value(tables, "expenditure", "row_number", None),
    "key twice": lambda tables: with_value(tables, "expenditure", "row_number", 1, 1),
    "foreign key": lambda tables: with_value(
        tables, "expenditure", "disclosure_id", "350299-2024-budget-department-某市财政局", 3
    ),
}
GOOD = {
    "as built": lambda tables: tables,
    "blank": lambda tables: with_value(tables, "expenditure", "project", None),
    "no name": lambda tables: with_value(tables, "expenditure", "name", ""),
    "negative": lambda tables: with_value(tables, "expenditure", "total", Decimal("-0.01")),
    "large": lambda tables: with_value(tables, "expenditure", "total", Decimal("9999999999999999.99")),
    "digits of another script": lambda tables: with_value(tables, "line_items", "code", "２０１"),
}


def verdict(tables: Tables) -> dict[str, bool]:
    """What Frictionless alone says of each resource that has rows."""
    return {name: fault_by_frictionless(name, tables) is None for name, table in tables.items() if table.num_rows}


@pytest.mark.parametrize("change", [pytest.param(change, id=name) for name, change in GOOD.items()])
def test_what_keeps_the_contract_passes(tables: Tables, change: Callable[[Tables], Tables]) -> None:
    conform(change(tables))


@pytest.mark.parametrize("change", [pytest.param(change, id=name) for name, change in BAD.items()])
def test_what_breaks_the_contract_is_refused(tables: Tables, change: Callable[[Tables], Tables]) -> None:
    with pytest.raises(ContractError):
        conform(change(tables))


@pytest.mark.parametrize("change", [pytest.param(change, id=name) for name, change in (GOOD | BAD).items()])
def test_large_tables_get_the_verdict_of_frictionless(tables: Tables, change: Callable[[Tables], Tables]) -> None:
    changed = change(tables)
    valid = verdict(changed)
    if all(valid.values()):
        conform(changed, large=0)
    else:
        with pytest.raises(ContractError) as refused:
            conform(changed, large=0)
        (guilty,) = (name for name, good in valid.items() if not good)
        assert refused.value.where.startswith(f"resource {guilty}")


@pytest.mark.parametrize("change", [pytest.param(change, id=name) for name, change in BAD.items()])
def test_arrow_lets_nothing_bad_pass(tables: Tables, change: Callable[[Tables], Tables]) -> None:
    changed = change(tables)
    assert not all(surely_valid(name, changed) for name in changed)


def test_arrow_lets_good_tables_pass(tables: Tables) -> None:
    assert all(surely_valid(name, tables) for name in tables)


def test_a_fault_is_named_by_resource_row_and_field(tables: Tables) -> None:
    with pytest.raises(ContractError) as refused:
        conform(with_value(tables, "line_items", "table_name", "ledger", 2))
    assert refused.value.where == "resource line_items, row 3, field table_name"
    assert "ledger" in refused.value.what


def test_what_a_key_leads_to_is_read_as_far_as_the_key_goes(tables: Tables) -> None:
    """A resource is told its own faults only: those of another column of `disclosures` are not of `expenditure`."""
    wrong = with_value(tables, "disclosures", "fiscal_year", 3000)
    assert fault_by_frictionless("expenditure", wrong) is None
    assert fault_by_frictionless("disclosures", wrong) is not None


def test_a_column_of_another_type_is_refused(tables: Tables) -> None:
    table = tables["expenditure"]
    place = table.schema.get_field_index("row_number")
    texts = table.set_column(place, "row_number", table.column(place).cast(pa.string()))
    with pytest.raises(ContractError, match="string instead of int32") as refused:
        conform({**tables, "expenditure": texts})
    assert refused.value.where == "resource expenditure, field row_number"


@pytest.mark.parametrize(
    "change", [lambda table: table.drop_columns(["page"]), lambda table: table.append_column("x", table["page"])]
)
def test_a_column_too_few_or_too_many_is_refused(tables: Tables, change: Callable[[pa.Table], pa.Table]) -> None:
    with pytest.raises(ContractError, match="column"):
        conform({**tables, "expenditure": change(tables["expenditure"])})


def test_a_late_fault_of_a_large_table_is_found(tables: Tables) -> None:
    rows = LARGE_TABLE * 2
    first = tables["narrative_amounts"].slice(0, 1)
    many = pa.concat_tables([first] * rows)
    place = many.schema.get_field_index("amount_number")
    numbered = many.set_column(place, many.schema.field(place), pa.array(range(1, rows + 1), pa.int32()))
    large = {"disclosures": tables["disclosures"], "narrative_amounts": numbered}
    conform(large)
    with pytest.raises(ContractError, match="minimum") as refused:
        conform(with_value(large, "narrative_amounts", "page", 0, rows - 1))
    assert refused.value.where == f"resource narrative_amounts, row {rows}, field page"


def test_empty_tables_of_every_resource_conform(tables: Tables) -> None:
    empty = {name: table_schema(name).arrow.empty_table() for name in islice(RESOURCES, 1, None)}
    conform({"disclosures": tables["disclosures"], **empty})
