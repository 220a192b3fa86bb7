"""The register in a run: each row answers for itself alone, and one that contradicts its document refuses it."""

import shutil
from pathlib import Path

from flows.run.pipeline import check_sources, locate_sources
from tests.places import LAYOUTS

HEAD = "jurisdiction_code,organisation,fiscal_year,stage,scope,location,title,sha256\n"


def test_a_bad_row_and_a_contradicted_one_leave_the_others(tmp_path: Path) -> None:
    for layout in ("county", "national"):
        shutil.copy(LAYOUTS / f"{layout}.md", tmp_path)
    rows = (
        "530423,通海县示例局,2025,budget,department,county.md,,",
        "530423,通海县示例局,2025,budget,department,absent.md,,",
        "100000,国家示例局,2031,budget,department,national.md,,",
    )
    (tmp_path / "sources.csv").write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    checked = check_sources(locate_sources([], tmp_path), tmp_path / "archive", jobs=1)
    assert [each.disclosure_id for each in checked.disclosures] == ["530423-2025-budget-department-通海县示例局"]
    contradicted, absent = checked.refusals
    assert (absent.error, absent.what) == ("SourceError", "the register lists absent.md, which is not there")
    assert absent.where == f"{tmp_path / 'sources.csv'}, line 3"
    assert (contradicted.error, contradicted.location) == ("UnrecognisedError", str(tmp_path / "national.md"))
    assert contradicted.what == "fiscal_year is 2024, and 2031 in the register"
