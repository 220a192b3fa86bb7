"""Born-digital PDF -> Document: glyphs and rulings become printed lines and ruled grids."""

from collections.abc import Sequence
from contextlib import closing
from typing import Any

import pdf_oxide
import pypdfium2

from flows.errors import UnreadableError
from flows.model import Block, Box, Cell, Document, Grid, Page, Snapshot
from flows.read.clipping import suspects, visible_glyphs
from flows.read.glyphs import MIDDLE, Glyph, fold, lines, printed_lines, text_of
from flows.read.lattice import Lattice, lattices
from flows.read.rulings import Rulings, rulings

pdf_oxide.disable_logging()
_PICTURE = 0.2


def read_pdf(snapshot: Snapshot, content: bytes) -> Document:
    """Read every page. Raises UnreadableError for a PDF that is truncated, encrypted or without text."""
    where = snapshot.source.location
    metadata, pictures = _opened(content, where)
    with closing(pictures):
        try:
            pages = _pages(pdf_oxide.PdfDocument.from_bytes(content), pictures, where)
        except (OSError, ValueError, RuntimeError) as error:
            raise UnreadableError(
                f"the PDF is damaged ({error})", where, "Fetch it again; the download may be truncated"
            ) from error
    return Document(snapshot, "pdf", tuple(pages), metadata)


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
    glyphs = [_glyphs(document, index) for index in range(count)]
    _refuse_scans(glyphs, pictures, where)
    for index in suspects(glyphs, [_size(document, index) for index in range(count)]):
        glyphs[index] = visible_glyphs(glyphs[index], pictures[index])
    return [_page(index + 1, glyphs[index], _rulings(document, index)) for index in range(count)]


def _refuse_scans(glyphs: Sequence[Sequence[Glyph]], pictures: pypdfium2.PdfDocument, where: str) -> None:
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


def _size(document: Any, index: int) -> tuple[float, float]:
    left, bottom, right, top = document.page_media_box(index)
    return right - left, top - bottom


def _glyphs(document: Any, index: int) -> list[Glyph]:
    height = _size(document, index)[1]
    found: list[Glyph] = []
    drawn: dict[tuple[str, int], list[float]] = {}
    for char in document.extract_chars(index):
        text = fold(char.char)
        if not text or text.isspace():
            continue
        x, y, width, size = char.bbox
        base = height - y
        places = drawn.setdefault((text, round(base)), [])
        if not _drawn_before(places, x, size):
            places.append(x)
            found.append(Glyph(text, x, x + width, base, size, x + width / 2, base - MIDDLE * size))
    return found


def _drawn_before(places: Sequence[float], x: float, size: float) -> bool:
    """Bold type may be one glyph drawn twice, a hair apart; doubled digits would be another number."""
    return any(abs(place - x) < 0.15 * size for place in places)


def _rulings(document: Any, index: int) -> Rulings:
    return rulings(document.extract_paths(index), _size(document, index)[1])


def _page(number: int, glyphs: Sequence[Glyph], found: Rulings) -> Page:
    """Glyphs go into the cell in which their middle lies; those outside every grid are printed lines."""
    grids = lattices(found)
    inside: list[dict[int, list[Glyph]]] = [{} for _ in grids]
    outside: list[Glyph] = []
    for glyph in glyphs:
        for grid, cells in zip(grids, inside, strict=True):
            region = grid.region_at(glyph.x, glyph.y)
            if region is not None:
                cells.setdefault(region, []).append(glyph)
                break
        else:
            outside.append(glyph)
    blocks: list[Block] = [*printed_lines(outside, number)]
    blocks += [_grid(grid, cells, number) for grid, cells in zip(grids, inside, strict=True)]
    return Page(number, tuple(sorted(blocks, key=_top)))


def _top(block: Block) -> tuple[float, float]:
    return (block.box.top, block.box.left) if block.box is not None else (0.0, 0.0)


def _grid(lattice: Lattice, glyphs: dict[int, list[Glyph]], page: int) -> Grid:
    cells = tuple(
        Cell(
            region.row,
            region.column,
            "\n".join(text_of(row) for row in lines(glyphs.get(index, ()))),
            page,
            region.row_span,
            region.column_span,
            Box(
                lattice.xs[region.column],
                lattice.ys[region.row],
                lattice.xs[region.column + region.column_span],
                lattice.ys[region.row + region.row_span],
            ),
        )
        for index, region in enumerate(lattice.regions)
    )
    box = Box(lattice.xs[0], lattice.ys[0], lattice.xs[-1], lattice.ys[-1])
    return Grid(cells, len(lattice.ys) - 1, len(lattice.xs) - 1, page, box, lattice.xs)
