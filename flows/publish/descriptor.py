"""A version → datapackage.json, a Data Package of version 2."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import pyarrow as pa

from flows import contract
from flows.contract import table_schema
from flows.labels import STAGES
from flows.publish.package_version import PackageVersion
from flows.store.layout import csv_name

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
LICENCE = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
    "title": "Creative Commons Attribution 4.0 International",
}
CONTRIBUTORS = ({"title": "gongkai contributors", "roles": ["compiler"]},)
DIALECT = {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True}
DESCRIPTION = (
    "各部门、单位依法公开的{stage}，逐表逐行整理为数据，金额单位为元，每个数字注明出处。"
    "事实来自公开文件，文件见 sources。\n\n"
    "What departments and units disclosed by law, table by table and row by row, in yuan, each number with its "
    "evidence. The facts are those of the public documents listed in `sources`; the licence is that of their "
    "compilation."
)


@dataclass(frozen=True, slots=True)
class File:
    """One file of a package: its path in it, how long it is, and its hash."""

    path: str
    bytes: int
    hash: str


@dataclass(frozen=True, slots=True)
class Files:
    """The two files of a resource, with the same rows."""

    csv: File
    parquet: File


@dataclass(frozen=True, slots=True)
class Subject:
    """What a package is about."""

    jurisdiction_code: str
    jurisdiction: str
    fiscal_year: int
    stage: str

    @property
    def title(self) -> str:
        return f"{self.jurisdiction}{self.fiscal_year}年部门{STAGES[self.stage].zh}公开数据"

    @property
    def title_en(self) -> str:
        stage = STAGES[self.stage].en.capitalize()
        return f"{stage} disclosures of {self.jurisdiction} ({self.jurisdiction_code}), {self.fiscal_year}"


def subject(version: PackageVersion) -> Subject:
    """What the disclosures of a version have in common."""
    row = version.tables["disclosures"].slice(0, 1).to_pylist()[0]
    return Subject(row["jurisdiction_code"], row["jurisdiction"], row["fiscal_year"], row["stage"])


def describe(version: PackageVersion, files: Mapping[str, Files] | None = None) -> dict[str, Any]:
    """The descriptor of a version; without files, all of it that does not depend on them."""
    about = subject(version)
    return {
        "$schema": PROFILE,
        "name": version.package,
        "version": str(version.version),
        **({"previous_version": str(version.previous)} if version.previous else {}),
        "contract_version": contract.VERSION,
        "title": about.title,
        "title_en": about.title_en,
        "description": DESCRIPTION.format(stage=STAGES[about.stage].zh),
        "keywords": [
            about.jurisdiction,
            str(about.fiscal_year),
            f"部门{STAGES[about.stage].zh}",
            "预算公开",
            about.stage,
        ],
        **asdict(about),
        "licenses": [LICENCE],
        "contributors": list(CONTRIBUTORS),
        "sources": _sources(version.tables["disclosures"]),
        "resources": [_resource(name, table, (files or {}).get(name)) for name, table in version.resources.items()],
    }


def comparable_descriptor(descriptor: Mapping[str, Any]) -> dict[str, Any]:
    """What a descriptor says, whichever release of a library wrote the files that it describes."""
    resources = [_without_file_facts(resource) for resource in descriptor["resources"]]
    return {**descriptor, "resources": resources}


def _without_file_facts(resource: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in resource.items() if key not in {"bytes", "hash", "parquet"}}


def _sources(disclosures: pa.Table) -> list[dict[str, str]]:
    rows = disclosures.select(["source", "source_sha256"]).to_pylist()
    unique = sorted({(row["source"], row["source_sha256"]) for row in rows})
    return [{"title": title, **_address(title), "hash": f"sha256:{sha256}"} for title, sha256 in unique]


def _address(source: str) -> dict[str, str]:
    """A document that was a file has no address that would mean anything elsewhere; its hash tells it."""
    return {"path": source} if source.startswith(("http://", "https://")) else {}


def _resource(name: str, table: pa.Table, files: Files | None) -> dict[str, Any]:
    schema = {key: value for key, value in table_schema(name).descriptor.items() if key != "$schema"}
    return {
        "name": name,
        "type": "table",
        "title": schema["title"],
        "title_en": schema["title_en"],
        "description": schema["description"],
        "path": csv_name(name),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": DIALECT,
        "rows": table.num_rows,
        **({"bytes": files.csv.bytes, "hash": files.csv.hash, "parquet": asdict(files.parquet)} if files else {}),
        "schema": schema,
    }
