"""Which government an organisation belongs to, by the GB/T 2260 names that its own name begins with.

Where its name does not tell, what is printed as a name on the cover or over its pages does, or the register. What prose
says of places (where a school once was, which city a plan is for) never does.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from flows.contract import codelist
from flows.errors import UnrecognisedError

_PARTY = re.compile(
    r"^(?:中国共产党|中共|中国人民政治协商会议|中国国民党革命委员会|政协|中国共产主义青年团|共青团|九三学社|民革|民盟|民建|民进|农工党|致公党"
    r"|中国民主(?:同盟|建国会|促进会)|中国农工民主党|中国致公党|台湾民主自治同盟|台盟|中国国际贸易促进委员会)"
)
_NATIONAL = re.compile(r"^(?:(?:中华人民共和国|国家|国务院|最高人民|全国|中央|中国(?!（))|.{2,6}(?:海关|海事局)$)")
_MINISTRY = re.compile(
    r"(?:外交|国防|教育|科学技术|科技|工业和信息化|公安|国家安全|民政|司法|财政|人力资源(?:和)?社会保障|自然资源|生态环境"
    r"|住房(?:和)?城乡建设|交通运输|水利|农业农村|商务|文化和旅游|退役军人事务|应急管理)部(?!门)|审计署|海关总署"
)
_NATION = ("100000", "中华人民共和国")
_SUFFIX = re.compile(r"(?:壮族|回族|维吾尔)?(?:自治区|省|市|地区)$")
_UNKNOWN_COUNTY = re.compile(r"^[^县旗]{1,6}(?:县|自治旗)")
_REMEDY = (
    "Look at its cover, or state it in the register of sources: gongkai knows the places of GB/T 2260"
    " (schemas/codelists/jurisdictions.csv)"
)

Places = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class PrintedNames:
    """What a document prints that may name a place: its organisation, other names on the cover, and lines.

    `also` may lie within the place of the organisation's own name and is then nearer (a school of 上海市 under
    上海市普陀区教育局). `lines` are those of the cover and over the pages; none of them is prose.
    """

    organisation: str
    also: Sequence[str] = ()
    lines: Sequence[str] = ()


def jurisdiction_of(printed: PrintedNames, where: str, registered: str | None = None) -> tuple[str, str]:
    """The code and full name of the government of an organisation.

    `registered` is the code that the register gives: it decides where no name begins with a place. Raises
    UnrecognisedError where no place is named, or more than one remains.
    """
    found = _place(printed.organisation, printed.lines, where, registered)
    for name in printed.also:
        other = _place(name, printed.lines, where, registered)
        if other is not None and (found is None or _within(other[0], found[0])):
            found = other
    if found is None and _is_central(printed.organisation):
        return _NATION
    found = found or _of_register(registered)
    if found is None and any(map(_is_central, (*printed.also, *printed.lines))):
        return _NATION
    found = found or _short_name(printed.organisation) or _only_place(printed.lines)
    if found is None:
        what = f"no place is named in {printed.organisation}, so its government is unknown"
        raise UnrecognisedError(what, where, _REMEDY)
    return found


def _of_register(code: str | None) -> tuple[str, str] | None:
    """The place of a code that a row of the register gives."""
    return next(((row["code"], row["full_name"]) for row in codelist("jurisdictions") if row["code"] == code), None)


def _is_central(name: str) -> bool:
    """Whether a name is that of a body of the nation; of a party or a league, without the place of a committee."""
    bare = _PARTY.sub("", name)
    if not name or place_before(name) not in (None, _NATION[1]):
        return False
    return not bare or bare in _central_universities() or bool(_NATIONAL.match(bare) or _MINISTRY.match(bare))


def place_before(name: str) -> str | None:
    """The longest name of a place with which a name begins, as it is printed; None where it begins with none.

    >>> place_before("厦门市思明区审计局"), place_before("中共厦门市委"), place_before("示例局")
    ('厦门市思明区', '中共厦门市', None)
    """
    bare = _PARTY.sub("", name)
    longest = max((known for known in _places() if bare.startswith(known)), key=len, default=None)
    return None if longest is None else name[: len(name) - len(bare) + len(longest)]


def _place(name: str, lines: Sequence[str], where: str, registered: str | None) -> tuple[str, str] | None:
    """The place with whose full or short name a name begins; the longest decides."""
    bare = _PARTY.sub("", name)
    places = _places()
    beginnings = (bare[:length] for length in range(len(bare), 0, -1))
    longest = next((beginning for beginning in beginnings if beginning in places), None)
    if longest is None:
        return None
    unknown = _UNKNOWN_COUNTY.match(bare.removeprefix(longest))
    if unknown is not None:
        raise UnrecognisedError(f"{unknown[0]} after {longest} in {name} is no place that is known", where, _REMEDY)
    found = dict(places[longest])
    if len(found) > 1 and registered in found:
        found = {registered: found[registered]}
    if len(found) > 1:
        text = "\n".join(lines)
        found = {code: full for code, full in found.items() if _mentions(text, full.removesuffix(longest))}
    if len(found) != 1:
        raise UnrecognisedError(f"{longest} in {name} is the name of several places", where, _REMEDY)
    return next(iter(found.items()))


def _mentions(text: str, above: str) -> bool:
    """Whether a text names what lies above a place, in whole or by its last part."""
    return any(name in text for name, found in _places().items() if above in found.values() and len(name) > 2)


def _within(code: str, above: str) -> bool:
    return code != above and code.startswith(above.rstrip("0"))


def _short_name(organisation: str) -> tuple[str, str] | None:
    """A province or city without its suffix: 上海图书馆. Of two, nobody can tell: 北京示例大学深圳医院."""
    cities = {_SUFFIX.sub("", name): found for name, found in _places().items() if _is_city(found)}
    names = [short for short in cities if len(short) > 1 and organisation.startswith(short)]
    if not names:
        return None
    longest = max(names, key=len)
    others = [short for short in cities if len(short) > 1 and short in organisation.removeprefix(longest)]
    return _lowest({code: full for short in (longest, *others) for code, full in cities[short].items()})


def _only_place(lines: Iterable[str]) -> tuple[str, str] | None:
    """The one place that lines begin with."""
    known = [_places()[place] for line in lines if (place := place_before(_PARTY.sub("", line)))]
    return _lowest({code: full for found in known if len(found) == 1 for code, full in found.items()})


def _lowest(named: Mapping[str, str]) -> tuple[str, str] | None:
    """The one place that is left when those give way that others lie within."""
    lowest = [code for code in named if not any(_within(other, code) for other in named)]
    return (lowest[0], named[lowest[0]]) if len(lowest) == 1 else None


def _is_city(found: Mapping[str, str]) -> bool:
    return all(code.endswith("00") for code in found)


@lru_cache
def _central_universities() -> frozenset[str]:
    return frozenset(row["name"] for row in codelist("central_universities"))


@lru_cache
def _places() -> Places:
    """Every way to write a place, from `普陀区` to `上海市普陀区`, with the codes and full names it may mean."""
    found: dict[str, dict[str, str]] = {}
    rows = {row["code"]: row for row in codelist("jurisdictions")}
    for code, row in rows.items():
        for name in _ways(row, rows):
            found.setdefault(name, {})[code] = row["full_name"]
    return found


def _ways(row: Mapping[str, str], rows: Mapping[str, Mapping[str, str]]) -> Iterable[str]:
    """The full name, the name alone, and the name after its province or its city alone."""
    yield row["full_name"]
    yield row["name"]
    above = rows.get(row["parent"])
    while above is not None:
        yield above["name"] + row["name"]
        above = rows.get(above["parent"])
