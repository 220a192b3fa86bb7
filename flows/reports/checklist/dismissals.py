"""What an inspector has set aside: findings by a key that stays the same from draft to draft."""

import csv
import hashlib
import io
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from flows.check.finding_text import judged_in_evidence
from flows.errors import SourceError

COLUMN = "key"
"""The one column, or field, that is looked at: others are for people."""
DIGITS = 10
_REMEDY = "Give a CSV with a column `key`, or a JSON list of keys or of objects with a `key`"


def finding_keys(findings: Iterable[Mapping[str, Any]]) -> list[str]:
    """A key for each row of findings: of what is judged, and what is printed; not of its number, page or place.

    Of several that are the same in all of this, the second ends with `-2`.
    """
    met: Counter[str] = Counter()
    keys = []
    for finding in findings:
        key = _key(finding)
        met[key] += 1
        keys.append(key if met[key] == 1 else f"{key}-{met[key]}")
    return keys


def _key(finding: Mapping[str, Any]) -> str:
    judged = judged_in_evidence(finding["evidence"] or "", finding["place"] or "")
    facts = (
        *(finding[name] for name in ("disclosure_id", "rule", "table_name")),
        judged,
        *(finding[name] for name in ("actual_printed", "expected_printed")),
    )
    digest = hashlib.sha256("\n".join(str(fact or "") for fact in facts).encode()).hexdigest()
    return f"{finding['rule']}-{digest[:DIGITS]}"


def read_dismissed(path: Path) -> tuple[str, ...]:
    """The keys that a file lists, as JSON or as CSV. Raises SourceError for any other file."""
    text = _text(path)
    keys = _of_json(text, path) if text.lstrip()[:1] in ("[", "{") else _of_csv(text, path)
    return tuple(dict.fromkeys(key.strip() for key in keys if key.strip()))


def _text(path: Path) -> str:
    """The text of a file that a person edited: as UTF-8, or as a spreadsheet program in China writes it."""
    content = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SourceError("it is no text", str(path), _REMEDY)


def _of_json(text: str, path: Path) -> Sequence[str]:
    try:
        listed = json.loads(text)
    except ValueError as error:
        raise SourceError(f"it is no JSON ({error})", str(path), _REMEDY) from error
    keys = [each.get(COLUMN) if isinstance(each, dict) else each for each in listed] if isinstance(listed, list) else []
    if not isinstance(listed, list) or not all(isinstance(key, str) for key in keys):
        raise SourceError("it is no list of keys", str(path), _REMEDY)
    return [str(key) for key in keys]


def _of_csv(text: str, path: Path) -> Sequence[str]:
    rows = csv.DictReader(io.StringIO(text, newline=""))
    if text.strip() and COLUMN not in (rows.fieldnames or ()):
        raise SourceError(f"no column is called {COLUMN}", str(path), _REMEDY)
    return [row[COLUMN] or "" for row in rows]
