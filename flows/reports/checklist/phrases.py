"""The words that all formats share, in Chinese and English."""

import re
from collections.abc import Mapping

from flows.amounts import printed_share
from flows.labels import OUTCOMES, SEVERITIES
from flows.reports.checklist.contents import Checklist, Finding, RuleResult

REREAD: Mapping[str | None, str] = {"agreed": "所见相同 sees the same", "unreadable": "无法判断 cannot tell"}
"""What a second reader says of the amounts that take part; None where nothing was read again."""
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
    if judged.explained_by:
        numbers = "、".join(map(str, judged.explained_by))
        return f"原因同第{numbers}项发现。\nFor the cause of finding {numbers.replace('、', ', ')}."
    return "\n".join(line for finding in judged.findings for line in (finding.message, finding.message_en))


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
