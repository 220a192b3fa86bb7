"""How a PDF page is looked at: the part of it that shows, turned so that its writing stands upright.

PDF measures upwards from the lower left corner of a page that may itself be turned. Everything that is read is in
points from the upper left corner of the page as a reader holds it.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

Sides = tuple[float, float, float, float]
_TILT = 3.0
THIN = 2.6
"""The width of the boldest stroke."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The shown part of a page, and by how many degrees its writing is turned anticlockwise: 0, 90, 180 or 270."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int = 0

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as a reader holds the page."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.turn in (90, 270) else (width, height)

    def to_page(self, x: float, y: float) -> tuple[float, float]:
        """A point of the file, as it is read.

        >>> Frame(0, 0, 595, 842).to_page(100, 800)
        (100, 42)
        >>> Frame(0, 0, 842, 595, turn=90).to_page(395, 100)
        (100, 395)
        """
        match self.turn:
            case 90:
                return y - self.bottom, x - self.left
            case 180:
                return self.right - x, y - self.bottom
            case 270:
                return self.top - y, self.right - x
            case _:
                return x - self.left, self.top - y

    def to_file(self, x: float, y: float) -> tuple[float, float]:
        """The point of the file that is read at a place.

        >>> Frame(0, 0, 842, 595, turn=90).to_file(100, 395)
        (395, 100)
        """
        match self.turn:
            case 90:
                return y + self.left, x + self.bottom
            case 180:
                return self.right - x, y + self.bottom
            case 270:
                return self.right - y, self.top - x
            case _:
                return x + self.left, self.top - y

    def sides(self, x0: float, y0: float, x1: float, y1: float) -> Sides:
        """A rectangle of the file as left, top, right, bottom."""
        if self.turn:
            (x0, y0), (x1, y1) = self.to_page(x0, y0), self.to_page(x1, y1)
        else:
            x0, y0, x1, y1 = x0 - self.left, self.top - y0, x1 - self.left, self.top - y1
        if x0 > x1:
            x0, x1 = x1, x0
        return (x0, y0, x1, y1) if y0 < y1 else (x0, y1, x1, y0)


def main_turn(degrees: Iterable[float]) -> int:
    """The turn of most of the writing of a page; slanted writing (a watermark) has no say.

    >>> main_turn([0.0, -90.0, -90.0, 45.0])
    270
    """
    counted = Counter(turn for each in degrees if (turn := quarter_turn(each)) is not None)
    return max(counted, key=lambda turn: (counted[turn], -turn), default=0)


def quarter_turn(degrees: float) -> int | None:
    """How far writing is turned, in quarters; None where it is slanted.

    >>> quarter_turn(-90.0), quarter_turn(1.2), quarter_turn(45.0)
    (270, 0, None)
    """
    turn = round(degrees / 90) * 90
    return turn % 360 if abs(degrees - turn) < _TILT else None


def intersection(one: Sides, other: Sides) -> Sides:
    """The part of the page that lies in both of two rectangles."""
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def is_wide(sides: Sides) -> bool:
    """Whether a rectangle is more than a stroke."""
    left, top, right, bottom = sides
    return right - left > THIN and bottom - top > THIN
