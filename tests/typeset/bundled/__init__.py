"""The bundled disclosures: their facts, and the documents that are set from them.

`python -m tests.typeset.bundled` sets them anew into datapackages/registry, with their hashes.
"""

import csv
import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.typeset.facts import Facts, read_facts
from tests.typeset.pdf import pdf
from tests.typeset.text import text

HERE = Path(__file__).parent
REGISTRY = HERE.parents[2] / "datapackages" / "registry"


@dataclass(frozen=True, slots=True)
class Bundled:
    """One bundled disclosure: the name of its facts and of its document, how it is set, and its title."""

    name: str
    suffix: str
    set: Callable[[Facts], bytes]
    title: str

    @property
    def facts(self) -> Facts:
        return read_facts(HERE / f"{self.name}.json")

    @property
    def location(self) -> str:
        return f"disclosures/{self.name}{self.suffix}"


BUNDLED = (
    Bundled(
        "350200-2024-foreign-affairs", ".pdf", pdf,
        "厦门市人民政府外事办公室2024年度部门预算（依公开数字重新排版 / typeset anew from its public figures）",
    ),
    Bundled(
        "350200-2024-open-government-example", ".txt", text,
        "厦门市公开示范局2024年度部门预算（虚构示例 / an invented example）",
    ),
)  # fmt: skip


def sources_csv(registry: Path = REGISTRY) -> bytes:
    """The register's rows for the bundled disclosures that lie in a registry."""
    buffer = io.StringIO(newline="")
    rows = csv.writer(buffer)
    rows.writerow(("jurisdiction_code", "organisation", "fiscal_year", "stage", "scope", "location", "title", "sha256"))
    for each in BUNDLED:
        facts = each.facts
        sha256 = hashlib.sha256((registry / each.location).read_bytes()).hexdigest()
        who = ("350200", facts.organisation, facts.fiscal_year, facts.stage, facts.scope)
        rows.writerow((*who, each.location, each.title, sha256))
    return buffer.getvalue().encode()


def write(registry: Path = REGISTRY) -> None:
    """Set the bundled disclosures, and register them."""
    for each in BUNDLED:
        path = registry / each.location
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(each.set(each.facts))
    (registry / "sources.csv").write_bytes(sources_csv(registry))
