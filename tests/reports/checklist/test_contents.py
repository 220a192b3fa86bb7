"""The contents of a checklist: what became of each rule, and which findings tell of it."""

from dataclasses import asdict

from flows.check import reconcile
from flows.reports.checklist.contents import checklists
from tests.check.building import built

TABLE = """
expenditure 万元
code name total appropriation appropriation_basic appropriation_project non_appropriation non_appropriation_basic
201 一般公共服务支出 30.00 20.00 15.00 5.00 10.00 13.00
205 教育支出 31.00 21.00 15.00 5.00 10.00 10.00
20502 普通教育 . 18.00 15.00 3.00 . .
"""


def test_what_another_finding_tells_is_explained_by_it_alone() -> None:
    """The title of one rule ends with that of the other: 非财政拨款支出等于… tells nothing of 财政拨款支出等于…."""
    tables = built(TABLE)
    (checklist,) = checklists({**tables, **asdict(reconcile(tables))}, {})
    results = {result.rule.id: result for result in checklist.rules}
    assert [finding.rule for finding in checklist.findings] == ["other-funding-by-nature", "functions-add-up"]
    nature = results["appropriation-by-nature"]
    assert (nature.outcome, nature.findings) == ("failed", ())
    assert [finding.rule for finding in nature.explained_by] == ["functions-add-up"]
    assert results["other-funding-by-nature"].explained_by == ()
    assert results["expenditure-by-funding"].explained_by == ()
