"""What stands above a table: its title, its unit and the lines between them, wherever they are printed."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from flows.model import Block, Grid, Line
from flows.recognise.normalisation import is_enumerated, normalise_heading, strip_whitespace
from flows.recognise.tables.layout_patterns import title_tables

_UNIT = re.compile(r"(?:金额)?单位:(?:人民币)?(元|千元|万元|百万元|亿元)(?![\u4e00-\u9fff](?<!编|填|部|单|公|年))")
_INNER_UNIT = re.compile(r"[(（](?:单位[:：])?(元|千元|万元|亿元)[)）]")
_HEAD_LINE = re.compile(
    r"(?:预算|决算|编制|填报|填制|公开)?(?:主管)?(?:部门|单位)(?:名称|编码)?(?:\(公章\))?:.*|(?:部门|单位|预算|财决|附)?(?:公开)?(?:\d+表|表(?:[一二三四五六七八九十]+|\d+(?:[-.]\d+)*)):?"
    r"|\(?20\d\d年度?\)?|.*单位:.*元.*|附[件表]?\d*:?|年度:.*|\(?续(?:上)?(?:表)?[一二三四五六七八九十\d]*\)?"
)
_NOTE = re.compile(r"(?:注|说明|备注)\d*[:.、]")
_CONTINUED = re.compile(r"\([^()]*\)$")
_OTHER_TITLE = re.compile(
    r"[^。,，;；:：]{0,40}(?:预算|决算|收支|收入|支出|采购|项目|资金|经费|情况|资产|绩效|目标|清单|明细|汇总|统计)[^。,，;；:：]{0,6}表"
    r"|第[一二三四五六七八九十]+部分.*"
)
_NOTHING = re.compile(
    r"^(?:[(（]?(?:无|空表|不涉及)[)）]?)$|(?:此|本|该)表(?:为空|无数据|无内容|无数字|空)|空表|(?:无|没有|未安排|不涉及)[^。]*(?:预算|决算|资金|拨款|收入|支出|数据|转移支付|项目)"
)
_HEAD_CELLS = 3
_NEAR_LINES = 2.5


@dataclass(frozen=True, slots=True)
class PrintedTitle:
    """A printed title, and the standard tables that it may name."""

    line: Line
    names: tuple[str, ...]

    @property
    def text(self) -> str:
        return strip_whitespace(self.line.text)


def with_titles(body: Iterable[Block], organisation: str) -> Iterator[Block | PrintedTitle]:
    """The blocks of a body, its titles told apart: those that wrap joined, those inside grids taken out."""
    for block in _without_inner_heads(_with_whole_titles(body, organisation), organisation):
        names = title_tables(block.text, organisation) if isinstance(block, Line) else ()
        yield PrintedTitle(block, names) if isinstance(block, Line) and names else block


def printed_unit(text: str) -> str | None:
    """The unit that a line above a table prints.

    >>> printed_unit("编制部门：外事办公室  单位：万元"), printed_unit("部门收支总表（单位：元）")
    ('万元', '元')
    """
    match = _UNIT.search(strip_whitespace(unicodedata.normalize("NFKC", text)))
    return match[1] if match else None


def unit_in_headings(texts: Iterable[str]) -> str | None:
    """A unit that stands in the headings of a table itself: `预算数（万元）`."""
    matches = (_INNER_UNIT.search(strip_whitespace(text)) for text in texts)
    return next((match[1] for match in matches if match), None)


def is_head_line(text: str) -> bool:
    """Whether a line belongs to the head of a table: organisation, unit, number of the form, year."""
    return bool(_HEAD_LINE.fullmatch(normalise_heading(text)))


def may_head_another_table(text: str) -> bool:
    """Whether a line may begin a table or a chapter of its own, be it none of the standard ones. A note does not."""
    return not _NOTE.match(normalise_heading(text)) and ("表" in text or is_enumerated(text))


def is_title_of_another(text: str) -> bool:
    """Whether a line is the title of a table, of which kind ever, or of a part: what was titled above is past.

    >>> [is_title_of_another(text) for text in ("表5 政府采购预算表（货物）", "编制说明见附表", "第三部分 名词解释")]
    [True, False, True]
    """
    return bool(_OTHER_TITLE.fullmatch(_CONTINUED.sub("", normalise_heading(text))))


def declares_empty(text: str) -> bool:
    """Whether a line says that a table has nothing to print.

    >>> [declares_empty(text) for text in ("注：本部门2024年无政府性基金预算，故本表为空表。", "此表无数据", "无锡市")]
    [True, True, False]
    """
    return bool(_NOTHING.search(normalise_heading(text)))


def _with_whole_titles(body: Iterable[Block], organisation: str) -> Iterator[Block]:
    """Join a title that wraps over two lines, where only the two together name a table."""
    upper: Line | None = None
    for block in body:
        if upper is not None and isinstance(block, Line) and _wraps(upper, block, organisation):
            block = replace(upper, text=upper.text + block.text)  # noqa: PLW2901 the two lines are one
            upper = None
        if upper is not None:
            yield upper
        upper = block if isinstance(block, Line) else None
        if not isinstance(block, Line):
            yield block
    if upper is not None:
        yield upper


def _wraps(upper: Line, lower: Line, organisation: str) -> bool:
    if not upper.box or not lower.box or upper.page != lower.page or is_head_line(upper.text):
        return False
    height = upper.box.bottom - upper.box.top
    apart = abs(upper.box.left + upper.box.right - lower.box.left - lower.box.right) / 2
    near = 0 <= lower.box.top - upper.box.top < _NEAR_LINES * height and apart < 4 * height
    if not near or title_tables(upper.text, organisation):
        return False
    return len(title_tables(upper.text + lower.text, organisation)) == 1


def _without_inner_heads(blocks: Iterable[Block], organisation: str) -> Iterator[Block]:
    """Take title, organisation and unit out of a grid that begins above them."""
    for block in blocks:
        if isinstance(block, Line):
            yield block
        else:
            for piece in _split_at_titles(block, organisation):
                yield from _without_head_rows(piece, organisation)


def _split_at_titles(grid: Grid, organisation: str) -> Iterator[Grid]:
    """A grid that runs on into the next table, as text may have it, ends above the title and the form's number."""
    rows: dict[int, list[str]] = {}
    for cell in grid.cells:
        if cell.text:
            rows.setdefault(cell.row, []).append(cell.text)
    headings = min((row for row, texts in rows.items() if len(texts) > 1), default=grid.rows)
    alone = (row for row in sorted(rows) if row > headings + 1 and len(rows[row]) == 1)
    titles = (row for row in alone if title_tables(rows[row][0], organisation))
    starts = [0, *(_top_of_head(row, rows) for row in titles), grid.rows]
    for start, end in pairwise(starts):
        yield grid if (start, end) == (0, grid.rows) else _rows_between(grid, start, end)


def _top_of_head(title: int, rows: Mapping[int, Sequence[str]]) -> int:
    """The first row of a head: the number of the form may stand above the title."""
    while len(rows.get(title - 1, ())) == 1 and is_head_line(rows[title - 1][0]):
        title -= 1
    return title


def _rows_between(grid: Grid, start: int, end: int) -> Grid:
    """Some rows of a grid."""
    cells = tuple(cell._replace(row=cell.row - start) for cell in grid.cells if start <= cell.row < end)
    return replace(grid, cells=cells, rows=end - start, page=min((cell.page for cell in cells), default=grid.page))


def _without_head_rows(grid: Grid, organisation: str) -> Iterator[Block]:
    lines: list[Line] = []
    head = 0
    while head < grid.rows:
        cells = [cell for cell in grid.cells if cell.row == head and strip_whitespace(cell.text)]
        if len(cells) > _HEAD_CELLS or not all(_is_head(cell.text, organisation) for cell in cells):
            break
        lines += [Line(cell.text, cell.page, cell.box, cell.reference) for cell in cells]
        head += 1
    if not any(title_tables(line.text, organisation) or printed_unit(line.text) for line in lines):
        yield grid
        return
    yield from lines
    if head < grid.rows:
        yield _rows_between(grid, head, grid.rows)


def _is_head(text: str, organisation: str) -> bool:
    return bool(title_tables(text, organisation) or printed_unit(text) or is_head_line(text))


def listed_titles(contents: Sequence[str], organisation: str) -> dict[str, str]:
    """The standard tables that the contents list, with the titles they list them under."""
    named = ((title_tables(text, organisation), text) for text in contents)
    return {names[0]: text for names, text in named if len(names) == 1}
