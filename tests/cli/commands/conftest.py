"""What several commands are tested on: the disclosure with a planted error, set and checked once."""

from pathlib import Path

import pytest

from flows.reports.checklist import CheckReport
from tests.cli.commands.planting import planted
from tests.cli.running import report_on
from tests.typeset.pdf import pdf


@pytest.fixture(scope="session")
def planted_pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    document = tmp_path_factory.mktemp("documents") / "planted.pdf"
    document.write_bytes(pdf(planted()))
    return document


@pytest.fixture(scope="session")
def planted_report(planted_pdf: Path, tmp_path_factory: pytest.TempPathFactory) -> CheckReport:
    """What `gongkai check` makes of it, before it is written in a format."""
    return report_on(planted_pdf, archive=tmp_path_factory.mktemp("archive"))
