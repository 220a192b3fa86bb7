"""The words that all formats share, in Chinese and English."""

import re
from collections.abc import Mapping

from flows.amounts import printed_share
from flows.labels import OUTCOMES, SEVERITIES, Label
from flows.model import Refusal
from flows.reports.checklist.contents import AmountChange, Checklist, DraftChanges, Finding, RuleResult

REREAD: Mapping[str | None, str] = {"agreed": "所见相同 sees the same", "unreadable": "无法判断 cannot tell"}
"""What a second reader says of the amounts that take part; None where nothing was read again."""
UNREADABLE = "unreadable"
"""As a rule that a document broke which could not be checked."""
ERRORS: Mapping[str, Label] = {
    "SourceError": Label("文件无法取得，或与所称不符", "it could not be had, or is not what it claims to be"),
    "UnreadableError": Label("文件无法可靠读取", "it cannot be read for certain"),
    "UnrecognisedError": Label("文件未能完整读懂", "it was not understood as one disclosure"),
    "ContractError": Label("读出的内容不合数据约定", "what was read breaks the contract"),
    "InternalError": Label("程序故障，并非文件之过", "a fault of gongkai, not of the document"),
    "OSError": Label("系统拒绝读取", "the system refused it"),
}
"""Why a document could not be checked."""
CHANGED: tuple[tuple[str, str], ...] = (
    ("表格", "Table"),
    ("行", "Row"),
    ("栏", "Column"),
    ("原为", "Old"),
    ("现为", "New"),
    ("变动", "Difference"),
    ("位置", "Place"),
)
"""The columns of the amounts that changed between drafts."""
COLUMNS: tuple[tuple[str, str], ...] = (
    ("序号", "No."),
    ("检查事项", "Item"),
    ("依据", "Basis"),
    ("是否符合", "Conforms"),
    ("存在问题", "Problem"),
    ("页码", "Page"),
)
"""The columns of an official checklist."""

_PLACE = re.compile(r"第(\d+)(页|行)")


def place_phrase(finding: Finding) -> str:
    """Where it stands: `第3页 page 3`, `第12行 line 12`, `收支总表!B5`."""
    match = _PLACE.fullmatch(finding.where)
    return f"{finding.where} {'page' if match[2] == '页' else 'line'} {match[1]}" if match else finding.where


def value_phrases(finding: Finding) -> tuple[tuple[str, str, str], ...]:
    """Both values, their difference and what a second reader sees, each with its names; what is lacking is left out."""
    values = (
        ("印出", "printed", finding.actual_printed),
        ("对照", "against", finding.expected_printed),
        ("差额", "difference", finding.difference_printed),
        ("复读", "second reader", REREAD.get(finding.reread)),
    )
    return tuple((chinese, english, value) for chinese, english, value in values if value)


def problem_phrases(judged: RuleResult) -> str:
    """What is wrong by one rule, one line each in Chinese, then in English."""
    lines = [line for finding in judged.findings for line in (finding.message, finding.message_en)]
    if judged.explained_by:
        numbers = [str(finding.number) for finding in judged.explained_by]
        lines = [f"原因同第{'、'.join(numbers)}项发现。", f"For the cause of finding {', '.join(numbers)}."]
    if judged.dismissed:
        lines += [f"已搁置{judged.dismissed}项。", f"{judged.dismissed} set aside."]
    return "\n".join(lines)


def refusal_phrases(refusal: Refusal) -> tuple[str, str]:
    """Why a document could not be checked, as the message of a finding, in Chinese and in English."""
    kind = ERRORS.get(refusal.error, ERRORS["UnreadableError"])
    return f"文件未能核对：{kind.zh}，其内容一概没有判断。", f"The document was not checked: {kind.en}. {refusal.what}."


def rounding_phrase(checklist: Checklist) -> str:
    """One line in place of what rounding explains; nothing where it explains nothing."""
    count = len(checklist.roundings)
    return f"另有{count}项系四舍五入所致，未列出 {count} roundings are not listed" if count else ""


def dismissed_phrase(checklist: Checklist) -> str:
    """One line in place of what was set aside; nothing where nothing was."""
    count = len(checklist.dismissed)
    return f"已搁置{count}项，未列出 {count} set aside and not listed" if count else ""


def stale_phrase(key: str) -> str:
    """A key that was set aside, and is that of no finding."""
    return f"{key}：搁置清单中的这一项，本次没有对应的发现 is set aside, and is the key of no finding"


def change_phrases(changes: DraftChanges) -> str:
    """One line: what is otherwise than in the earlier draft."""
    counts = (
        ("消失", "gone", len(changes.gone)),
        ("新增", "new", len(changes.new)),
        ("仍在", "still there", changes.kept),
        ("金额变动", "amounts changed", len(changes.amounts)),
    )
    return "  ".join(f"{chinese} {english} {count}" for chinese, english, count in counts)


def amount_cells(change: AmountChange) -> tuple[str, ...]:
    """One changed amount by the columns of CHANGED."""
    difference = "" if change.difference is None else f"{change.difference:+,.2f}元"
    places = "→".join(dict.fromkeys(filter(None, (change.old_place, change.new_place))))
    return change.table, change.row, change.column, change.old or "–", change.new or "–", difference, places


def place_phrases(judged: RuleResult) -> str:
    """Where the findings of one rule stand."""
    return "、".join(dict.fromkeys(finding.where for finding in judged.findings if finding.where))


def severity_counts(checklist: Checklist) -> str:
    """One line: `错误 error 1  疑问 warning 0  提示 info 2`."""
    return "  ".join(f"{SEVERITIES[key]} {count}" for key, count in checklist.severities.items())


def outcome_counts(checklist: Checklist) -> str:
    """One line: how many rules had which outcome."""
    counts = (
        f"{label} {checklist.outcomes[outcome]}"
        for outcome, label in OUTCOMES.items()
        if checklist.outcomes.get(outcome)
    )
    return "，".join(counts)


def proved_phrase(checklist: Checklist) -> str:
    """The share of its amounts that are proved, rounded down."""
    return "–" if checklist.proved is None else printed_share(checklist.proved)
