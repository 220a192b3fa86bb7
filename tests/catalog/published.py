"""Packages for a catalog to be built from: the layouts, published."""

from pathlib import Path

from flows.contract import table_schema
from flows.publish import publish
from flows.tabulate import tabulate
from tests.recognise.reading import disclosure_of

LAYOUTS = Path(__file__).parents[1] / "recognise" / "layouts"


def publish_layouts(output: Path, *names: str) -> None:
    """Publish each of these layouts as a package, with no findings."""
    for name in names:
        disclosure = disclosure_of(LAYOUTS / f"{name}.md")
        tables = tabulate([disclosure])
        for resource in ("findings", "check_coverage"):
            tables[resource] = table_schema(resource).arrow.empty_table()
        publish(disclosure.identity.package, tables, output)
