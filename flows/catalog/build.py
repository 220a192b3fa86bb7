"""The catalog is made anew from the latest version of every package, beside the last one, and then put in its place.

Its tables lie in the order of their keys, so that a query for one organisation or one code reads little of them.
"""

import dataclasses
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from flows.catalog.cross_checks import cross_check, fingerprint_of_rules
from flows.catalog.views import VIEWS
from flows.contract import RESOURCES, VERSION, FieldSpec, TableSchema, table_schema
from flows.errors import ContractError
from flows.model import Refusal
from flows.store.folder import Folder
from flows.store.layout import CATALOG, DESCRIPTOR, QUARANTINE, latest_versions, parquet_name

PACKAGES = pa.schema([("package", pa.string()), ("version", pa.string()), ("path", pa.string())])
REFUSALS = pa.schema([(field.name, pa.string()) for field in dataclasses.fields(Refusal)])
OWN_TABLES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "packages": (
        "数据包 Packages: those of this catalog, and the version of each that it holds",
        {
            "package": "数据包: jurisdiction, fiscal year and stage",
            "version": "版本: the latest one",
            "path": "路径: its folder, seen from the catalog's",
        },
    ),
    "quarantine": (
        "未发布 Quarantine: what the last run refused, and why",
        {
            "location": "位置: the file or URL",
            "sha256": "摘要: hash of the document, where there is one",
            "error": "类型: kind of error",
            "what": "原因: what is wrong",
            "where": "所在: the file, page or cell",
            "remedy": "办法: what to do next",
        },
    ),
    "catalog_findings": (
        "公开文件之间的核对结果 Findings between disclosures: what two of them say differently",
        {
            "disclosure_id": "公开文件标识: the one that says so",
            "other_id": "另一公开文件: the one that it is held against",
            "rule": "规则: its file in schemas/between",
            "severity": "程度: `error`, `warning` or `info`",
            "table_name": "标准表: the standard table it is about",
            "page": "页码: where it is printed",
            "other_page": "另一文件的页码: where the other has it",
            "message": "说明: one sentence",
            "message_en": "英文说明: the same in English",
            "expected": "应为 (元): what the other says",
            "actual": "实为 (元): what this one says",
            "difference": "差额 (元): actual less expected",
        },
    ),
    "catalog_coverage": (
        "公开文件之间的核对范围 Coverage between disclosures: what came of each of these rules",
        {
            "disclosure_id": "公开文件标识: the disclosure",
            "rule": "规则: its file in schemas/between",
            "outcome": "结论: passed, rounding, failed, not_applicable or not_run",
            "judged": "核对数: pairs of numbers that it compared",
        },
    ),
}


def build_catalog(output: Path, refusals: Sequence[Refusal] = ()) -> Path:
    """Build `output/catalog.duckdb`, and `quarantine.json` with the same refusals: no other run comes between.

    Without a package or a refusal the tables and the list are there, and empty. A catalog that would be the same is
    left as it is. A crash leaves the last catalog, and whoever has it open keeps it.
    """
    folder = Folder(output)
    with folder.locked():
        folder.replace(QUARANTINE, _quarantine(refusals))
        path, versions = folder.path(CATALOG), latest_versions(folder)
        fingerprint = _fingerprint(versions, refusals)
        if _fingerprint_in(path) == fingerprint:
            return path
        with folder.workspace() as workspace:
            draft = workspace / CATALOG
            with duckdb.connect(str(draft)) as catalog:
                _fill(catalog, output, versions, refusals)
                catalog.execute("CREATE TABLE main.catalog AS SELECT ?::VARCHAR AS fingerprint", [fingerprint])
                _describe(catalog)
                catalog.execute("CHECKPOINT")
            return folder.place(draft, CATALOG)


def _quarantine(refusals: Iterable[Refusal]) -> bytes:
    text = json.dumps([dataclasses.asdict(each) for each in refusals], ensure_ascii=False, indent=2)
    return text.encode() + b"\n"


def _fill(
    catalog: duckdb.DuckDBPyConnection, output: Path, versions: Mapping[str, Path], refusals: Iterable[Refusal]
) -> None:
    for name in RESOURCES:
        schema = table_schema(name)
        _create(catalog, name, schema.arrow.empty_table())
        if versions:
            _insert(catalog, schema, list(versions.values()))
    _create(catalog, "packages", pa.Table.from_pylist(list(_packages(versions, output)), schema=PACKAGES))
    refused = [dataclasses.asdict(refusal) for refusal in refusals]
    _create(catalog, "quarantine", pa.Table.from_pylist(refused, schema=REFUSALS))
    between = cross_check(catalog)
    _create(catalog, "catalog_findings", between.findings)
    _create(catalog, "catalog_coverage", between.coverage)
    for view in VIEWS:
        catalog.execute(f"CREATE VIEW {view.name} AS {view.select}")


def _insert(catalog: duckdb.DuckDBPyConnection, schema: TableSchema, versions: Sequence[Path]) -> None:
    """All rows of a resource, in the order in which they are asked for; a field that no package has yet stays null."""
    files = [str(path) for version in versions if (path := version / parquet_name(schema.name)).is_file()]
    try:
        catalog.execute(
            f"INSERT INTO {schema.name} BY NAME SELECT * FROM read_parquet(?, union_by_name = true)"  # noqa: S608
            f" ORDER BY {', '.join(_order(schema))}",
            [files],
        )
    except duckdb.Error as error:
        raise ContractError(
            f"the packages' {schema.name} cannot be read ({_first_line(error)})",
            ", ".join(sorted({str(version.parent) for version in versions})[:3]),
            "Remove the version that is damaged, then publish its documents again",
        ) from error


def _order(schema: TableSchema) -> tuple[str, ...]:
    """The primary key; but one standard table is asked for over all organisations, so its name goes first."""
    first = ("table_name",) if schema.name == "line_items" else ()
    return first + tuple(name for name in schema.primary_key if name not in first)


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0]


def _fingerprint(versions: Mapping[str, Path], refusals: Iterable[Refusal]) -> str:
    """A hash of all that a catalog is made from: the packages, the refusals, the contract and the views."""
    made_from = [
        VERSION,
        [dataclasses.asdict(view) for view in VIEWS],
        OWN_TABLES,
        fingerprint_of_rules(),
        [[name, hashlib.sha256((path / DESCRIPTOR).read_bytes()).hexdigest()] for name, path in versions.items()],
        [dataclasses.asdict(refusal) for refusal in refusals],
    ]
    return hashlib.sha256(json.dumps(made_from, ensure_ascii=False).encode()).hexdigest()


def _fingerprint_in(path: Path) -> str | None:
    """The fingerprint of the catalog that is there; None where there is none, or none that can be read."""
    if not path.is_file():
        return None
    try:
        with duckdb.connect(str(path), read_only=True) as catalog:
            row = catalog.execute("SELECT fingerprint FROM main.catalog").fetchone()
    except duckdb.Error:
        return None
    return str(row[0]) if row else None


def _create(catalog: duckdb.DuckDBPyConnection, name: str, rows: pa.Table) -> None:
    catalog.register("arriving", rows)
    catalog.execute(f"CREATE TABLE {name} AS SELECT * FROM arriving")  # noqa: S608 a name of the contract
    catalog.unregister("arriving")


def _describe(catalog: duckdb.DuckDBPyConnection) -> None:
    """Say of every table, view and column what it is: hundreds of comments, which are written to disk once."""
    catalog.begin()
    for name in RESOURCES:
        _comment_table(catalog, table_schema(name))
    for name, (text, columns) in OWN_TABLES.items():
        _comment(catalog, "TABLE", name, text, columns)
    for view in VIEWS:
        _comment(catalog, "VIEW", view.name, view.description, view.columns)
    catalog.execute("COMMENT ON TABLE main.catalog IS 'What this catalog was made from, as one hash'")
    catalog.commit()


def _comment_table(catalog: duckdb.DuckDBPyConnection, schema: TableSchema) -> None:
    text = f"{schema.descriptor['title']} {schema.descriptor['title_en']}: {schema.descriptor['description_en']}"
    _comment(catalog, "TABLE", schema.name, text, {field.name: _field_comment(field) for field in schema.fields})


def _field_comment(field: FieldSpec) -> str:
    unit = f" ({field.descriptor['unit']})" if "unit" in field.descriptor else ""
    return f"{field.descriptor['title']}{unit}: {field.descriptor['description_en']}"


def _comment(catalog: duckdb.DuckDBPyConnection, kind: str, name: str, text: str, columns: Mapping[str, str]) -> None:
    catalog.execute(f"COMMENT ON {kind} {name} IS {_quoted(text)}")
    for column, text_of_column in columns.items():
        catalog.execute(f"COMMENT ON COLUMN {name}.{column} IS {_quoted(text_of_column)}")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _packages(versions: Mapping[str, Path], output: Path) -> Iterator[dict[str, str]]:
    for package, path in versions.items():
        yield {"package": package, "version": path.name, "path": path.relative_to(output).as_posix()}
