"""Rulings of a PDF page: the straight strokes and thin filled rectangles that draw its tables."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from flows.read.pdf.frame import THIN, Frame, Sides

_SHORTEST = 1.0
_WHITE = 0.93


class Ruling(NamedTuple):
    """A stroke along one axis: it lies `at` a coordinate of the other axis, and runs from `start` to `end`."""

    at: float
    start: float
    end: float


class Rulings(NamedTuple):
    """The rulings of one page, those that run across (`at` is y) and those that run down (`at` is x).

    `areas` are the rectangles around what is painted over: the ground of cells, or what covers them.
    """

    across: list[Ruling]
    down: list[Ruling]
    areas: Sequence[Sides] = ()


def rulings(paths: Iterable[Mapping[str, Any]], frame: Frame) -> Rulings:
    """Sort the vector paths of a page into rulings."""
    areas: list[Sides] = []
    found = Rulings([], [], areas)
    for path in paths:
        if path["stroke_color"] is None or path["fill_color"] is not None:
            _add_area(areas, path["bbox"], frame)
        for segment in _segments(path):
            _add(found, frame.sides(*segment))
    return found


def _add_area(areas: list[Sides], box: Sides, frame: Frame) -> None:
    left, bottom, width, height = box
    if abs(width) > THIN and abs(height) > THIN:
        areas.append(frame.sides(left, bottom, left + width, bottom + height))


def _add(found: Rulings, sides: Sides) -> None:
    left, top, right, bottom = sides
    width, height = right - left, bottom - top
    if height <= THIN and width > max(height, _SHORTEST):
        found.across.append(Ruling((top + bottom) / 2, left, right))
    elif width <= THIN and height > max(width, _SHORTEST):
        found.down.append(Ruling((left + right) / 2, top, bottom))


def _segments(path: Mapping[str, Any]) -> Iterator[Sides]:
    stroke, fill = path["stroke_color"], path["fill_color"]
    stroked = _visible(stroke)
    filled = _visible(fill) or (stroke is None and fill is None)  # painted, in the colour that nobody set: black
    if not (stroked or filled):
        return
    start = here = (0.0, 0.0)
    for step in path["operations"]:
        match step["op"]:
            case "rectangle":
                yield from _rectangle(step, stroked=stroked, filled=filled)
            case "move_to":
                start = here = (step["x"], step["y"])
            case "line_to":
                there = (step["x"], step["y"])
                if stroked:
                    yield (*here, *there)
                here = there
            case "close_path" if stroked:
                yield (*here, *start)
            case _:
                here = (step.get("x", here[0]), step.get("y", here[1]))
    if filled and not stroked:
        yield from _thin_polygon(path)


def _rectangle(step: Mapping[str, Any], *, stroked: bool, filled: bool) -> Iterator[Sides]:
    x0, y0 = step["x"], step["y"]
    x1, y1 = x0 + step["width"], y0 + step["height"]
    if min(abs(x1 - x0), abs(y1 - y0)) <= THIN:
        if stroked or filled:
            yield (x0, y0, x1, y1)
    elif stroked:
        yield from ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1))


def _thin_polygon(path: Mapping[str, Any]) -> Iterator[Sides]:
    """A ruling drawn as a filled polygon of four lines."""
    x, y, width, height = path["bbox"]
    drawn = [step["op"] for step in path["operations"]]
    if "line_to" in drawn and "rectangle" not in drawn and min(abs(width), abs(height)) <= THIN:
        yield (x, y, x + width, y + height)


def _visible(colour: tuple[float, ...] | None) -> bool:
    return colour is not None and min(colour) < _WHITE
