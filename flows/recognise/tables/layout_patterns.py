"""The `recognise` blocks of schemas/, compiled: which printed title names a table, which heading names a column.

A column is known by the path of its headings, from the top header row down. A pattern such as
`财政拨款/基本支出` fits a path when its parts fit headings of the path in that order, the last part the last
telling one, and every other heading of the path is part of the frame, which tells nothing (`项目`, `本年支出`).
The longest pattern that fits decides; a tie decides nothing. `<basic>` in a pattern stands for the shared word of
that name in schemas/headings.json.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from flows.contract import STANDARD_TABLES, headings, schemas_folder, table_schema
from flows.errors import ContractError
from flows.model import Kind, Stage
from flows.recognise.normalisation import normalise_heading, with_years_in_digits, years_in

NO_MEASURE = "-"
"""In place of a measure: a part that no measure of the contract names."""
_LONGEST_TITLE = 60
_BRACKETS = re.compile(r"\([^()]*\)$|[-—–―]+按[^-—]{2,20}分类(?:科目)?$")
_ORDINAL = r"(?:\d+|[一二三四五六七八九十]+(?!般))"  # `表三一般公共预算支出表` is the third table, and says 一般 below
_NUMBER = re.compile(
    rf"^(?:附[件表]?(?:{_ORDINAL})?[-:.、]?\d*|表{_ORDINAL}(?:[-:.、]\d+)*|(?:部门|单位|预算|财决)?(?:公开)?(?:表\d+|\d+表))[:.、]?"
)
_YEAR = re.compile(r"^.*?20\d\d年度?")
_CONTINUED = re.compile(r"^\(?续(?:表)?\d*\)?|\(?续(?:表)?\d*\)?$")
_FINAL = re.compile(r"决算|执行|完成|实际")
_SHARED_WORD = re.compile(r"<(\w+)>")
_ENUMERATOR = re.compile(r"^(?:[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十\d]+\)|\d{1,2}[.、])")


@dataclass(frozen=True, slots=True)
class ColumnPattern:
    """One way in which a column's headings are printed."""

    measure: str
    parts: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class TablePatterns:
    """How one standard table is printed."""

    name: str
    titles: tuple[re.Pattern[str], ...]
    excluded: re.Pattern[str]
    frame: re.Pattern[str]
    not_amounts: re.Pattern[str]
    kinds: Mapping[Kind, re.Pattern[str]]
    counts: re.Pattern[str]
    principal: re.Pattern[str]
    perhaps_principal: re.Pattern[str]
    codes: re.Pattern[str]
    names: re.Pattern[str]
    own_names: re.Pattern[str]
    unit_names: re.Pattern[str]
    columns: tuple[ColumnPattern, ...]
    sides: Mapping[str, re.Pattern[str]]
    has_codes: bool
    one_row: bool


@lru_cache
def table_patterns(name: str, stage: Stage = "budget") -> TablePatterns:
    """The compiled patterns of one standard table at a stage, its own before those that all tables share.

    Final accounts repeat the budget beside what was spent, which is no line item of a table without measures for it.
    """
    block, shared = table_schema(name).recognise, headings()
    own = block.get(f"columns_{stage}", {})
    of_stage = shared.get(f"kinds_{stage}", {}) if not own else {}
    return TablePatterns(
        name,
        tuple(_compiled(title) for title in block["titles"]),
        _any(block.get("excluded", ())),
        _any(block.get("frame", ()), shared["frame"]),
        _any(block.get("not_amounts", ()), shared["not_amounts"]),
        _kinds(block.get("kinds", {}), shared["kinds"], of_stage),
        _any(block.get("counts", ())),
        _any(shared["principal"]),
        _any(shared["perhaps_principal"]),
        _any(block.get("codes", shared["codes"])),
        _any(block.get("names", shared["names"])),
        _any(block.get("names", ())),
        _any(shared["unit_names"]),
        tuple(
            ColumnPattern(measure, tuple(_compiled(part) for part in pattern.split("/")))
            for measure, patterns in (*block["columns"].items(), *own.items(), (NO_MEASURE, block.get("parts", ())))
            for pattern in patterns
        ),
        {side: _any(patterns) for side, patterns in block.get("sides", {}).items()},
        "code" in {field.name for field in table_schema(name).fields},
        bool(block.get("one_row", False)),
    )


def _kinds(*blocks: Mapping[Kind, Sequence[str]]) -> Mapping[Kind, re.Pattern[str]]:
    """For each kind of amount that is no line item the headings that say so."""
    kinds = dict.fromkeys(kind for block in blocks for kind in block)
    return {kind: _any(*(block.get(kind, ()) for block in blocks)) for kind in kinds}


def title_tables(text: str, organisation: str = "") -> tuple[str, ...]:
    """The standard tables that a printed title may name: none, one, or several when it is ambiguous.

    The name of the organisation may stand before the title proper.
    """
    forms = _title_forms(text, normalise_heading(organisation))
    return tuple(
        name
        for name in STANDARD_TABLES
        if not (forms and table_patterns(name).excluded.search(forms[0]))
        and any(_names(table_patterns(name), form) for form in forms)
    )


def resembles_standard_title(title: str) -> bool:
    """Whether a title that names no standard table may be that of one all the same, as none of other tables is."""
    forms = _title_forms(title, "")
    others, like = _any(headings()["other_titles"]), _any(headings()["like_standard_titles"])
    is_known = title_tables(title) or any(map(others.fullmatch, forms))
    return bool(forms) and not is_known and bool(like.fullmatch(forms[0]))


def _names(patterns: TablePatterns, form: str) -> bool:
    return any(title.fullmatch(form) for title in patterns.titles)


def _title_forms(text: str, organisation: str) -> tuple[str, ...]:
    bare = with_years_in_digits(normalise_heading(text))
    if "表" not in bare or len(bare) > _LONGEST_TITLE:
        return ()
    for pattern in (_ENUMERATOR, _NUMBER, _CONTINUED, _YEAR, _NUMBER):
        bare = pattern.sub("", bare)
    if organisation:
        bare = bare.removeprefix(organisation)
    bare = _CONTINUED.sub("", _ENUMERATOR.sub("", bare))
    shorter = _BRACKETS.sub("", bare)
    return (bare, shorter) if shorter != bare else (bare,)


def _any(*groups: Iterable[str]) -> re.Pattern[str]:
    words = [word for group in groups for word in group]
    return _compiled("|".join(f"(?:{word})" for word in words) if words else r"(?!)")


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(_expanded(pattern))


def _expanded(pattern: str) -> str:
    """A pattern with its shared words written out. Raises ContractError for a word that is not there."""
    words = headings()["words"]

    def word(match: re.Match[str]) -> str:
        if match[1] not in words:
            where = str(schemas_folder() / "headings.json")
            raise ContractError(f"no word is called {match[0]} in {pattern}", where, "Define it under `words`")
        return _expanded(words[match[1]])

    return _SHARED_WORD.sub(word, pattern)


def headings_of_year(path: Sequence[str], fiscal_year: int) -> tuple[str, ...]:
    """The headings of a path without the fiscal year."""
    headings = (re.sub(rf"{fiscal_year}年度?", "", with_years_in_digits(heading)) for heading in path)
    return tuple(heading for heading in headings if heading)


def kind_of(
    path: Sequence[str], patterns: TablePatterns, fiscal_year: int, stage: Stage
) -> tuple[Kind | None, int | None]:
    """What amounts below these headings are where they are no line items, and of which other year."""
    known = [kind for kind, pattern in patterns.kinds.items() if any(map(pattern.fullmatch, path))]
    others = [year for heading in path for year in years_in(heading) if year != fiscal_year]
    if known[:1] in (["rate"], ["change"]):
        return known[0], None
    if others:
        words = "/".join(path)
        is_final = _FINAL.search(words) or (stage == "final" and "预算" not in words)
        return "prior_final" if is_final else "prior_budget", others[-1]
    return (known[0], None) if known else (None, None)


def measures_of(path: Sequence[str], patterns: TablePatterns) -> tuple[str, ...]:
    """The measures that a column may hold, the likeliest first; empty when its headings are not known.

    More headings explained count before fewer, and among these a lower heading before a higher one. Two that
    count alike are a tie, and a tie is nothing.
    """
    best: dict[str, tuple[int, int]] = {}
    for pattern in patterns.columns:
        fit = _fit(path, pattern.parts, patterns.frame)
        if fit is not None:
            best[pattern.measure] = max(fit, best.get(pattern.measure, fit))
    ranked = sorted(best, key=lambda measure: (best[measure], measure), reverse=True)
    alike = len(ranked) > 1 and best[ranked[0]] == best[ranked[1]]
    return () if alike else tuple(ranked)


def _fit(path: Sequence[str], parts: Sequence[re.Pattern[str]], frame: re.Pattern[str]) -> tuple[int, int] | None:
    """How many headings a pattern explains, and how low the lowest of them stands; None when it does not fit."""
    rest = list(parts)
    lowest = -1
    for depth in range(len(path) - 1, -1, -1):
        if rest and rest[-1].fullmatch(path[depth]):
            rest.pop()
            lowest = max(lowest, depth)
        elif not frame.fullmatch(path[depth]):
            return None
    return None if rest else (len(parts), lowest)
