"""The documentation: generated pages are fresh and whole, links lead somewhere, examples run."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

from docs.generate import pages
from flows.contract import RESOURCES, rules, table_schema
from tests.places import ROOT

WRITTEN = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").glob("*.md")])
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


PATH = re.compile(r"`((?:flows|schemas|tests|docs|datapackages)/[^`\s<>]*)`")


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: str(path.relative_to(ROOT)))
def test_paths_that_are_named_are_there(path: Path) -> None:
    named = PATH.findall(path.read_text(encoding="utf-8")) if path.name != "CHANGELOG.md" else []
    absent = [name for name in named if "*" not in name and "NAME" not in name and not (ROOT / name).exists()]
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
