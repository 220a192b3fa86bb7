"""The bundled disclosures: set from their facts to the byte, read back to the cell, with the slips of the real one."""

import hashlib
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from frictionless import Package

from flows.model import Disclosure, Document, Snapshot, Source
from flows.read import read
from flows.recognise import recognise
from tests.typeset.bundled import BUNDLED, REGISTRY, Bundled, sources_csv
from tests.typeset.facts import Form, line_items, stated

PERFORMANCE = ("performance_overall", "performance_project")
each_bundled = pytest.mark.parametrize("bundled", BUNDLED, ids=[each.name for each in BUNDLED])


def document(path: Path) -> Document:
    content = path.read_bytes()
    return read(Snapshot(Source(path.name), hashlib.sha256(content).hexdigest(), len(content), path))


def read_back(bundled: Bundled) -> Disclosure:
    return recognise(document(REGISTRY / bundled.location))


@each_bundled
def test_the_document_is_what_its_facts_set(bundled: Bundled, tmp_path: Path) -> None:
    anew = tmp_path / Path(bundled.location).name
    anew.write_bytes(bundled.set(bundled.facts))
    assert document(anew).pages == document(REGISTRY / bundled.location).pages


@each_bundled
def test_every_amount_reads_back(bundled: Bundled) -> None:
    found = Counter(
        (table.table_name, item.side, item.code, item.name, item.measure, item.amount)
        for table in read_back(bundled).tables
        if table.table_name not in PERFORMANCE
        for item in table.items
    )
    assert found == Counter(line_items(bundled.facts))


@each_bundled
def test_every_amount_of_the_prose_reads_back(bundled: Bundled) -> None:
    told = tuple(stated(bundled.facts))
    assert told
    assert tuple(amount.amount for amount in read_back(bundled).amounts) == told


@each_bundled
def test_every_table_is_found_as_it_is(bundled: Bundled) -> None:
    facts = bundled.facts
    told = {table.table_name: table.status for table in facts.tables}
    told |= {each.table_name: "present" for each in facts.elements if isinstance(each, Form)}
    found = {table.table_name: table.status for table in read_back(bundled).tables}
    assert {name: status for name, status in found.items() if status != "missing"} == told


def test_the_slips_of_the_real_disclosure_are_kept() -> None:
    found = read_back(BUNDLED[0])
    assert [table.table_name for table in found.tables if table.status == "missing"] == ["revenue"]
    stated = {amount.amount for amount in found.amounts if "机关运行经费" in amount.subject}
    assert stated == {Decimal("3330200.00")}
    targets = {(each.table_name, each.target) for each in found.indicators if each.name == "本办人员出访交流数"}
    assert targets == {("performance_overall", "3"), ("performance_project", "5")}


def test_the_register_is_a_valid_data_package_and_lists_the_bundled() -> None:
    assert (REGISTRY / "sources.csv").read_bytes() == sources_csv()
    assert Package(str(REGISTRY / "datapackage.json")).validate().valid
