"""Layouts that are common in the country: each reads as the file beside it says, to the cell.

`layouts/*.txt` is what a person read in the document; `pytest --update-layouts` writes it anew, to be read again.
"""

from pathlib import Path

import pytest

from tests.places import LAYOUTS
from tests.recognise.reading import disclosure_of, told

DOCUMENTS = sorted(LAYOUTS.glob("*.md"))


@pytest.mark.parametrize("path", DOCUMENTS, ids=[path.stem for path in DOCUMENTS])
def test_a_layout_reads_to_the_cell(path: Path, request: pytest.FixtureRequest) -> None:
    expected = path.with_suffix(".txt")
    found = "\n".join(told(disclosure_of(path))) + "\n"
    if request.config.getoption("--update-layouts"):
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")
