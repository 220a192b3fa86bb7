"""Whether a PDF page shows the amounts that are read from it.

The letters of a PDF are what its fonts say they are, and what is drawn may be another digit, or hidden: under a
picture, a stamp, a path; in a layer that is off; with no ink. So a page is drawn as a viewer shows it, and each digit
is looked at where it was read. PDFium draws a glyph alike wherever it stands, so that few pictures of digits differ,
and each is compared with known typefaces once in a document. Where that gives no certain answer, the page is drawn
larger, with its writing and without: the difference is what is seen of its writing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import pypdfium2

from flows.errors import UnreadableError
from flows.read.pdf.amount_glyphs import Amount, AmountGlyph
from flows.read.pdf.digit_shapes import ink_on_ground
from flows.read.pdf.frame import Frame, Sides
from flows.read.pdf.glyphs import Run
from flows.read.pdf.grey_picture import PagePicture, Picture
from flows.read.pdf.page_writing import PageWriting, around

_PIXELS = 20
_LEAST, _MOST = 1.5, 4.0
"""How many pixels the smallest type of a page has in a line, and how many a point has at least and at most."""


class UnseenAmount(NamedTuple):
    """A number that a page does not show as it was read; `is_longer` says that it shows another digit beside it."""

    number: str
    is_longer: bool = False


class AmountViewer:
    """The pictures of glyphs that were found to be what they were read as, over the pages of one document."""

    def __init__(self) -> None:
        self._known: set[tuple[str, Picture]] = set()
        self._shapes: set[tuple[str, bytes]] = set()
        self._blank: dict[Picture, bool] = {}

    def find_unseen(
        self, found: Sequence[Amount], runs: Sequence[Run], page: pypdfium2.PdfPage, frame: Frame
    ) -> list[UnseenAmount]:
        """The amounts among some runs that their page does not show, or shows otherwise. It may lose its writing."""
        glyphs = [glyph for amount in found for glyph in amount.glyphs]
        scale = min(max(_PIXELS / min(glyph.size for glyph in glyphs), _LEAST), _MOST)
        picture = PagePicture.of(page, frame, scale, around(glyphs))
        beside = [each for each in self._beside(found, picture) if not _is_written(each.sides, runs)]
        doubtful = self._doubtful(glyphs, picture)
        if not (beside or doubtful):
            return []
        writing = PageWriting.of(page, frame, [*beside, *(glyph for glyph, _ in doubtful)])
        longer = [UnseenAmount(each.number, is_longer=True) for each in beside if writing.shows_more(each)]
        return [*longer, *self._look_closely(doubtful, writing)]

    def _doubtful(self, glyphs: Iterable[AmountGlyph], picture: PagePicture) -> list[tuple[AmountGlyph, Picture]]:
        """The glyphs that are not certain at first sight, and their pictures."""
        found: list[tuple[AmountGlyph, Picture]] = []
        for glyph in glyphs:
            known = glyph.letter, picture.crop(glyph.sides, inwards=1)
            if known in self._known:
                continue
            part = picture.crop(glyph.sides)
            if self._is_certain(glyph, part, picture.scale):
                self._known.add(known)
            else:
                found.append((glyph, part))
        return found

    def _is_certain(self, glyph: AmountGlyph, part: Picture, scale: float) -> bool:
        ink = ink_on_ground(part)
        if ink is None:
            return False
        if glyph.is_digit:
            return (glyph.letter, ink.shape) in self._shapes or ink.is_clearly(glyph.letter)
        return glyph.may_be(ink.sides, (glyph.base - glyph.sides[1]) * scale, scale)

    def _look_closely(
        self, doubtful: Sequence[tuple[AmountGlyph, Picture]], writing: PageWriting
    ) -> Iterator[UnseenAmount]:
        for glyph, part in doubtful:
            if not writing.shows(glyph):
                yield UnseenAmount(glyph.number)
                continue
            ink = ink_on_ground(part)
            if ink is not None:
                self._shapes.add((glyph.letter, ink.shape))

    def _beside(self, found: Iterable[Amount], picture: PagePicture) -> Iterator[AmountGlyph]:
        """The places at the ends of numbers where another digit may be seen, which the file calls a blank."""
        for amount in found:
            for place in amount.places_beside():
                part = picture.crop(place.sides)
                if part not in self._blank:
                    self._blank[part] = not _may_be_digit(part)
                if not self._blank[part]:
                    yield place


def refuse_unseen(unseen: Mapping[int, Sequence[UnseenAmount]], where: str) -> None:
    """A number that its page does not show, or shows otherwise, is not known."""
    for index, (amount, *_) in unseen.items():
        if amount.is_longer:
            what = f"the page shows another digit beside {amount.number}, which the file calls a blank"
        else:
            what = f"the page does not show {amount.number} as the file has it: it is hidden, or its digits are others"
        remedy = "Look at the page; print it to PDF anew, or find another copy"
        raise UnreadableError(what, f"{where}, page {index + 1}", remedy)


def _may_be_digit(part: Picture) -> bool:
    """Whether a mark that ends within looks like a digit or a minus sign."""
    ink = ink_on_ground(part)
    if ink is None:
        return False
    left, top, right, bottom = ink.sides
    return top > 0 and bottom < part.height and right - left < part.width and ink.may_be_of_number(part.height)


def _is_written(sides: Sides, runs: Iterable[Run]) -> bool:
    """Whether any letter is read there."""
    left, top, right, bottom = sides
    return any(
        top <= run.y <= bottom and run.lefts[0] < right and left < run.lefts[-1] + run.widths[-1] for run in runs
    )
