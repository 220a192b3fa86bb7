"""Ruled grids of a PDF page: regions between borders, and what lies in each.

The elementary cell of a point is found by bisection, so that a glyph belongs to the cell in which its middle lies.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from flows.read.pdf.border_crossing import indivisible_parts
from flows.read.pdf.frame import Sides
from flows.read.pdf.glyphs import Run

_HAIR = 1.5
_TIGHT = 0.45
_MOST = 0.6
"""A number belongs to the cell that holds this share of its glyphs."""


class CrossingText(NamedTuple):
    """A text that lies across a border, or hard by one; `certain` says that its cell is known nevertheless."""

    text: str
    is_certain: bool


class Region(NamedTuple):
    """One cell of a lattice: its upper left elementary cell and how many it covers."""

    row: int
    column: int
    row_span: int
    column_span: int


@dataclass(frozen=True, slots=True)
class Lattice:
    """The borders of one grid, `xs` from left to right and `ys` from top to bottom, and its regions."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    regions: tuple[Region, ...]
    owner: tuple[int, ...]

    @property
    def sides(self) -> Sides:
        """The rectangle within its outer borders."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def is_bordered(self, sides: Sides) -> bool:
        """Whether a rectangle ends at borders, on all four sides."""
        left, top, right, bottom = sides
        return all(
            any(abs(place - border) < _HAIR for border in borders)
            for places, borders in (((left, right), self.xs), ((top, bottom), self.ys))
            for place in places
        )

    def divides(self, run: Run) -> bool:
        """Whether a border lies between the first glyph of a run and its last."""
        return self._region(run.first, run.y) != self._region(run.last, run.y)

    def place_runs(
        self, runs: Iterable[Run], doubtful: list[CrossingText] | None = None
    ) -> tuple[dict[int, list[Run]], list[Run]]:
        """The runs of each region that has any, by its index; and those outside the grid.

        A run across a border is taken apart: a glyph lies where its middle lies, and a number where most of it does.
        What lies so that a clip path may hide a part of it is added to `doubtful`.
        """
        inside: dict[int, list[Run]] = {}
        outside: list[Run] = []
        visited: list[int] = []
        crossing = [] if doubtful is None else doubtful
        for run in runs:
            region = self._region(run.first, run.y)
            whole = self._is_within(run, region)
            for part in (run,) if whole else indivisible_parts(run):
                index = region if whole else self._home(part, crossing)
                if index is None:
                    outside.append(part)
                else:
                    inside.setdefault(index, []).append(part)
                    visited.append(index)
        if self._is_tight(inside) or self._goes_back(visited):
            crossing.append(CrossingText("", is_certain=True))
        return inside, outside

    def _is_within(self, run: Run, region: int | None) -> bool:
        """Whether a run ends in the region in which it begins, or passes by the grid."""
        if region is None:
            beside = not run.first < self.xs[0] < run.last or not self.ys[0] - 1 <= run.y <= self.ys[-1] + 1
            return beside and self._region(run.last, run.y) is None
        _, column, _, across = self.regions[region]
        return run.last < self.xs[column + across] or region == self._region(run.last, run.y)

    def _is_tight(self, inside: Mapping[int, Sequence[Run]]) -> bool:
        """Whether a run lies hard by the upper or lower border of its region."""
        for index, runs in inside.items():
            row, _, down, _ = self.regions[index]
            top, bottom = self.ys[row], self.ys[row + down]
            for run in runs:
                near = _TIGHT * run.size
                if run.y - top < near or bottom - run.y < near:
                    return True
        return False

    def _goes_back(self, visited: Sequence[int]) -> bool:
        """Whether, of texts drawn one after another, one stands in the cell below and the next in the row before.

        A second line that its row is too low for is drawn there, and hidden. Cells that are merged tell nothing.
        """
        for one, lower, after in zip(visited, visited[1:], visited[2:], strict=False):
            if one < lower and after < lower:
                row, column, *spans = self.regions[one]
                lower_row, lower_column, *lower_spans = self.regions[lower]
                single = spans == lower_spans == [1, 1] and column == lower_column
                if single and lower_row > row == self.regions[after].row:
                    return True
        return False

    def _home(self, part: Run, crossing: list[CrossingText]) -> int | None:
        """The region that holds most of the glyphs of a part; one that holds too few is in doubt."""
        places = [self._region(left + width / 2, part.y) for left, width in zip(part.lefts, part.widths, strict=True)]
        home = max(places, key=places.count)
        if any(place != home for place in places):
            crossing.append(
                CrossingText(
                    "".join(part.texts), is_certain=home is not None and places.count(home) >= _MOST * len(places)
                )
            )
        return home

    def _region(self, x: float, y: float) -> int | None:
        """The index of the region that holds a point; a hair outside the outer borders is inside."""
        xs, ys = self.xs, self.ys
        if not (xs[0] - 1 <= x <= xs[-1] + 1 and ys[0] - 1 <= y <= ys[-1] + 1):
            return None
        column = bisect_right(xs, x, 1, len(xs) - 1) - 1
        row = bisect_right(ys, y, 1, len(ys) - 1) - 1
        return self.owner[row * (len(xs) - 1) + column]
