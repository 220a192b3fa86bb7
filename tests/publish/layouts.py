"""Packages to publish: the layouts that the tests of recognition read, as tables."""

from dataclasses import asdict
from pathlib import Path

import pyarrow as pa

from flows.contract import table_schema
from flows.model import Release
from flows.publish import publish
from flows.store.layout import package_name
from flows.tabulate import tabulate
from tests.places import LAYOUTS
from tests.recognise.reading import disclosure_of

COUNTY = "530423-2025-budget"


def tables_of(path: Path) -> tuple[str, dict[str, pa.Table]]:
    """The package of one document, and all its resources, without findings."""
    disclosure = disclosure_of(path)
    tables = tabulate([disclosure])
    for resource in ("findings", "check_coverage"):
        tables[resource] = table_schema(resource).arrow.empty_table()
    return package_name(asdict(disclosure.identity)), tables


def publish_layouts(output: Path, *names: str) -> list[Release]:
    """Publish each of these layouts."""
    return [publish(*tables_of(LAYOUTS / f"{name}.md"), output) for name in names]


def another(folder: Path, organisation: str = "通海县另一示例局", amount: str = "2,000.00") -> Path:
    """A second disclosure of the package of the county."""
    text = (LAYOUTS / "county.md").read_text(encoding="utf-8")
    path = folder / "another.md"
    path.write_text(text.replace("通海县示例局", organisation).replace("1,000.00", amount), encoding="utf-8")
    return path
