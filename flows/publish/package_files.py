"""A version → files: CSV and Parquet with the same rows, README and descriptor; the same rows give the same bytes."""

import csv
import hashlib
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

from flows.errors import ContractError
from flows.publish.descriptor import File, Files, describe
from flows.publish.package_version import PackageVersion
from flows.publish.readme import readme
from flows.store.layout import DESCRIPTOR, README, csv_name, parquet_name

ROW_GROUP = 65_536
"""Rows of a Parquet row group, and of what is turned into text at a time."""
COMPRESSION_LEVEL = 9


def write(version: PackageVersion, folder: Path) -> None:
    """Write everything of one version into an empty folder, and read it back."""
    (folder / "data").mkdir()
    written = {name: _resource(name, table, folder) for name, table in version.resources.items()}
    (folder / README).write_bytes(readme(version).encode())
    text = json.dumps(describe(version, written), ensure_ascii=False, indent=2)
    (folder / DESCRIPTOR).write_bytes(text.encode() + b"\n")


def _resource(name: str, table: pa.Table, folder: Path) -> Files:
    text, columns = folder / csv_name(name), folder / parquet_name(name)
    write_csv(table, text)
    write_parquet(table, columns)
    for path, found in ((text, read_csv(text, table.schema)), (columns, pq.read_table(columns))):
        if not found.equals(table):
            raise ContractError("what was written does not read back the same", path.name, "Please report this")
    return Files(_file(text, folder), _file(columns, folder))


def write_csv(table: pa.Table, path: Path) -> None:
    """RFC 4180 in UTF-8: CRLF, quotes where they are needed, null as nothing, decimals in full."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(table.column_names)
        for batch in table.to_batches(ROW_GROUP):
            writer.writerows(zip(*(column.cast(pa.string()).to_pylist() for column in batch.columns), strict=True))


def read_csv(path: Path, schema: pa.Schema) -> pa.Table:
    """The rows of a CSV file in the types of its schema."""
    options = pa.csv.ConvertOptions(
        column_types=dict(zip(schema.names, schema.types, strict=True)), null_values=[""], strings_can_be_null=True
    )
    table = pa.csv.read_csv(path, parse_options=pa.csv.ParseOptions(newlines_in_values=True), convert_options=options)
    return table.cast(schema)


def write_parquet(table: pa.Table, path: Path) -> None:
    """Parquet without anything that the machine or the clock would change."""
    pq.write_table(
        table, path, compression="zstd", compression_level=COMPRESSION_LEVEL, row_group_size=ROW_GROUP, version="2.6"
    )


def _file(path: Path, folder: Path) -> File:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return File(path.relative_to(folder).as_posix(), path.stat().st_size, f"sha256:{digest}")
