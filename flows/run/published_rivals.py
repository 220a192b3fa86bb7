"""Documents that claim to be a disclosure which an earlier run published from another document."""

import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from flows.errors import ContractError
from flows.model import Refusal
from flows.run.batches import Claim
from flows.run.quarantine import refusal_of
from flows.store.folder import Folder
from flows.store.layout import latest_versions, parquet_name

_REMEDY = (
    "If it takes that one's place, publish it with --replace, under the same name or URL, or as a row of the register;"
    " if not, look at what its cover says"
)


def published_rivals(package: str, disclosures: pa.Table, claims: Sequence[Claim], output: Path) -> dict[str, Refusal]:
    """The refusals, by disclosure, of documents that would silently take the place of another.

    The same bytes under any name are the same document, other bytes under the same name or URL are its new state, and
    what the register lists takes the place of what was there. `disclosures` are the rows that would be published.
    """
    published = _published(package, output)
    arriving = {row["disclosure_id"]: row for row in disclosures.to_pylist()}
    refusals = {}
    for claim in claims:
        row, earlier = arriving.get(claim.disclosure_id), published.get(claim.disclosure_id)
        is_listed = claim.snapshot.source.registration is not None
        if row and earlier and not is_listed and _is_another(row, earlier):
            refusals[claim.disclosure_id] = _refusal(claim, earlier["source"], package)
    return refusals


def _published(package: str, output: Path) -> dict[str, Mapping[str, str]]:
    """What the latest version of a package says of its documents; nothing where there is none that can be read."""
    version = latest_versions(Folder(output)).get(package)
    path = version / parquet_name("disclosures") if version else None
    if path is None or not path.is_file():
        return {}
    rows = pq.read_table(path, columns=["disclosure_id", "source", "source_sha256"]).to_pylist()
    return {row["disclosure_id"]: row for row in rows}


def _is_another(row: Mapping[str, str], earlier: Mapping[str, str]) -> bool:
    names = {unicodedata.normalize("NFC", each["source"]) for each in (row, earlier)}
    return row["source_sha256"] != earlier["source_sha256"] and len(names) > 1


def _refusal(claim: Claim, earlier: str, package: str) -> Refusal:
    location = claim.snapshot.source.location
    what = f"it claims to be {claim.disclosure_id}, which {package} holds from another document, {earlier}"
    return refusal_of(ContractError(what, location, _REMEDY), location, claim.snapshot.sha256)
