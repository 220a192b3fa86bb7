"""Disclosures -> checked tables: they conform, they are reconciled, and what does not add up is looked at twice."""

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa

from flows.check import Reconciled, conform, reconcile
from flows.errors import UnreadableError
from flows.model import Disclosure, Refusal
from flows.run.batches import rows_of_disclosures
from flows.run.document_jobs import locate_all, verify_all
from flows.run.fault_places import fault_texts, places_by_finding, with_places
from flows.run.quarantine import internal_error, refusal_of
from flows.run.second_reading import (
    AGREED,
    UNREADABLE,
    VERIFIED_SEVERITIES,
    CellsToVerify,
    Verification,
    cells_to_verify,
)
from flows.run.summary import Tables
from flows.tabulate import tabulate


@dataclass(frozen=True, slots=True)
class CheckedBatch:
    """The disclosures that conform, as the tables of the contract with their findings; and those that do not."""

    tables: Tables
    refusals: tuple[Refusal, ...] = ()


def check_batch(disclosures: Sequence[Disclosure]) -> CheckedBatch:
    """Tabulate, conform, reconcile and read again; if the whole fails, the guilty are found and the rest goes on.

    Raises InternalError where even no disclosure at all would fail: then none is guilty.
    """
    try:
        return _located(_verified(CheckedBatch(_tables_with_findings(disclosures)), disclosures), disclosures)
    except Exception:  # noqa: BLE001 - sifting finds it again, and names the disclosure
        _tables_with_findings(())
        good, refusals = _without_guilty(disclosures)
        return _located(_verified(CheckedBatch(_tables_with_findings(good), refusals), good), good)


def _tables_with_findings(disclosures: Sequence[Disclosure]) -> Tables:
    tables = tabulate(disclosures)
    conform(tables)
    reconciled = _reconciled(tables)
    judged = {name: getattr(reconciled, name) for name in ("line_items", "findings", "check_coverage")}
    conform({"disclosures": tables["disclosures"], **judged})
    return {**tables, **judged}


def _reconciled(tables: Tables) -> Reconciled:
    """Arithmetic that does not close is a finding; so what goes wrong here is a bug of ours, whatever it is."""
    try:
        return reconcile(tables)
    except Exception as error:
        raise internal_error(error, "schemas/rules") from error


def _without_guilty(disclosures: Sequence[Disclosure]) -> tuple[tuple[Disclosure, ...], tuple[Refusal, ...]]:
    """Halve what fails until the guilty stand alone."""
    try:
        _tables_with_findings(disclosures)
    except Exception as error:  # noqa: BLE001 - each disclosure answers for itself alone
        if len(disclosures) <= 1:
            return (), tuple(_refused(disclosure, error) for disclosure in disclosures)
        middle = len(disclosures) // 2
        left, right = _without_guilty(disclosures[:middle]), _without_guilty(disclosures[middle:])
        return left[0] + right[0], left[1] + right[1]
    return tuple(disclosures), ()


def _verified(checked: CheckedBatch, disclosures: Sequence[Disclosure]) -> CheckedBatch:
    """Refuse what a second reader sees otherwise; of the other findings, say whether it sees the same."""
    documents = cells_to_verify(checked.tables, disclosures)
    if not documents:
        return checked
    verifications = {
        document.disclosure_id: of_document
        for document, of_document in zip(documents, verify_all(documents), strict=True)
    }
    differing = {key: each for key, given in verifications.items() for each in given if each.differs}
    refusals = tuple(
        _refused(each, _misread(differing[key], each.snapshot.source.location))
        for each in disclosures
        if (key := each.identity.disclosure_id) in differing
    )
    kept = {key for key in checked.tables["disclosures"]["disclosure_id"].to_pylist() if key not in differing}
    tables = rows_of_disclosures(checked.tables, kept) if differing else checked.tables
    findings = _with_verification(tables["findings"], documents, verifications)
    return CheckedBatch({**tables, "findings": findings}, (*checked.refusals, *refusals))


def _located(checked: CheckedBatch, disclosures: Sequence[Disclosure]) -> CheckedBatch:
    """What findings say in words, with the page and the box where a PDF prints it."""
    documents = fault_texts(checked.tables["findings"], disclosures)
    if not documents:
        return checked
    places = places_by_finding(documents, locate_all(documents))
    findings = with_places(checked.tables["findings"], places)
    return CheckedBatch({**checked.tables, "findings": findings}, checked.refusals)


def _misread(verification: Verification, location: str) -> UnreadableError:
    cell = verification.cell
    return UnreadableError(
        f"it does not add up, and two readers see it differently: {cell.printed} and {verification.readings[0]}",
        f"{location}, page {cell.page}, table {cell.table_name}, box {cell.box}",
        "Look at the page, and please report the document; save it anew (print it to PDF, say) and publish that",
    )


def _with_verification(
    findings: pa.Table, documents: Sequence[CellsToVerify], verifications: dict[str, tuple[Verification, ...]]
) -> pa.Table:
    """The findings, each with what a second reader says of its cells."""
    agreements = {
        (document.disclosure_id, f"{each.cell.page} {each.cell.box}", each.agrees)
        for document in documents
        for each in verifications[document.disclosure_id]
    }

    def result_for(disclosure_id: str, severity: str, boxes: str | None) -> str | None:
        places = [place for place in (boxes or "").split("; ") if severity in VERIFIED_SEVERITIES and place]
        results = {
            agrees for place in places for agrees in (True, False) if (disclosure_id, place, agrees) in agreements
        }
        return None if not results else AGREED if results == {True} else UNREADABLE

    columns = (findings[name].to_pylist() for name in ("disclosure_id", "severity", "boxes"))
    place = findings.schema.get_field_index("reread")
    results = pa.array([result_for(*row) for row in zip(*columns, strict=True)], pa.string())
    return findings.set_column(place, findings.schema.field(place), results)


def _refused(disclosure: Disclosure, error: Exception) -> Refusal:
    return refusal_of(error, disclosure.snapshot.source.location, disclosure.snapshot.sha256)
