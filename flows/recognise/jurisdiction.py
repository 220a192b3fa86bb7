"""Which government an organisation belongs to, by the GB/T 2260 names that its own name begins with."""

import re
from collections.abc import Mapping
from functools import lru_cache

from flows.contract import codelist
from flows.errors import UnrecognisedError

_PARTY = re.compile(
    r"^(?:中国共产党|中共|中国人民政治协商会议|中国国民党革命委员会|政协|共青团|九三学社|民革|民盟|民建|民进|农工党|致公党)"
)
_NATIONAL = re.compile(r"^(?:中华人民共和国|国家|国务院|最高人民|全国|中央|中国)")
_REMEDY = "State the jurisdiction in the register of sources"


def jurisdiction_of(organisation: str, text: str, where: str) -> tuple[str, str]:
    """The code and full name of the government. `text` settles which of several places of one name is meant.

    Raises UnrecognisedError where no name is found, or more than one remains.
    """
    name = _PARTY.sub("", organisation)
    places = _places()
    full = max((known for known in places if name.startswith(known)), key=len, default=None)
    if full is not None:
        found = places[full]
        if len(found) > 1:
            found = {code: long for code, long in found.items() if _mentions(text, long, full)}
        if len(found) == 1:
            return next(iter(found.items()))
        raise UnrecognisedError(f"{full} in {organisation} is the name of several places", where, _REMEDY)
    if _NATIONAL.match(organisation):
        return "100000", "中华人民共和国"
    raise UnrecognisedError(f"no place is named in {organisation}, so its government is unknown", where, _REMEDY)


def _mentions(text: str, long: str, short: str) -> bool:
    above = long.removesuffix(short)
    return bool(above) and above in text


@lru_cache
def _places() -> Mapping[str, Mapping[str, str]]:
    """Every way to write a place, from `普陀区` to `上海市普陀区`, with the codes and full names it may mean."""
    found: dict[str, dict[str, str]] = {}
    rows = {row["code"]: row for row in codelist("jurisdictions")}
    for code, row in rows.items():
        for name in _ways(row, rows):
            found.setdefault(name, {})[code] = row["full_name"]
    return found


def _ways(row: Mapping[str, str], rows: Mapping[str, Mapping[str, str]]) -> set[str]:
    """The full name, the name alone, and the name after its province or its city alone."""
    ways = {row["full_name"], row["name"]}
    above = rows.get(row["parent"])
    while above is not None:
        ways.add(above["name"] + row["name"])
        above = rows.get(above["parent"])
    return ways
