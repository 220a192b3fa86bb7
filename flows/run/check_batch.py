"""Disclosures -> checked tables: they conform, they are reconciled, and what does not add up is looked at twice."""

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa

from flows.check import Reconciled, conform, reconcile
from flows.errors import UnreadableError
from flows.model import Disclosure, Refusal
from flows.run.batches import rows_of
from flows.run.document_jobs import reread_all
from flows.run.quarantine import fault, refusal
from flows.run.second_reading import AGREED, IN_DOUBT, UNREADABLE, Doubt, Reading, doubts
from flows.run.summary import Tables
from flows.tabulate import tabulate


@dataclass(frozen=True, slots=True)
class Checked:
    """The disclosures that conform, as the tables of the contract with their findings; and those that do not."""

    tables: Tables
    refusals: tuple[Refusal, ...] = ()


def check_batch(disclosures: Sequence[Disclosure]) -> Checked:
    """Tabulate, conform, reconcile and read again; if the whole fails, the guilty are found and the rest goes on.

    Raises InternalError where even no disclosure at all would fail: then none is guilty.
    """
    try:
        return _read_again(Checked(_checked(disclosures)), disclosures)
    except Exception:  # noqa: BLE001 - sifting finds it again, and names the disclosure
        _checked(())
        good, refusals = _sifted(disclosures)
        return _read_again(Checked(_checked(good), refusals), good)


def _checked(disclosures: Sequence[Disclosure]) -> Tables:
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
        raise fault(error, "schemas/rules") from error


def _sifted(disclosures: Sequence[Disclosure]) -> tuple[tuple[Disclosure, ...], tuple[Refusal, ...]]:
    """Halve what fails until the guilty stand alone."""
    try:
        _checked(disclosures)
    except Exception as error:  # noqa: BLE001 - each disclosure answers for itself alone
        if len(disclosures) <= 1:
            return (), tuple(_refused(disclosure, error) for disclosure in disclosures)
        middle = len(disclosures) // 2
        left, right = _sifted(disclosures[:middle]), _sifted(disclosures[middle:])
        return left[0] + right[0], left[1] + right[1]
    return tuple(disclosures), ()


def _read_again(checked: Checked, disclosures: Sequence[Disclosure]) -> Checked:
    """Refuse what a second reader sees otherwise; of the other findings, say whether it sees the same."""
    doubted = doubts(checked.tables, disclosures)
    if not doubted:
        return checked
    readings = {doubt.disclosure_id: given for doubt, given in zip(doubted, reread_all(doubted), strict=True)}
    differing = {key: each for key, given in readings.items() for each in given if each.differs}
    refusals = tuple(
        _refused(each, _misread(differing[key], each.snapshot.source.location))
        for each in disclosures
        if (key := each.identity.disclosure_id) in differing
    )
    kept = {key for key in checked.tables["disclosures"]["disclosure_id"].to_pylist() if key not in differing}
    tables = rows_of(checked.tables, kept) if differing else checked.tables
    findings = _told(tables["findings"], doubted, readings)
    return Checked({**tables, "findings": findings}, (*checked.refusals, *refusals))


def _misread(reading: Reading, location: str) -> UnreadableError:
    suspect = reading.suspect
    return UnreadableError(
        f"it does not add up, and two readers see it differently: {suspect.printed} and {reading.seen[0]}",
        f"{location}, page {suspect.page}, table {suspect.table_name}, box {suspect.box}",
        "Look at the page, and please report the document; save it anew (print it to PDF, say) and publish that",
    )


def _told(findings: pa.Table, doubted: Sequence[Doubt], readings: dict[str, tuple[Reading, ...]]) -> pa.Table:
    """The findings, each with what a second reader says of its cells."""
    seen = {
        (doubt.disclosure_id, f"{each.suspect.page} {each.suspect.box}", each.agrees)
        for doubt in doubted
        for each in readings[doubt.disclosure_id]
    }

    def said(disclosure_id: str, severity: str, boxes: str | None) -> str | None:
        places = [place for place in (boxes or "").split("; ") if severity in IN_DOUBT and place]
        answers = {agrees for place in places for agrees in (True, False) if (disclosure_id, place, agrees) in seen}
        return None if not answers else AGREED if answers == {True} else UNREADABLE

    columns = (findings[name].to_pylist() for name in ("disclosure_id", "severity", "boxes"))
    place = findings.schema.get_field_index("reread")
    answers = pa.array([said(*row) for row in zip(*columns, strict=True)], pa.string())
    return findings.set_column(place, findings.schema.field(place), answers)


def _refused(disclosure: Disclosure, error: Exception) -> Refusal:
    return refusal(error, disclosure.snapshot.source.location, disclosure.snapshot.sha256)
