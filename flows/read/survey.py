"""A look at the markup of a workbook before openpyxl unfolds it: how far it reaches, and which results it lacks."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from lxml import etree
from openpyxl.utils import range_boundaries

from flows.errors import UnreadableError

MOST_PLACES = 1_000_000
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_REMEDY = "No disclosure is that large: open it with care, and look at its last cell and its merged cells"


@dataclass(slots=True)
class _Extent:
    """How far one sheet reaches: cells declared, places merged, the last row and column with a value."""

    cells: int = 0
    merged: int = 0
    row: int = 0
    column: int = 0

    @property
    def places(self) -> int:
        return max(self.cells, self.merged, self.row * self.column)


def survey(package: zipfile.ZipFile, where: str) -> None:
    """Look at every sheet. Raises UnreadableError for one too large, or with a formula whose result is not stored."""
    for name in package.namelist():
        if name.lower().endswith(".xml"):
            with package.open(name) as part:
                _survey_part(part, f"{where}, {name}")


def _survey_part(part: IO[bytes], where: str) -> None:
    extent = _Extent()
    for element in _elements(part):
        if element.tag == f"{_MAIN}c":
            _see_cell(element, extent, where)
        elif element.tag == f"{_MAIN}mergeCell":
            left, top, right, bottom = range_boundaries(element.get("ref", "A1"))
            extent.merged += (right - left + 1) * (bottom - top + 1)
        if extent.places > MOST_PLACES:
            raise UnreadableError(f"a sheet of the workbook declares {extent.places:,} cells", where, _REMEDY)


def _elements(part: IO[bytes]) -> Iterator[etree._Element]:
    """The cells and merged areas of a sheet, each forgotten when seen; none where the part is no sheet."""
    events = etree.iterparse(part, ("start", "end"), resolve_entities=False, no_network=True)
    _, root = next(events)
    if root.tag != f"{_MAIN}worksheet":
        return
    for event, element in events:
        if event == "end" and element.tag in (f"{_MAIN}c", f"{_MAIN}mergeCell"):
            yield element
        if event == "end" and element.tag in (f"{_MAIN}row", f"{_MAIN}mergeCell"):
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]


def _see_cell(element: etree._Element, extent: _Extent, where: str) -> None:
    value = element.findtext(f"{_MAIN}v")
    if not value and element.find(f"{_MAIN}f") is not None and element.get("t") != "str":
        what = f"the result of the formula in cell {element.get('r', '')} is not stored"
        raise UnreadableError(what, where, "Open it in an office program, and save it there: that computes it")
    extent.cells += 1
    match = _PLACE.fullmatch(element.get("r", ""))
    if match and (value or element.find(f"{_MAIN}is") is not None):
        left, _, _, row = range_boundaries(match[0])
        extent.row, extent.column = max(extent.row, row), max(extent.column, left)
