"""The findings as one HTML page that needs nothing else: bilingual, to be read on a screen and printed."""

import base64
from collections.abc import Iterable, Iterator
from html import escape
from importlib.resources import files

from flows.contract import rules
from flows.labels import OUTCOMES, SEVERITIES
from flows.model import Refusal
from flows.reports.checklist.contents import Checklist, CheckReport, DraftChanges, Finding, RuleResult
from flows.reports.checklist.phrases import (
    CHANGED,
    COLUMNS,
    UNREADABLE,
    amount_cells,
    change_phrases,
    dismissed_phrase,
    outcome_counts,
    place_phrase,
    place_phrases,
    problem_phrases,
    proved_phrase,
    refusal_phrases,
    rounding_phrase,
    severity_counts,
    stale_phrase,
    value_phrases,
)
from flows.reports.evidence.page_pictures import page_picture

TITLE = "核对结果 Findings"
PICTURES = 2
"""Pages of one finding that are shown: that of the judged value, and the first other one."""
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def as_html(report: CheckReport) -> bytes:
    """One file without a script, and without anything from elsewhere."""
    style = files("flows.reports.checklist").joinpath("html_page.css").read_text(encoding="utf-8")
    parts = (
        '<!DOCTYPE html>\n<html lang="zh-Hans">\n<head>\n<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{TITLE}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>",
        f"<h1>{TITLE}</h1>",
        *_contents(report),
        *(part for number, each in enumerate(report.checklists, 1) for part in _checklist(number, each)),
        *_refusals(report.refusals),
        *_stale(report.stale_keys),
        "</main>\n</body>\n</html>\n",
    )
    return "\n".join(parts).encode()


def _contents(report: CheckReport) -> Iterator[str]:
    if len(report.checklists) + len(report.refusals) > 1:
        items = [
            f'<li><a href="#disclosure-{number}">{_text(each.heading)}</a> {severity_counts(each)}</li>'
            for number, each in enumerate(report.checklists, 1)
        ]
        if report.refusals:
            items.append(f'<li><a href="#refused">未核对 Refused</a> {len(report.refusals)}</li>')
        yield f'<nav aria-label="目录 Contents"><ol>{"".join(items)}</ol></nav>'


def _checklist(number: int, checklist: Checklist) -> Iterator[str]:
    yield f'<section aria-labelledby="disclosure-{number}">'
    yield f'<h2 id="disclosure-{number}">{_text(checklist.heading)}</h2>'
    yield f'<p class="id">{_text(checklist.disclosure_id)}</p>'
    facts = (
        ("发现 Findings", "；".join(filter(None, (severity_counts(checklist), dismissed_phrase(checklist))))),
        ("规则 Rules", outcome_counts(checklist)),
        ("印证 Proved", proved_phrase(checklist)),
        ("文件 Document", checklist.source),
    )
    yield f'<dl class="facts">{"".join(f"<dt>{term}</dt><dd>{_text(fact)}</dd>" for term, fact in facts)}</dl>'
    yield "<h3>发现 Findings</h3>"
    if not checklist.findings:
        yield '<p>没有发现不符之处。</p>\n<p lang="en">Nothing was found that does not agree.</p>'
    content = checklist.pdf.read_bytes() if checklist.pdf and checklist.listed else None
    for section, findings in checklist.sections.items():
        yield f'<h4 class="part">{_text(section)}</h4>'
        for finding in findings:
            yield from _finding(finding, content)
    if checklist.roundings:
        yield f'<details class="roundings"><summary>{_text(rounding_phrase(checklist))}</summary>'
        for finding in checklist.roundings:
            yield from _finding(finding, None)
        yield "</details>"
    if checklist.changes:
        yield from _changes(checklist.changes)
    yield "<h3>检查表 Checklist</h3>"
    yield from _rules(checklist.items)
    yield "</section>"


def _finding(finding: Finding, content: bytes | None) -> Iterator[str]:
    head = f"{finding.number}. {SEVERITIES[finding.severity]}  {place_phrase(finding)}"
    yield f'<article class="finding {finding.severity}">\n<h5>{_text(head)}</h5>'
    yield f'<p>{_text(finding.message)}</p>\n<p lang="en">{_text(finding.message_en)}</p>'
    values = "".join(
        f"<div><dt>{chinese} {english}</dt><dd>{_text(value)}</dd></div>"
        for chinese, english, value in value_phrases(finding)
    )
    if values:
        yield f'<dl class="values">{values}</dl>'
    titles = {rule.id: f"{rule.title_zh} {rule.title_en}" for rule in rules()}
    yield f'<p class="rule">规则 Rule <code>{_text(finding.rule)}</code> {_text(titles.get(finding.rule, ""))}'
    yield f"<br>标识 Key <code>{_text(finding.key)}</code></p>"
    if content:
        yield from _pictures(finding, content)
    if finding.evidence:
        yield f"<details><summary>依据 Evidence</summary><p>{_text(finding.evidence)}</p></details>"
    yield "</article>"


def _pictures(finding: Finding, content: bytes) -> Iterator[str]:
    for page, boxes in list(finding.marks.items())[:PICTURES]:
        picture = base64.b64encode(page_picture(content, page, boxes)).decode("ascii")
        caption = f"第{page}页，所涉单元格已用方框标出。 Page {page}; the cells that take part are outlined."
        yield f'<figure><img src="data:image/png;base64,{picture}" alt="{_text(caption)}">'
        yield f"<figcaption>{_text(caption)}</figcaption></figure>"


def _changes(changes: DraftChanges) -> Iterator[str]:
    """What is otherwise than in an earlier draft."""
    yield "<h3>与前稿相比 Against the earlier draft</h3>"
    yield f'<p class="id">{_text(changes.earlier_source)}</p><p>{_text(change_phrases(changes))}</p>'
    for word, findings in (("消失 Gone", changes.gone), ("新增 New", changes.new)):
        if findings:
            items = (f"{_text(str(SEVERITIES[each.severity]))} {_text(each.message)}" for each in findings)
            yield f'<h4>{word}</h4><ul class="changes"><li>{"</li><li>".join(items)}</li></ul>'
    if changes.amounts:
        heads = "".join(f'<th scope="col">{chinese}<br>{english}</th>' for chinese, english in CHANGED)
        yield '<div class="scroll" tabindex="0" role="region" aria-label="金额变动 Amounts changed">'
        yield '<table class="amounts">'
        yield f"<thead><tr>{heads}</tr></thead>\n<tbody>"
        for change in changes.amounts:
            yield f"<tr>{''.join(f'<td>{_text(cell)}</td>' for cell in amount_cells(change))}</tr>"
        yield "</tbody></table></div>"


def _rules(judged: Iterable[RuleResult]) -> Iterator[str]:
    heads = "".join(f'<th scope="col">{chinese}<br>{english}</th>' for chinese, english in COLUMNS)
    yield '<div class="scroll" tabindex="0" role="region" aria-label="检查表 Checklist"><table>'
    yield f"<thead><tr>{heads}</tr></thead>\n<tbody>"
    yield from (_rule(number, each) for number, each in enumerate(judged, 1))
    yield "</tbody></table></div>"


def _rule(number: int, judged: RuleResult) -> str:
    item = f"{_text(judged.rule.title_zh)}<br>{_text(judged.rule.title_en)}"
    conforms = str(OUTCOMES[judged.outcome])
    problem = _text(problem_phrases(judged)).replace("\n", "<br>")
    return (
        f'<tr class="{judged.outcome}"><td>{number}</td><th scope="row">{item}</th>'
        f"<td>{_text(judged.rule.basis)}</td><td>{conforms}</td><td>{problem}</td><td>{_text(place_phrases(judged))}</td></tr>"
    )


def _refusals(refusals: Iterable[Refusal]) -> Iterator[str]:
    articles = "".join(map(_refusal, refusals))
    if articles:
        yield f'<section aria-labelledby="refused"><h2 id="refused">未核对 Refused</h2>{articles}</section>'


def _refusal(refusal: Refusal) -> str:
    chinese, english = refusal_phrases(refusal)
    return (
        f'<article class="finding error"><h4>{SEVERITIES["error"]}  {_text(refusal.location)}</h4>'
        f'<p>{_text(chinese)}</p><p lang="en">{_text(english)}</p><dl class="values">'
        f"<div><dt>所在 where</dt><dd>{_text(refusal.where)}</dd></div>"
        f"<div><dt>办法 what to do</dt><dd>{_text(refusal.remedy)}</dd></div></dl>"
        f'<p class="rule">规则 Rule <code>{UNREADABLE}</code> {_text(refusal.error)}</p></article>'
    )


def _stale(keys: Iterable[str]) -> Iterator[str]:
    items = "".join(f"<li>{_text(stale_phrase(key))}</li>" for key in keys)
    if items:
        yield f'<section aria-labelledby="stale"><h2 id="stale">搁置清单 Set aside</h2><ul>{items}</ul></section>'


def _text(text: str) -> str:
    """Text as HTML: escaped, and without the control characters that HTML forbids."""
    return escape("".join(character for character in text if character >= " " or character in "\n\t"))
