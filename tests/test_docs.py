"""The documentation: generated pages are fresh and whole, links lead somewhere, examples run."""

import ast
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields
from importlib.resources import files
from pathlib import Path

import duckdb
import pytest

from docs.generate import pages
from flows.catalog.cross_checks import cross_check
from flows.check.cells import CODELISTS, READ, load
from flows.contract import RESOURCES, Rule, macros, rules, schemas_folder, table_macros, table_schema
from flows.contract.rules import SINGLE
from tests.check.building import built
from tests.places import ROOT

WRITTEN = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").glob("*.md")])
WRITING, _, BETWEEN = (
    (ROOT / "docs" / "writing-rules.md").read_text(encoding="utf-8").partition("\n## Between disclosures\n")
)
CELLS = files("flows.check").joinpath("cells.sql").read_text(encoding="utf-8")
CROSS_CHECKS = files("flows.catalog").joinpath("cross_checks.sql").read_text(encoding="utf-8")
LINK = re.compile(r"\]\(([^)#\s]*)(?:#([^)\s]+))?\)")


@pytest.mark.parametrize("name", ["data-dictionary.md", "rules.md"])
def test_generated_pages_are_fresh(name: str) -> None:
    stale = (ROOT / "docs" / name).read_text(encoding="utf-8") != pages()[name]
    assert not stale, f"docs/{name} is not what schemas/ say: run `make docs`"


@pytest.mark.parametrize("name", RESOURCES)
def test_every_resource_and_every_field_of_it_is_in_the_data_dictionary(name: str) -> None:
    part = pages()["data-dictionary.md"].split(f"\n## {name}\n")[1].split("\n## ")[0]
    for field in table_schema(name).fields:
        assert re.search(rf"^\| (\*\*)?`{field.name}`", part, re.MULTILINE), field.name
        assert field.descriptor["description"] in part
        assert field.descriptor["description_en"] in part


def test_every_rule_has_its_part() -> None:
    page = pages()["rules.md"]
    assert [rule.id for rule in rules() if f"\n## {rule.id}\n" not in page] == []


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(path: Path) -> None:
    for target, anchor in LINK.findall(path.read_text(encoding="utf-8")):
        if target.startswith(("http://", "https://")):
            continue
        file = (path.parent / target).resolve() if target else path
        assert file.exists(), f"{path.name} links to {target}, which is not there"
        assert not anchor or anchor in _anchors(file), f"{path.name} links to #{anchor}, which {file.name} lacks"


def _anchors(path: Path) -> set[str]:
    """The anchors of a page's headings, as forges make them."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


MADE = [line for line in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines() if line.startswith("data")]
"""What a run makes in datapackages/: not there in a checkout in which none was made."""
PATH = re.compile(r"`((?:flows|schemas|tests|docs|datapackages)/[^`\s<>]*)`")


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: str(path.relative_to(ROOT)))
def test_paths_that_are_named_are_there(path: Path) -> None:
    named = PATH.findall(path.read_text(encoding="utf-8")) if path.name != "CHANGELOG.md" else []
    sought = [name for name in named if "*" not in name and "NAME" not in name and name not in MADE]
    absent = [name for name in sought if not (ROOT / name).exists()]
    assert absent == []
    assert [name for name in named if "*" in name and not list(ROOT.glob(name))] == []


def test_the_layers_of_the_architecture_are_those_that_are_kept() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    kept = [layer.split(" | ") for layer in settings["tool"]["importlinter"]["contracts"][0]["layers"]]
    part = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").split("## Layers")[1].split("\n## ")[0]
    lines = re.findall(r"^    ([a-z_ ]{2,28})(?:  |$)", part, re.MULTILINE)
    assert " ".join(lines).split() == [name for layer in kept for name in layer]


def test_every_room_says_what_comes_in_and_what_goes_out() -> None:
    rooms = [path for path in (ROOT / "flows").rglob("__init__.py") if path.parent.name != "flows"]
    silent = [path.parent.name for path in rooms if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))]
    assert silent == []


@pytest.fixture(scope="module")
def of_disclosures() -> Iterator[duckdb.DuckDBPyConnection]:
    with load(built()) as connection:
        yield connection


@pytest.fixture(scope="module")
def of_catalog() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as catalog:
        for name, rows in built().items():
            catalog.register(name, rows)
        cross_check(catalog)
        yield catalog


def test_all_that_rules_select_from_is_on_the_page_with_its_columns(
    of_disclosures: duckdb.DuckDBPyConnection, of_catalog: duckdb.DuckDBPyConnection
) -> None:
    for text, sql, connection in ((WRITING, CELLS, of_disclosures), (BETWEEN, CROSS_CHECKS, of_catalog)):
        listed = _tables_listed(text, connection)
        assert set(re.findall(r"CREATE (?:TEMP )?(?:TABLE|VIEW) (\w+)", sql)) <= listed.keys()
        for name, columns in listed.items():
            assert columns == _columns(connection, name), name
    assert {"titles", "units_of_money", *CODELISTS} <= _tables_listed(WRITING, of_disclosures).keys()
    assert [name for name in READ if f"`{name}`" not in WRITING] == []


def _tables_listed(text: str, connection: duckdb.DuckDBPyConnection) -> Mapping[str, set[str]]:
    """The tables of a page's lists: every row `name`, what it has a row for, and its columns."""
    listed = {}
    for part in re.findall(r"\| table \| one row for each \| columns \|\n\|.*\n((?:\|.*\n)+)", text):
        for name, columns in re.findall(r"^\| `(\w+)` \|.*\| ([^|]*) \|$", part, re.MULTILINE):
            own, _, others = columns.partition("those of ")
            taken, *left_out = re.findall(r"`(\w+)`", others) or [None]
            of_others = _columns(connection, taken) if taken else set()
            listed[name] = {*re.findall(r"`(\w+)`", own), *of_others} - set(left_out)
    return listed


def _columns(connection: duckdb.DuckDBPyConnection, name: str) -> set[str]:
    return {column for column, *_ in connection.execute(f"DESCRIBE {name}").fetchall()}


def test_every_macro_is_on_the_page_with_its_parameters() -> None:
    lines = WRITING.splitlines()
    for name, parameters in re.findall(r"CREATE (?:TEMP )?MACRO (\w+)\(([^)]*)\)", macros() + table_macros() + CELLS):
        (line,) = (line for line in lines if f"`{name}({parameters.partition(', parts')[0]})`" in line)
        assert all(each.partition(" ")[0] in line for each in parameters.split(", ")), name


def test_every_key_of_the_front_matter_is_on_the_page_with_its_values() -> None:
    for key in {field.name for field in fields(Rule)} - {"sql", "file"}:
        (row,) = re.findall(rf"^\| (?:`\w+`, )?`{key}`(?:, `\w+`)? \|.*$", WRITING, re.MULTILINE)
        assert all(f"`{value}`" in row for value in SINGLE.get(key, ())), key


@pytest.mark.parametrize(
    "path",
    [schemas_folder() / "rules" / "balance-closes.sql", ROOT / "tests" / "check" / "cases" / "balance-closes.txt"],
    ids=["rule", "cases"],
)
def test_the_example_of_a_rule_is_one(path: Path) -> None:
    assert f"\n{path.read_text(encoding='utf-8')}```\n" in WRITING
