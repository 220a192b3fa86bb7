"""What is set is read back to the cell, in every layout and format, whatever its publisher's habits.

The facts that are drawn are the gold: no amount may be lost, moved, changed or made up.
"""

import hashlib
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from flows.model import Disclosure, Snapshot, Source
from flows.read import read
from flows.recognise import recognise
from tests.typeset import strategies
from tests.typeset.facts import Facts, line_items, stated
from tests.typeset.pdf import pdf
from tests.typeset.text import text
from tests.typeset.web import web
from tests.typeset.word import word
from tests.typeset.workbook import workbook

FORMATS: dict[str, tuple[Callable[[Facts], bytes], int]] = {
    "pdf": (pdf, 40),
    "text": (text, 150),
    "html": (web, 100),
    "xlsx": (workbook, 40),
    "docx": (word, 30),
}
"""How a format is set, and how many examples an ordinary run draws."""


def read_back(content: bytes) -> Disclosure:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "document"
        path.write_bytes(content)
        return recognise(read(Snapshot(Source("document"), hashlib.sha256(content).hexdigest(), len(content), path)))


def assert_reads_back(facts: Facts, content: bytes) -> None:
    found = read_back(content)
    told = found.identity
    assert (told.organisation, told.fiscal_year, told.stage, told.scope) == (
        facts.organisation,
        facts.fiscal_year,
        facts.stage,
        facts.scope,
    )
    assert {table.table_name: table.status for table in found.tables} == {
        table.table_name: table.status for table in facts.tables
    }
    assert Counter(
        (table.table_name, item.side, item.code, item.name, item.measure, item.amount)
        for table in found.tables
        for item in table.items
    ) == Counter(line_items(facts))
    assert tuple(amount.amount for amount in found.amounts) == tuple(stated(facts))


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_set_is_read_back(name: str) -> None:
    write, examples = FORMATS[name]

    @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(facts=strategies.facts())
    def reads_back(facts: Facts) -> None:
        assert_reads_back(facts, write(facts))

    reads_back()
