"""What is set is read back to the cell, in every layout and format, whatever its publisher's habits.

The facts that are drawn are the gold: no amount may be lost, moved, changed or made up.
"""

import hashlib
import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from flows import contract
from flows.errors import UnrecognisedError
from flows.model import Disclosure, Snapshot, Source
from flows.read import read
from flows.recognise import recognise
from flows.recognise.tables.layout_patterns import table_patterns
from tests.typeset import strategies
from tests.typeset.archive import archive
from tests.typeset.facts import Facts, line_items, stated
from tests.typeset.old_workbook import old_workbook
from tests.typeset.pdf import pdf
from tests.typeset.setting import layouts
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
    "xls": (old_workbook, 40),
    "zip": (archive, 30),
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

    @settings(
        max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck), database=None, derandomize=True
    )
    @given(facts=strategies.facts())
    def reads_back(facts: Facts) -> None:
        assert_reads_back(facts, write(facts))

    reads_back()


@pytest.mark.parametrize("layout", layouts())
def test_every_column_of_every_layout_is_read_back(layout: str) -> None:
    facts = strategies.everything(layout)
    assert_reads_back(facts, text(facts))


def test_a_new_layout_is_data_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    facts = strategies.everything("county")
    table = next(table for table in facts.tables if table.table_name == "expenditure")
    printed = text(replace(facts, elements=(*facts.elements[:2], replace(table, title="钱往何处去一览表"))))
    unheard = printed.decode().replace("人员支出", "养人钱").encode()
    with pytest.raises(UnrecognisedError):
        read_back(unheard)

    schemas = tmp_path / "schemas"
    shutil.copytree(contract.schemas_folder(), schemas)
    _add(schemas / "tables" / "expenditure.json", "titles", ["钱往何处去一览表"])
    _add(schemas / "tables" / "expenditure.json", "columns", {"basic_personnel": ["<basic>/养人钱"]})
    monkeypatch.setattr("flows.contract.schemas.schemas_folder", lambda: schemas)
    _forget()
    try:
        (found,) = read_back(unheard).tables
    finally:
        monkeypatch.undo()
        _forget()
    assert (found.table_name, len(found.items)) == (
        "expenditure",
        len(list(line_items(replace(facts, elements=(table,))))),
    )
    assert "basic_personnel" in {item.measure for item in found.items}


def _add(path: Path, key: str, more: Any) -> None:
    """Add to the `recognise` block of a schema, as a person would who meets a new layout."""
    schema = json.loads(path.read_text(encoding="utf-8"))
    block = schema["recognise"]
    block[key] = block[key] + more if isinstance(more, list) else block[key] | more
    path.write_text(json.dumps(schema, ensure_ascii=False), encoding="utf-8")


def _forget() -> None:
    """Let what was read of the schemas be read again."""
    for cached in (contract.table_schema, contract.headings, table_patterns):
        cached.cache_clear()
