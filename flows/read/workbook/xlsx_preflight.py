"""A look at the markup of a workbook before openpyxl unfolds it: how much it declares, and which results it lacks."""

import re
import zipfile
from collections.abc import Iterator
from typing import IO

from lxml import etree
from openpyxl.utils import range_boundaries

from flows.errors import UnreadableError

MOST_PLACES = 1_000_000
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ROW, _CELL = f"{_MAIN}row", f"{_MAIN}c"
_PUT_OFF = re.compile(rb"<(?:\w+:)?calcPr\b[^>]*\bfullCalcOnLoad\s*=\s*[\"'](?:1|true)[\"']")
_COMPUTE = "Open it in an office program, and save it there: that computes it"
_RANGES = (f"{_MAIN}mergeCell", f"{_MAIN}hyperlink")
REMEDY = "No disclosure is that large: open it with care, and look at its last cell and its merged cells"


def inspect_package(package: zipfile.ZipFile, where: str) -> None:
    """Look at every sheet. Raises UnreadableError for one too large, or with a formula whose result is not stored."""
    formulas = 0
    names = [name for name in package.namelist() if name.lower().endswith(".xml")]
    for name in names:
        with package.open(name) as part:
            formulas += _survey_part(part, f"{where}, {name}")
    if formulas and any(
        _PUT_OFF.search(package.read(name)) for name in names if name.lower().endswith("/workbook.xml")
    ):
        what = f"the results of its {formulas} formulas are not computed: it asks to be computed when it is opened"
        raise UnreadableError(what, where, _COMPUTE)


def _survey_part(part: IO[bytes], where: str) -> int:
    """Look at one sheet, and count its formulas."""
    places = formulas = 0
    for element in _elements(part):
        if element.tag == _CELL:
            places += 1
            formulas += _has_formula(element, where)
        else:
            left, top, right, bottom = range_boundaries(element.get("ref", "A1"))
            places += (right - left + 1) * (bottom - top + 1)
        if places > MOST_PLACES:
            raise UnreadableError(f"a sheet of the workbook declares {places:,} cells", where, REMEDY)
    return formulas


def _elements(part: IO[bytes]) -> Iterator[etree._Element]:
    """The cells and ranges of a sheet that openpyxl unfolds, each forgotten when seen; none where it is no sheet."""
    events = etree.iterparse(part, ("start", "end"), resolve_entities=False, no_network=True)
    _, root = next(events)
    if root.tag != f"{_MAIN}worksheet":
        return
    for event, element in events:
        if event == "end" and element.tag in (_CELL, *_RANGES):
            yield element
        if event == "end" and element.tag in (_ROW, *_RANGES):
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]


def _has_formula(cell: etree._Element, where: str) -> bool:
    """Whether a cell is computed. Raises UnreadableError where its result is not stored."""
    if cell.find(f"{_MAIN}f") is None:
        return False
    if not cell.findtext(f"{_MAIN}v") and cell.get("t") != "str":
        what = f"the result of the formula in cell {cell.get('r', '')} is not stored"
        raise UnreadableError(what, where, _COMPUTE)
    return True
