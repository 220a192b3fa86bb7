"""Read and recognise a text, as the tests of recognition need it."""

import hashlib
from pathlib import Path

from flows.model import Disclosure, Snapshot, Source
from flows.read import read
from flows.recognise import recognise


def disclosure_of(path: Path) -> Disclosure:
    content = path.read_bytes()
    return recognise(read(Snapshot(Source(path.name), hashlib.sha256(content).hexdigest(), len(content), path)))


def told(disclosure: Disclosure) -> list[str]:
    """A disclosure in lines that a person can compare with the document."""
    lines = [disclosure.identity.disclosure_id]
    for table in disclosure.tables:
        lines.append(f"{table.table_name} {table.status} {table.unit_printed} {table.title_printed}")
        lines += [
            f"  {item.row_number}.{item.column_group} {item.side or '-'} {item.code or '-'} {item.name or '-'}"
            f" {item.measure} {item.amount}"
            for item in table.items
        ]
        lines += [
            f"  + {other.row_number}.{other.column_group} {other.kind} {other.year or '-'} {other.code or '-'}"
            f" {other.name or '-'} {other.heading or '-'} {other.amount_printed} {other.amount}"
            for other in table.others
        ]
    return lines + [f"stated {each.amount} {each.subject}" for each in disclosure.amounts]
