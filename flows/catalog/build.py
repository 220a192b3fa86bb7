"""The catalog is made anew from the latest version of every package, beside the last one, and then put in its place.

Its tables lie in the order of their keys, so that a query for one organisation or one code reads little of them.
"""

import dataclasses
import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from flows.catalog.views import VIEWS
from flows.contract import RESOURCES, VERSION, TableSchema, table_schema
from flows.model import Refusal

FILE_NAME = "catalog.duckdb"
DESCRIPTOR = "datapackage.json"
PACKAGES = pa.schema([("package", pa.string()), ("version", pa.string()), ("path", pa.string())])
QUARANTINE = pa.schema([(field.name, pa.string()) for field in dataclasses.fields(Refusal)])
_PACKAGE = re.compile(r"\d{6}-\d{4}-(?:budget|final)")
_VERSION = re.compile(r"(\d+)\.(\d+)\.(\d+)")
_DESCRIPTIONS = {
    "packages": "The packages of this catalog, and the version of each that it holds",
    "quarantine": "What the last run refused, and why",
}


def build_catalog(output: Path, refusals: Sequence[Refusal] = ()) -> Path:
    """Build `output/catalog.duckdb`; without a package its tables are there, and empty.

    One that would be the same is left as it is. A crash leaves the last catalog, and whoever has it open keeps it.
    """
    output.mkdir(parents=True, exist_ok=True)
    path = output / FILE_NAME
    fingerprint = _fingerprint(latest_versions(output), refusals)
    if _fingerprint_in(path) == fingerprint:
        return path
    beside = output / f".{FILE_NAME}.{os.getpid()}"
    beside.unlink(missing_ok=True)
    try:
        with duckdb.connect(str(beside), config={"threads": 1}) as catalog:
            _fill(catalog, output, refusals)
            catalog.execute("CREATE TABLE main.catalog AS SELECT ?::VARCHAR AS fingerprint", [fingerprint])
            catalog.execute("COMMENT ON TABLE main.catalog IS 'What this catalog was made from, as one hash'")
            catalog.execute("CHECKPOINT")
        _flush(beside)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
        beside.with_name(f"{beside.name}.wal").unlink(missing_ok=True)
    return path


def latest_versions(output: Path) -> dict[str, Path]:
    """The folder of the latest version of every package, by the package's name."""
    found: dict[str, Path] = {}
    for folder in sorted(each for each in output.iterdir() if each.is_dir() and _PACKAGE.fullmatch(each.name)):
        versions = {number: version for version in folder.iterdir() if (number := _number(version)) is not None}
        if versions:
            found[folder.name] = versions[max(versions)]
    return found


def _number(version: Path) -> tuple[int, ...] | None:
    match = _VERSION.fullmatch(version.name)
    return tuple(map(int, match.groups())) if match and (version / DESCRIPTOR).is_file() else None


def _fill(catalog: duckdb.DuckDBPyConnection, output: Path, refusals: Iterable[Refusal]) -> None:
    versions = latest_versions(output)
    for name in RESOURCES:
        schema = table_schema(name)
        _create(catalog, name, pa.table(_no_rows(schema.arrow), schema=schema.arrow))
        for version in versions.values():
            columns = ", ".join(schema.arrow.names)
            catalog.execute(
                f"INSERT INTO {name} SELECT {columns} FROM read_parquet(?) ORDER BY ALL",  # noqa: S608 names of schemas
                [str(version / "data" / f"{name}.parquet")],
            )
        _comment(catalog, schema)
    _create(catalog, "packages", pa.Table.from_pylist(list(_packages(versions, output)), schema=PACKAGES))
    refused = [dataclasses.asdict(refusal) for refusal in refusals]
    _create(catalog, "quarantine", pa.Table.from_pylist(refused, schema=QUARANTINE))
    for name, text in _DESCRIPTIONS.items():
        catalog.execute(f"COMMENT ON TABLE {name} IS {_quoted(text)}")
    for view in VIEWS:
        catalog.execute(f"CREATE VIEW {view.name} AS {view.select}")
        catalog.execute(f"COMMENT ON VIEW {view.name} IS {_quoted(view.description)}")


def _fingerprint(versions: Mapping[str, Path], refusals: Iterable[Refusal]) -> str:
    """A hash of all that a catalog is made from: the packages, the refusals, the contract and the views."""
    made_from = [
        VERSION,
        [dataclasses.asdict(view) for view in VIEWS],
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


def _no_rows(schema: pa.Schema) -> list[pa.Array]:
    return [pa.array([], field.type) for field in schema]


def _create(catalog: duckdb.DuckDBPyConnection, name: str, rows: pa.Table) -> None:
    catalog.register("arriving", rows)
    catalog.execute(f"CREATE TABLE {name} AS SELECT * FROM arriving")  # noqa: S608 a name of the contract
    catalog.unregister("arriving")


def _comment(catalog: duckdb.DuckDBPyConnection, schema: TableSchema) -> None:
    told = f"{schema.descriptor['title']} {schema.descriptor['title_en']}: {schema.descriptor['description_en']}"
    catalog.execute(f"COMMENT ON TABLE {schema.name} IS {_quoted(told)}")
    for field in schema.fields:
        unit = f" ({field.descriptor['unit']})" if "unit" in field.descriptor else ""
        told = f"{field.descriptor['title']}{unit}: {field.descriptor['description_en']}"
        catalog.execute(f"COMMENT ON COLUMN {schema.name}.{field.name} IS {_quoted(told)}")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _packages(versions: Mapping[str, Path], output: Path) -> Iterator[dict[str, str]]:
    for package, path in versions.items():
        yield {"package": package, "version": path.name, "path": path.relative_to(output).as_posix()}


def _flush(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
