"""Names of organisations: whole as they are printed, without what stands around them; and what may be one."""

import re

from flows.recognise.identity.jurisdiction import place_before
from flows.recognise.normalisation import strip_whitespace

_ENDING = re.compile(
    r".{2,}(?:局|委|会|部|办|厅|院|所|处|队|站|校|学|园|馆|室|心|社|团|党|联|公司|政府|本级|专班|基地|街道|场|中队|支行)"
)
_BRACKETS = re.compile(r"（[^（）]*）")
_GENERAL = re.compile(r"(?:[省市区县州镇乡级直本全各]|部门|单位|一般公共|财政|政府|预算|决算|公开|所属|下属)*")
_LEADING = re.compile(r"^(?:附件\d*[:：]?|关于|公开|[一二三四五六七八九十]+、|\d{1,2}[.、．](?!\d)|[-—–、.．]+)")
_NOISE = re.compile(r"^(?:20\d\d年度?|年度|度)+|的?(?:20\d\d年度?|年度)$")
_DASH = re.compile(r"[-－—–_]+")


def clean_name(text: str) -> str:
    """A printed name without white space, enumerator, or year before and after it, its brackets of full width.

    >>> clean_name("附件1：厦门市第1示例学校(本级) 2024年度"), clean_name("厦门市 “双招双引” 专班")
    ('厦门市第1示例学校（本级）', '厦门市“双招双引”专班')
    """
    name = strip_whitespace(text).replace("(", "（").replace(")", "）")
    return _NOISE.sub("", _LEADING.sub("", name))


def is_organisation(name: str) -> bool:
    """Whether a name says by its end what kind of organisation it is, brackets aside.

    >>> is_organisation("厦门市示例局（汇总）"), is_organisation("厦门市预算"), is_organisation("（本级）")
    (True, False, False)
    """
    return _ENDING.fullmatch(_without_brackets(name)) is not None


def may_be_organisation(name: str) -> bool:
    """Whether a name in a title is one by its end, or by the place that it begins with and goes on from.

    >>> [may_be_organisation(name) for name in ("厦门市示例学校2", "上海市普陀区", "厦门市市级部门")]
    [True, False, False]
    """
    place = place_before(name)
    own = name.removeprefix(place or name)
    return is_organisation(name) or (len(own) > 2 and _GENERAL.fullmatch(_without_brackets(own)) is None)


def without_site(name: str) -> str:
    """A name without what stands before a dash, such as the site of a web page; a dash within a name stays.

    >>> without_site("厦门市人民政府-厦门市示例局"), without_site("厦门市示例-测试中心")
    ('厦门市示例局', '厦门市示例-测试中心')
    """
    for dash in _DASH.finditer(name):
        before, after = name[: dash.start()], name[dash.end() :]
        if place_before(after) or is_organisation(before) or place_before(before) in (None, before):
            return without_site(after)
    return name


def _without_brackets(name: str) -> str:
    """A name without its brackets, be they nested."""
    bare = _BRACKETS.sub("", name)
    return bare if bare == name else _without_brackets(bare)
