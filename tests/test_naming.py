"""Names: each file and each class has its own, and no name is made of words that say too little (docs/naming.md)."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.places import ROOT

MODULES = sorted((ROOT / "flows").rglob("*.py"))
VAGUE = frozenset(
    {"again", "doubt", "doubts", "edition", "held", "hiding", "letters", "meant", "once", "parted", "particulars"}
    | {
        "plain",
        "rivalry",
        "running",
        "said",
        "say",
        "seen",
        "sieve",
        "spilt",
        "squeeze",
        "suspect",
        "suspects",
        "tell",
        "together",
        "told",
        "trail",
    }
)
ALLOWED = frozenset({"plain_text", "plain_number"})


def names(path: Path) -> Iterator[str]:
    """What a module defines, assigns and takes: classes, functions, variables, attributes, arguments."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            yield node.name
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr
        elif isinstance(node, ast.arg):
            yield node.arg


def words(name: str) -> set[str]:
    return {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)}


def test_no_name_is_vague() -> None:
    vague = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in MODULES
        for name in (path.stem, *names(path))
        if words(name) & VAGUE and name not in ALLOWED
    }
    assert vague == set()


def test_every_file_has_its_own_name() -> None:
    counted = Counter(path.name for path in MODULES if not path.name.startswith("__"))
    assert [name for name, count in counted.items() if count > 1] == []


def test_every_class_has_its_own_name() -> None:
    classes = Counter(
        node.name
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    )
    assert [name for name, count in classes.items() if count > 1] == []
