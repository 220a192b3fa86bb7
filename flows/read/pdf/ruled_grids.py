"""Rulings -> lattices: elementary cells, joined where no ruling parts them.

Positions that lie within a hair of one another are one border.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from flows.read.pdf.lattice import Lattice, Region
from flows.read.pdf.rulings import Ruling, Rulings

_JOIN = 3.0
_COVER = 0.6


def lattices(found: Rulings) -> list[Lattice]:
    """The grids of a page, from top to bottom."""
    grids = (_lattice(across, down) for across, down in _components(found))
    return sorted((grid for grid in grids if grid is not None), key=lambda grid: grid.ys[0])


def _components(found: Rulings) -> list[tuple[list[Ruling], list[Ruling]]]:
    """Rulings that touch one another, directly or through others, draw one grid."""
    across, down = _merged(found.across), _merged(found.down)
    parent = list(range(len(across) + len(down)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for i, flat in enumerate(across):
        for j, upright in enumerate(down, len(across)):
            if (
                flat.start - _JOIN <= upright.at <= flat.end + _JOIN
                and upright.start - _JOIN <= flat.at <= upright.end + _JOIN
            ):
                parent[root(i)] = root(j)
    groups: dict[int, tuple[list[Ruling], list[Ruling]]] = {}
    for index, ruling in enumerate((*across, *down)):
        groups.setdefault(root(index), ([], []))[index >= len(across)].append(ruling)
    return list(groups.values())


def _merged(rulings: Iterable[Ruling]) -> list[Ruling]:
    """Pieces of one stroke joined: the same place, and ends that meet or overlap."""
    merged: list[Ruling] = []
    for group in _clusters(rulings):
        at = sum(ruling.at for ruling in group) / len(group)
        start, end = None, 0.0
        for ruling in sorted(group, key=lambda r: r.start):
            if start is None:
                start, end = ruling.start, ruling.end
            elif ruling.start <= end + _JOIN:
                end = max(end, ruling.end)
            else:
                merged.append(Ruling(at, start, end))
                start, end = ruling.start, ruling.end
        if start is not None:
            merged.append(Ruling(at, start, end))
    return merged


def _clusters(rulings: Iterable[Ruling]) -> list[list[Ruling]]:
    groups: list[list[Ruling]] = []
    for ruling in sorted(rulings):
        if groups and ruling.at - groups[-1][0].at <= _JOIN:
            groups[-1].append(ruling)
        else:
            groups.append([ruling])
    return groups


def _lattice(across: Sequence[Ruling], down: Sequence[Ruling]) -> Lattice | None:
    if len(across) < 2 or not down:
        return None
    xs = _borders([r.at for r in down], [x for r in across for x in (r.start, r.end)])
    ys = _borders([r.at for r in across], [y for r in down for y in (r.start, r.end)])
    if len(xs) < 2 or len(ys) < 2:
        return None
    walls_right = _walls(down, xs, ys)
    walls_below = _walls(across, ys, xs)
    return _with_regions(xs, ys, _joined(len(ys) - 1, len(xs) - 1, walls_right, walls_below))


def _borders(places: Iterable[float], ends: Iterable[float]) -> tuple[float, ...]:
    """The distinct border positions; the outermost ends of crossing rulings close an open side."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _JOIN:
            found.append(place)
    ends = list(ends)
    if found and ends:
        if found[0] - min(ends) > 2 * _JOIN:
            found.insert(0, min(ends))
        if max(ends) - found[-1] > 2 * _JOIN:
            found.append(max(ends))
    return tuple(found)


def _walls(rulings: Sequence[Ruling], places: Sequence[float], along: Sequence[float]) -> set[tuple[int, int]]:
    """(index of the border, index of the step along it) for each step that a ruling covers."""
    walls = set()
    for at, ruling_start, ruling_end in rulings:
        border = _nearest(places, at)
        for step in range(max(bisect_right(along, ruling_start) - 1, 0), len(along) - 1):
            start, end = along[step], along[step + 1]
            if start >= ruling_end:
                break
            covered = min(end, ruling_end) - max(start, ruling_start)
            if covered >= _COVER * (end - start):
                walls.add((border, step))
    return walls


def _nearest(places: Sequence[float], at: float) -> int:
    """The index of the place, of some in order, that lies nearest."""
    after = bisect_left(places, at)
    if after == len(places) or (after > 0 and at - places[after - 1] <= places[after] - at):
        return after - 1
    return after


def _joined(rows: int, columns: int, walls_right: set[tuple[int, int]], walls_below: set[tuple[int, int]]) -> list[int]:
    """The first of the elementary cells that are joined with each, because no wall parts them."""
    parent = list(range(rows * columns))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    def join(one: int, other: int) -> None:
        one, other = root(one), root(other)
        parent[max(one, other)] = min(one, other)

    for border in range(1, columns):
        for row in range(rows):
            if (border, row) not in walls_right:
                join(row * columns + border - 1, row * columns + border)
    for border in range(1, rows):
        for column in range(columns):
            if (border, column) not in walls_below:
                join((border - 1) * columns + column, border * columns + column)
    return [index if first == index else root(index) for index, first in enumerate(parent)]


def _with_regions(xs: tuple[float, ...], ys: tuple[float, ...], first: Sequence[int]) -> Lattice:
    columns = len(xs) - 1
    joined: dict[int, list[int]] = {}
    for index, group in enumerate(first):
        joined.setdefault(group, []).append(index)
    regions: list[Region] = []
    owner = [0] * len(first)
    for members in joined.values():
        if len(members) == 1:
            owner[members[0]] = len(regions)
            row, column = divmod(members[0], columns)
            regions.append(Region(row, column, 1, 1))
            continue
        for part in _rectangles([divmod(index, columns) for index in members]):
            for row, column in part:
                owner[row * columns + column] = len(regions)
            top, left = part[0]
            bottom, right = part[-1]
            regions.append(Region(top, left, bottom - top + 1, right - left + 1))
    return Lattice(xs, ys, tuple(regions), tuple(owner))


def _rectangles(members: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """The cell itself where it is a rectangle; its rows, where a missing ruling has made it an L."""
    rows = {row for row, _ in members}
    columns = {column for _, column in members}
    if len(members) == len(rows) * len(columns):
        return [sorted(members)]
    return [sorted(member for member in members if member[0] == row) for row in sorted(rows)]
