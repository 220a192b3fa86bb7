"""Which disclosure a document is: what its cover, its headings and its file say of organisation, year, stage and scope.

The cover decides; where it is silent, what the pages say most often does. Nothing is taken from a file's name.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from flows.errors import UnrecognisedError
from flows.model import Document, Grid, Identity, Line, Scope, Stage
from flows.recognise.document_parts import DocumentParts
from flows.recognise.identity.cover_title import CoverTitle, find_title, joined_lines
from flows.recognise.identity.jurisdiction import PrintedNames, jurisdiction_of, place_before
from flows.recognise.identity.organisation_names import clean_name, is_organisation, may_be_organisation
from flows.recognise.normalisation import strip_whitespace, with_years_in_digits

_LABELLED = re.compile(
    r"(?:预算|决算|编制|填报|公开)?(?P<kind>主管部门|部门|单位)(?:名称|全称)?[:：]\s*"
    r"(?P<name>(?!(?:人民币)?[百千万亿]*元)(?:[^\s:：]|(?<=[A-Za-z]) (?=\S)| (?=[A-Za-z])){3,60}?)"
    r"(?=[^\S ]|\s{2}|(?<![A-Za-z]) (?![A-Za-z])|\s*(?:金额)?单位[:：]|$)"
)
_STATED = re.compile(r"(?P<year>20\d\d)年度?[^。；，]{0,30}?(?P<scope>部门|单位)(?P<stage>预算|决算)")
_COVER_YEAR = re.compile(r"(?<!\d)(20\d\d)年度?(?![\d一二三四五六七八九十])")
_UNCERTAIN = "Look at its cover, and whether the file is one whole disclosure"
_LONGEST = 50
_HEAD_ROWS = 3
_SEVERAL = 3
_PLACE_AND_YEAR = re.compile(r"[^，,：:]{2,20}[省市区县州盟旗](?:20\d\d|二[〇○Ｏ零])")
_STAGES: dict[str, Stage] = {"预算": "budget", "决算": "final"}
_SCOPES: dict[str, Scope] = {"部门": "department", "单位": "unit"}


def identify(document: Document, outline: DocumentParts) -> Identity:
    """The identity of a disclosure. Raises UnrecognisedError for what cannot be determined."""
    where = document.snapshot.source.location
    cover = [line for line in outline.cover if len(strip_whitespace(line.text)) <= _LONGEST and "。" not in line.text]
    texts = [line.text for line in cover if not _LABELLED.search(line.text)]
    printed = with_years_in_digits("".join(map(strip_whitespace, texts)))
    title = find_title(joined_lines(texts)) or find_title(joined_lines(_page_titles(document)))
    statements = list(_statements(document))
    labelled = [match for line in cover for match in _LABELLED.finditer(line.text)]
    scope = _scope(labelled, title, statements, where)
    organisation = _organisation(cover, labelled, title, scope, document, where)
    named = [*([title.name] if title else []), *(clean_name(match["name"]) for match in labelled)]
    printed_names = PrintedNames(organisation, list(filter(None, named)), list(_lines_of_names(cover, document)))
    code, jurisdiction = jurisdiction_of(printed_names, where, _registered_code(document))
    year = _year(title, printed, statements, where)
    stage = _stage(title, statements, where)
    return Identity(code, jurisdiction, organisation, None, year, stage, scope)


def _page_titles(document: Document) -> list[str]:
    """The title of a saved web page; that of another file is its template's, as often as not."""
    return [value for key, value in document.metadata if key == "title" and document.format == "html"]


def _statements(document: Document) -> Iterable[tuple[int, str, str]]:
    for line in _all_lines(document):
        for match in _STATED.finditer(with_years_in_digits(strip_whitespace(line.text))):
            yield int(match["year"]), match["scope"], match["stage"]


def _all_lines(document: Document) -> Iterable[Line]:
    return (block for page in document.pages for block in page.blocks if isinstance(block, Line))


def _most(values: Iterable[str | int]) -> str | int | None:
    """The value that stands most often; None when two stand equally often."""
    ranked = Counter(values).most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def _stage(title: CoverTitle | None, statements: Sequence[tuple[int, str, str]], where: str) -> Stage:
    word = title.stage if title else _most(stage for _, _, stage in statements)
    if word is None:
        raise UnrecognisedError("the document does not say whether it is a budget or final accounts", where, _UNCERTAIN)
    return _STAGES[str(word)]


def _year(title: CoverTitle | None, cover: str, statements: Sequence[tuple[int, str, str]], where: str) -> int:
    """The year of the title; else the one that the cover names beside its date; else the one stated most often."""
    word = title.year if title else None
    named = set(_COVER_YEAR.findall(cover))
    year = word or (named.pop() if len(named) == 1 else _most(year for year, _, _ in statements))
    if year is None:
        raise UnrecognisedError("the fiscal year cannot be determined", where, _UNCERTAIN)
    return int(year)


def _scope(
    labelled: Sequence[re.Match[str]],
    title: CoverTitle | None,
    statements: Sequence[tuple[int, str, str]],
    where: str,
) -> Scope:
    if title and title.scope:
        return _SCOPES[title.scope]
    if labelled:
        return "unit" if any(match["kind"] == "单位" for match in labelled) else "department"
    word = _most(scope for _, scope, _ in statements)
    if word is None:
        raise UnrecognisedError(
            "the document does not say whether it is of a department (部门) or a unit (单位)", where, _UNCERTAIN
        )
    return _SCOPES[str(word)]


def _organisation(
    cover: Sequence[Line],
    labelled: Sequence[re.Match[str]],
    title: CoverTitle | None,
    scope: Scope,
    document: Document,
    where: str,
) -> str:
    """The name on the cover, by its label or in its title; else the one that the tables name most.

    A unit may be the department itself, alone (`教育局本级`); of a department the word says nothing.
    """
    found = _printed_name(cover, labelled, title, scope, document)
    if found is None:
        raise UnrecognisedError("the organisation cannot be determined", where, _UNCERTAIN)
    return found if scope == "unit" else found.removesuffix("本级")


def _printed_name(
    cover: Sequence[Line],
    labelled: Sequence[re.Match[str]],
    title: CoverTitle | None,
    scope: Scope,
    document: Document,
) -> str | None:
    own = [match for match in labelled if (match["kind"] == "单位") == (scope == "unit")] or list(labelled)
    if own:
        return clean_name(own[-1]["name"] if scope == "unit" else own[0]["name"])
    if title and may_be_organisation(title.name):
        return title.name
    alone = [name for line in cover if is_organisation(name := clean_name(line.text)) and not find_title(name)]
    found = alone[0] if alone else _most(map(clean_name, _compilers(document)))
    return None if found is None else str(found)


def _compilers(document: Document) -> Iterable[str]:
    """The organisation named beside tables: `编制部门：...`."""
    for page in document.pages:
        for block in page.blocks:
            texts = [block.text] if isinstance(block, Line) else _head_texts(block)
            yield from (match["name"] for text in texts for match in _LABELLED.finditer(text))


def _head_texts(grid: Grid) -> list[str]:
    return [cell.text for cell in grid.cells if cell.row < _HEAD_ROWS]


def _lines_of_names(cover: Sequence[Line], document: Document) -> Iterable[str]:
    """What stands as a name or a title on the cover, over the pages, beside the tables, and of a page of the web."""
    texts = [*(line.text for line in cover), *_page_heads(document), *_page_titles(document), *_compilers(document)]
    for name in dict.fromkeys(map(clean_name, texts)):
        if is_organisation(name) or place_before(name) == name or find_title(name) or _PLACE_AND_YEAR.match(name):
            yield name


def _page_heads(document: Document) -> list[str]:
    """The short lines that most pages print."""
    pages = [{line.text for line in page.blocks if isinstance(line, Line)} for page in document.pages]
    counted = Counter(text for texts in pages for text in texts if len(text) <= _LONGEST)
    return [text for text, count in sorted(counted.items()) if count >= max(_SEVERAL, len(pages) / 2)]


def _registered_code(document: Document) -> str | None:
    registration = document.snapshot.source.registration
    return registration.jurisdiction_code if registration else None
