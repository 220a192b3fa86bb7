"""What the values of the data are called for people, in Chinese and in English: said once, for every page and table."""

from collections.abc import Mapping
from typing import NamedTuple


class Label(NamedTuple):
    """A name in both languages."""

    zh: str
    en: str

    def __str__(self) -> str:
        return f"{self.zh} {self.en}"


STAGES: Mapping[str, Label] = {"budget": Label("预算", "budget"), "final": Label("决算", "final accounts")}
SCOPES: Mapping[str, Label] = {"department": Label("部门", "department"), "unit": Label("单位", "unit")}
SEVERITIES: Mapping[str, Label] = {
    "error": Label("错误", "error"),
    "warning": Label("疑问", "warning"),
    "info": Label("提示", "info"),
}
"""How grave a finding is, the gravest first."""
OUTCOMES: Mapping[str, Label] = {
    "passed": Label("符合", "holds"),
    "rounding": Label("符合（四舍五入）", "holds but for rounding"),
    "failed": Label("不符合", "does not hold"),
    "not_applicable": Label("不适用", "nothing to judge"),
    "blind": Label("有而未能读取", "found nothing of what is there"),
    "not_run": Label("未能核对", "could not run"),
}
"""What became of a rule for one disclosure."""
