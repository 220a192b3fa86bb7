"""Born-digital PDF -> Document: glyphs and rulings become printed lines and ruled grids."""

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from operator import attrgetter
from typing import Any

import pdf_oxide
import pypdfium2

from flows.errors import UnreadableError
from flows.model import Block, Box, Cell, Document, Grid, Page, Snapshot
from flows.read.clipping import suspects, visible_glyphs
from flows.read.frame import Frame, turn_of
from flows.read.glyphs import Run, placed
from flows.read.lattice import Lattice, lattices
from flows.read.lines import OVERPRINT, lines, printed_lines, text_of
from flows.read.rulings import rulings
from flows.read.streams import damaged_stream

pdf_oxide.disable_logging()
_DEGREES = attrgetter("rotation_degrees")
_PICTURE = 0.2
_PANIC = "PanicException"
"""What a library in Rust raises where it gives up: no Exception, and of no module that could be imported."""


def read_pdf(snapshot: Snapshot, content: bytes) -> Document:
    """Read every page. Raises UnreadableError for a PDF that is truncated, encrypted or without text."""
    where = snapshot.source.location
    metadata, pictures = _opened(content, where)
    with closing(pictures), _uncollected():
        try:
            _refuse_damage(content)
            pages = _pages(pdf_oxide.PdfDocument.from_bytes(content), pictures, where)
        except (OSError, ValueError, RuntimeError) as error:
            raise _damaged(error, where) from error
        except BaseException as error:
            if type(error).__name__ != _PANIC:
                raise
            raise _damaged(error, where) from error
    return Document(snapshot, "pdf", tuple(pages), metadata)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without a search for cycles: a page has none, and what it has by the thousand would be searched over and over."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _refuse_damage(content: bytes) -> None:
    offset = damaged_stream(content)
    if offset is not None:
        raise ValueError(f"the compressed stream at byte {offset} is not whole")


def _damaged(error: BaseException, where: str) -> UnreadableError:
    return UnreadableError(f"the PDF is damaged ({error})", where, "Fetch it again; the download may be truncated")


def _opened(content: bytes, where: str) -> tuple[tuple[tuple[str, str], ...], pypdfium2.PdfDocument]:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableError(
                "the PDF is encrypted and asks for a password", where, "Ask the publisher for an open copy"
            ) from error
        raise UnreadableError(
            f"the PDF cannot be opened ({error})", where, "Fetch it again; the download may be truncated"
        ) from error
    facts = document.get_metadata_dict()
    return tuple((key.lower(), value) for key, value in sorted(facts.items()) if value), document


def _pages(document: Any, pictures: pypdfium2.PdfDocument, where: str) -> list[Page]:
    count = document.page_count()
    if count != len(pictures):
        raise ValueError(f"two readers count {count} and {len(pictures)} pages")
    frames: list[Frame] = []
    glyphs: list[list[Run]] = []
    for index in range(count):
        chars, frame = _written(document, index)
        frames.append(frame)
        glyphs.append(placed(chars, frame))
    _refuse_scans(glyphs, pictures, where)
    grids = [lattices(rulings(document.extract_paths(index), frames[index])) for index in range(count)]
    pages = [_page(index + 1, glyphs[index], grids[index], OVERPRINT) for index in range(count)]
    for index, edge in suspects(pages, frames).items():
        shown = visible_glyphs(glyphs[index], pictures[index], frames[index], edge)
        pages[index] = _page(index + 1, shown, grids[index])
    return pages


def _written(document: Any, index: int) -> tuple[list[Any], Frame]:
    """The characters of a page, and how it is looked at.

    Slanted writing is left out: a watermark is no part of what it is printed over.
    """
    chars = document.extract_chars(index)
    degrees: Sequence[float] = ()
    if any(map(_DEGREES, chars)):
        chars = [char for char in chars if char.rotation_degrees % 90 == 0]
        degrees = [*map(_DEGREES, chars)]
    left, bottom, right, top = document.page_crop_box(index) or document.page_media_box(index)
    return chars, Frame(left, bottom, right, top, turn_of(degrees))


def _refuse_scans(glyphs: Sequence[Sequence[Run]], pictures: pypdfium2.PdfDocument, where: str) -> None:
    """A page that is a picture may hold a table that nobody would miss. Only a cover may be one."""
    silent = [index for index, page in enumerate(glyphs) if not page]
    scans = [index + 1 for index in silent if index > 0 and _is_picture(pictures[index])]
    if len(silent) == len(glyphs):
        what = f"none of the {len(glyphs)} pages of the PDF has text (a scan?)"
    elif scans:
        what = f"pages {', '.join(map(str, scans))} are pictures without text (scans)"
    else:
        return
    raise UnreadableError(what, where, "Find a born-digital copy, or a text made from the scan")


def _is_picture(page: pypdfium2.PdfPage) -> bool:
    """Whether pictures cover a fifth of the page or more."""
    width, height = page.get_size()
    covered = 0.0
    for item in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]):
        left, bottom, right, top = item.get_bounds()
        covered += abs(right - left) * abs(top - bottom)
    return bool(covered >= _PICTURE * width * height)


def _page(number: int, glyphs: Sequence[Run], grids: Sequence[Lattice], overprint: str = "") -> Page:
    """Glyphs go into the cell in which their middle lies; those outside every grid are printed lines."""
    blocks: list[Block] = []
    for lattice in grids:
        cells, glyphs = lattice.sorted_in(glyphs)
        blocks.append(_grid(lattice, cells, number, overprint))
    blocks += printed_lines(glyphs, number, overprint)
    return Page(number, tuple(sorted(blocks, key=_top)))


def _top(block: Block) -> tuple[float, float]:
    return (block.box.top, block.box.left) if block.box is not None else (0.0, 0.0)


def _grid(lattice: Lattice, runs: Mapping[int, Sequence[Run]], page: int, overprint: str) -> Grid:
    xs, ys = lattice.xs, lattice.ys
    texts = {index: "\n".join([text_of(row, overprint) for row in lines(inside)]) for index, inside in runs.items()}
    cells: list[Cell] = []
    for index, (row, column, down, across) in enumerate(lattice.regions):
        box = Box(xs[column], ys[row], xs[column + across], ys[row + down])
        cells.append(Cell(row, column, texts.get(index, ""), page, down, across, box))
    return Grid(tuple(cells), len(ys) - 1, len(xs) - 1, page, Box(xs[0], ys[0], xs[-1], ys[-1]), xs)
