"""Disclosures become the tables of the contract: its columns, its types, its order, and nothing lost."""

from dataclasses import replace
from decimal import Decimal

import pytest

from flows.contract import RESOURCES, STANDARD_TABLES, table_schema
from flows.model import Disclosure
from flows.tabulate import tabulate
from tests.places import LAYOUTS
from tests.recognise.reading import disclosure_of

NATIONAL = LAYOUTS / "national.md"


@pytest.fixture(scope="module")
def disclosure() -> Disclosure:
    return disclosure_of(NATIONAL)


def test_every_resource_has_the_columns_and_types_of_its_schema(disclosure: Disclosure) -> None:
    tables = tabulate([disclosure])
    assert set(tables) == set(RESOURCES) - {"findings", "check_coverage"}
    assert all(table.schema == table_schema(name).arrow for name, table in tables.items())


def test_nothing_gives_empty_tables_of_the_same_schema() -> None:
    assert all(table.num_rows == 0 and table.schema == table_schema(name).arrow for name, table in tabulate([]).items())


def test_every_amount_is_in_line_items_and_in_its_wide_table(disclosure: Disclosure) -> None:
    tables = tabulate([disclosure])
    items = tables["line_items"].to_pylist()
    assert len(items) == sum(len(table.items) for table in disclosure.tables)
    wide = {
        (name, row["row_number"], row["column_group"], measure): row[measure]
        for name in STANDARD_TABLES
        for row in tables[name].to_pylist()
        for measure in row
        if isinstance(row[measure], Decimal)
    }
    assert wide == {
        (item["table_name"], item["row_number"], item["column_group"], item["measure"]): item["amount"]
        for item in items
    }


def test_the_order_of_arrival_leaves_no_trace(disclosure: Disclosure) -> None:
    other = replace(disclosure, identity=replace(disclosure.identity, organisation="国家第二示例局"))
    one, another = tabulate([disclosure, other]), tabulate([other, disclosure])
    assert all(one[name].equals(another[name]) for name in one)


def test_forms_that_are_printed_again_are_one_table_whose_rows_are_numbered_on(disclosure: Disclosure) -> None:
    """Some disclosures print the form of performance targets once for each project."""
    table = disclosure.tables[0]
    twice = replace(disclosure, tables=(table, table))
    numbers = [row["row_number"] for row in tabulate([twice])["line_items"].to_pylist()]
    assert len(numbers) == 2 * len(table.items)
    assert max(numbers) == 2 * table.rows
    (status,) = tabulate([twice])["disclosure_tables"].to_pylist()
    assert status["rows"] == 2 * table.rows
