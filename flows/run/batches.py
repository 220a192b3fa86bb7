"""What a run keeps of the documents that it has read, while it reads on: who they say they are, and their rows on disk.

A run may have thousands of documents. Their disclosures go with their batch; their rows lie in files that the system
takes from memory as it needs, and that are gone with the run, however it ends.
"""

import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self, TypeVar

import pyarrow as pa
import pyarrow.compute as pc

from flows.model import Disclosure, Refusal, Snapshot, Source
from flows.run.summary import Tables
from flows.store.layout import package_name

Value = TypeVar("Value", Source, Snapshot, Disclosure)


@dataclass(frozen=True, slots=True)
class Claim:
    """Which disclosure a document says it is."""

    disclosure_id: str
    snapshot: Snapshot

    @classmethod
    def of(cls, disclosure: Disclosure) -> Self:
        return cls(disclosure.identity.disclosure_id, disclosure.snapshot)


def split_refusals(values: Iterable[Value | Refusal]) -> tuple[tuple[Value, ...], tuple[Refusal, ...]]:
    """Part what went well from what was refused."""
    good: list[Value] = []
    refusals: list[Refusal] = []
    for value in values:
        if isinstance(value, Refusal):
            refusals.append(value)
        else:
            good.append(value)
    return tuple(good), tuple(refusals)


def deduplicate(snapshots: Sequence[Snapshot]) -> tuple[Snapshot, ...]:
    """The same bytes given twice are one document, by the name that sorts first."""
    unique: dict[str, Snapshot] = {}
    for snapshot in sorted(snapshots, key=lambda snapshot: snapshot.source.location):
        unique.setdefault(snapshot.sha256, snapshot)
    return tuple(unique.values())


def in_batches(snapshots: Sequence[Snapshot], size: int) -> Iterator[Sequence[Snapshot]]:
    """So many snapshots at a time; at least one batch, if only of nothing."""
    return (snapshots[start : start + size] for start in range(0, max(len(snapshots), 1), size))


def contested(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """The claims of every disclosure that more than one document says it is."""
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        found.setdefault(claim.disclosure_id, []).append(claim)
    return {name: claimants for name, claimants in found.items() if len(claimants) > 1}


def uncontested(batch: Sequence[Disclosure], claims: Iterable[Claim]) -> tuple[Disclosure, ...]:
    """The disclosures of a batch that no other document says it is, as far as the claims of a run tell."""
    claimed = Counter(claim.disclosure_id for claim in claims)
    return tuple(each for each in batch if claimed[each.identity.disclosure_id] == 1)


def spill_to_disk(tables: Tables) -> Tables:
    """The same rows in files without a name: they cost memory only while they are looked at."""
    return {name: _on_disk(table) for name, table in tables.items()}


def _on_disk(table: pa.Table) -> pa.Table:
    with tempfile.TemporaryDirectory(prefix="gongkai-") as folder:
        path = str(Path(folder) / "rows.arrow")
        with pa.OSFile(path, "wb") as file, pa.ipc.new_file(file, table.schema) as writer:
            writer.write_table(table)
        return pa.ipc.open_file(pa.memory_map(path)).read_all()


def concatenate(batches: Sequence[Tables], but: Iterable[str]) -> Tables:
    """The rows of all batches, without those of some disclosures."""
    left_out = pa.array(sorted(but), pa.string())
    joined = {name: pa.concat_tables([batch[name] for batch in batches]) for name in batches[0]}
    if len(left_out):
        joined = {
            name: rows.filter(pc.invert(pc.is_in(rows["disclosure_id"], left_out))) for name, rows in joined.items()
        }
    return joined | {"disclosures": joined["disclosures"].sort_by("disclosure_id")}


def members_by_package(disclosures: pa.Table) -> dict[str, set[str]]:
    """The disclosures of every package, by the names of both."""
    packages: dict[str, set[str]] = defaultdict(set)
    for row in disclosures.to_pylist():
        packages[package_name(row)].add(row["disclosure_id"])
    return dict(sorted(packages.items()))


def rows_of_disclosures(tables: Tables, members: set[str]) -> Tables:
    """The rows of some disclosures."""
    identifiers = pa.array(sorted(members))
    return {name: table.filter(pc.is_in(table["disclosure_id"], identifiers)) for name, table in tables.items()}
