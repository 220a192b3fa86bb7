"""What else a disclosure says: the units it covers, and the projects that its prose describes."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from flows.amounts import yuan
from flows.model import Block, Grid, Project, Unit
from flows.recognise.normalisation import normalise_heading, row_label, strip_whitespace
from flows.recognise.prose.passages import Passage, heading_level

_UNIT_NAME = re.compile(r"(?:预算|所属|决算)?单位(?:名称|全称)")
_NATURE = re.compile(r"(?:单位)?(?:经费|资金|预算)?(?:性质|形式|类别|管理方式)")
_UNIT_LIST = re.compile(r"机构设置|单位构成|单位基本情况|单位组成|单位情况|构成")
_LISTED = re.compile(
    r"^\d{1,2}[.、．]\s*(?:[下所]属)?(?:(?:行政|事业)单位)?"
    r"(?P<name>[^，,。；;：:、（(]{4,40}?(?:（[^）]{1,10}）)?)(?:不单列预算)?(?=$|[，,。；;：:、（(])"
)
_ORGANISATION = re.compile(r"(?:局|委|厅|部|办|室|处|所|院|中心|[校园馆站队社会]|公司|[本机][级关部])(?:（[^）]+）)?$")
_PROJECT = re.compile(r"(?P<name>.+?)(?:项目)?(?:经费)?情况(?:说明)?")
_BUDGET_HEAD = re.compile(r"年度预算安排|预算安排|项目预算")
_BUDGET = re.compile(r"(?:项目)?总预算([\d,]+(?:\.\d+)?)(万|万元|元)(?![\d元])")
_GENERAL = re.compile(r"一般公共预算(?:拨款|资金)?(?:安排)?([\d,]+(?:\.\d+)?)(万元|元)")
_OWN = re.compile(r"(?:单位)?自有资金([\d,]+(?:\.\d+)?)(万元|元)")
UNNAMED_PROJECT = "项目"
_IMPLEMENTER = re.compile(r"由(.{4,40}?)(?:负责)?(?:组织|具体)?(?:实施|执行)")


def read_units(blocks: Iterable[Block], passages: Sequence[Passage]) -> tuple[Unit, ...]:
    """The units of a disclosure, from its table of units, or else from the list in its prose."""
    for block in blocks:
        if isinstance(block, Grid):
            found = tuple(_units_of(block))
            if found:
                return found
    return tuple(_listed_units(passages))


def _units_of(grid: Grid) -> Iterator[Unit]:
    texts = {(cell.row, cell.column): cell for cell in grid.cells}
    name_column = nature_column = None
    for row in range(grid.rows):
        heads = {column: normalise_heading(cell.text) for (r, column), cell in texts.items() if r == row}
        if name_column is None:
            name_column = next((c for c, text in heads.items() if _UNIT_NAME.fullmatch(text)), None)
            nature_column = next((c for c, text in heads.items() if _NATURE.fullmatch(text)), None)
        elif (cell := texts.get((row, name_column))) is not None and strip_whitespace(cell.text):
            nature = texts.get((row, nature_column)) if nature_column is not None else None
            yield Unit(row_label(cell.text), strip_whitespace(nature.text) or None if nature else None, cell.page)


def _listed_units(passages: Sequence[Passage]) -> Iterator[Unit]:
    for passage in passages:
        if any(_UNIT_LIST.search(heading) for heading in passage.headings):
            for line in passage.lines:
                match = _LISTED.match(line.text.strip())
                if match and (heading_level(line.text) is None or _ORGANISATION.search(match["name"])):
                    yield Unit(row_label(match["name"]), None, line.page)


def read_projects(passages: Sequence[Passage], fiscal_year: int) -> tuple[Project, ...]:
    """The projects that the prose describes under headings of their own, with their budget."""
    found: dict[str, Project] = {}
    for passage in passages:
        name = project_name(passage)
        if name is None or name == UNNAMED_PROJECT:
            continue
        siblings = "".join(other.text for other in passages if other.headings[:-1] == passage.headings[:-1])
        implementer = _IMPLEMENTER.search(siblings)
        found[name] = Project(
            name,
            fiscal_year,
            _money(_BUDGET, passage.text),
            _money(_GENERAL, passage.text),
            _money(_OWN, passage.text),
            implementer[1] if implementer else None,
            passage.page,
        )
    return tuple(found.values())


def project_name(passage: Passage) -> str | None:
    """The project whose budget a passage tells, by the heading above its own; UNNAMED where that gives no name."""
    if len(passage.headings) < 2 or not _BUDGET_HEAD.search(passage.headings[-1]):
        return None
    match = _PROJECT.fullmatch(row_label(passage.headings[-2]))
    return match["name"] if match else None


def _money(pattern: re.Pattern[str], text: str) -> Decimal | None:
    match = pattern.search(text)
    return yuan(Decimal(match[1].replace(",", "")), match[2]) if match else None
