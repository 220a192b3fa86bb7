"""Born-digital PDF -> Document: glyphs and rulings become printed lines and ruled grids."""

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from operator import attrgetter
from typing import Any, NamedTuple

import pdf_oxide
import pypdfium2

from flows.errors import UnreadableError
from flows.model import Block, Box, Cell, Document, Grid, Page, Snapshot
from flows.read.pdf.annotations import refuse_overlays
from flows.read.pdf.border_crossing import is_amount, spaced
from flows.read.pdf.font_programs import without_outlines
from flows.read.pdf.frame import Frame, Sides, common, is_wide
from flows.read.pdf.glyphs import Run
from flows.read.pdf.lattice import Doubt, Lattice
from flows.read.pdf.preflight import Look, looked_over
from flows.read.pdf.rotated_text import written
from flows.read.pdf.ruled_grids import lattices
from flows.read.pdf.rulings import rulings
from flows.read.pdf.text_lines import ILLEGIBLE, OVERPRINT, cell_text, lines, printed_lines
from flows.read.pdf.visible_glyphs import Seen, suspects, visible_glyphs

pdf_oxide.disable_logging()
_COLOUR = attrgetter("color")
_PICTURE = 0.2
_PALE = 0.8
_PANIC = "PanicException"
"""What a library in Rust raises where it gives up: no Exception, and of no module that could be imported."""


class _Leaf(NamedTuple):
    """A page before its writing lies in its grids; doubtful, where writing is pale or on a painted ground."""

    number: int
    frame: Frame
    runs: Sequence[Run]
    grids: Sequence[Lattice]
    is_doubtful: bool


def read_pdf(snapshot: Snapshot, content: bytes) -> Document:
    """Read every page. Raises UnreadableError for a PDF that is truncated, encrypted or without text."""
    where = snapshot.source.location
    metadata, pictures = _opened(content, where)
    with closing(pictures), _uncollected():
        try:
            look = _looked_over(content)
            _refuse_layers(look, pictures, where)
            pages = _pages(
                pdf_oxide.PdfDocument.from_bytes(without_outlines(content, look.between)), pictures, look, where
            )
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


def _looked_over(content: bytes) -> Look:
    """What the streams tell before the pages are read. Raises ValueError for a file that is not whole."""
    look = looked_over(content)
    if look.damaged is not None:
        raise ValueError(f"the compressed stream at byte {look.damaged} is not whole")
    return look


def _refuse_layers(look: Look, pictures: pypdfium2.PdfDocument, where: str) -> None:
    """A layer that is switched off is not seen, and what lies over the pages is: both are not told from the pages."""
    if b"/OFF" in look.signs:
        what = "the PDF has layers that are switched off, so that it holds more than it shows"
        raise UnreadableError(what, where, "Print it to PDF anew: that leaves out what is not seen")
    if look.signs & {b"/FreeText", b"/Widget"}:
        refuse_overlays(pictures, where)


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


def _pages(document: Any, pictures: pypdfium2.PdfDocument, look: Look, where: str) -> list[Page]:
    count = document.page_count()
    if count != len(pictures):
        raise ValueError(f"two readers count {count} and {len(pictures)} pages")
    leaves = [_leaf(document, index, is_cropped=b"/CropBox" in look.signs) for index in range(count)]
    pages = [_page(leaf, OVERPRINT) for leaf in leaves]
    clipped = suspects([page for page, _ in pages], [leaf.frame for leaf in leaves])
    clipped |= {index for index, (_, doubts) in enumerate(pages) if doubts}
    others = {index for index, leaf in enumerate(leaves) if look.hides or leaf.is_doubtful} - clipped
    seen = _seen(leaves, pictures, clipped, clips=True) | _seen(leaves, pictures, others, clips=False)
    if any(page.runs is not leaves[index].runs for index, page in seen.items()):
        seen |= _seen(leaves, pictures, set(range(count)) - clipped, clips=True)
    for index, (runs, torn) in seen.items():
        leaves[index] = leaves[index]._replace(runs=runs)
        page, doubts = _page(leaves[index], ILLEGIBLE)
        pages[index] = page, [*doubts, *(Doubt(text, certain=False) for text in torn)]
    _refuse_scans(leaves, pictures, where)
    _refuse_cut(pages, where)
    return [page for page, _ in pages]


def _seen(
    leaves: Sequence[_Leaf], pictures: pypdfium2.PdfDocument, indices: Iterable[int], *, clips: bool
) -> dict[int, Seen]:
    """What is seen of some pages, by the index of the page."""
    return {
        index: visible_glyphs(leaves[index].runs, pictures[index], leaves[index].frame, clips=clips)
        for index in indices
    }


def _leaf(document: Any, index: int, *, is_cropped: bool) -> _Leaf:
    """The runs and grids of a page."""
    box = (document.page_crop_box(index) if is_cropped else None) or document.page_media_box(index)
    runs, heads, frame = written(document.extract_chars(index), Frame(*box))
    found = rulings(document.extract_paths(index), frame)
    grids = lattices(found)
    is_pale = any(min(colour) > _PALE for colour in set(map(_COLOUR, heads)))
    is_doubtful = is_pale or _has_amounts(runs, found.areas, grids)
    return _Leaf(index + 1, frame, spaced(runs, lambda run: any(grid.parts(run) for grid in grids)), grids, is_doubtful)


def _has_amounts(runs: Sequence[Run], areas: Sequence[Sides], grids: Sequence[Lattice]) -> bool:
    """Whether an amount of a grid stands where the page is painted over, before it was written or after.

    The ground of whole cells is painted with the grid, before any writing.
    """
    if not (areas and grids):
        return False
    inside = [common(area, grid.sides) for area in areas for grid in grids if not grid.is_bordered(area)]
    amounts = [run for run in runs if is_amount(run)] if any(map(is_wide, inside)) else []
    return any(
        left <= run.first <= right and top <= run.y <= bottom for left, top, right, bottom in inside for run in amounts
    )


def _refuse_cut(pages: Sequence[tuple[Page, Sequence[Doubt]]], where: str) -> None:
    """A number of which half lies in another cell, or half is hidden, is not known."""
    for page, doubts in pages:
        cut = [doubt.text for doubt in doubts if not doubt.certain]
        if cut:
            what = f"the number {cut[0]} is cut by the border of a cell: whose it is, or how it goes on, is not certain"
            remedy = "Find a copy in which it lies within its cell (a workbook, or a PDF with wider columns)"
            raise UnreadableError(what, f"{where}, page {page.number}", remedy)


def _refuse_scans(leaves: Sequence[_Leaf], pictures: pypdfium2.PdfDocument, where: str) -> None:
    """A page that is a picture may hold a table that nobody would miss. Only a cover may be one."""
    silent = [index for index, leaf in enumerate(leaves) if not leaf.runs]
    scans = [index + 1 for index in silent if index > 0 and _is_picture(pictures[index])]
    if len(silent) == len(leaves):
        what = f"none of the {len(leaves)} pages of the PDF has text (a scan?)"
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


def _page(leaf: _Leaf, overprint: str) -> tuple[Page, Sequence[Doubt]]:
    """Runs go into the cells in which they lie; those outside every grid are printed lines. And what is in doubt."""
    blocks: list[Block] = []
    doubts: list[Doubt] = []
    runs = leaf.runs
    for lattice in leaf.grids:
        cells, runs = lattice.sorted_in(runs, doubts)
        blocks.append(_grid(lattice, cells, leaf.number, overprint))
    blocks += printed_lines(runs, leaf.number, overprint)
    return Page(leaf.number, tuple(sorted(blocks, key=_top))), doubts


def _top(block: Block) -> tuple[float, float]:
    return (block.box.top, block.box.left) if block.box is not None else (0.0, 0.0)


def _grid(lattice: Lattice, runs: Mapping[int, Sequence[Run]], page: int, overprint: str) -> Grid:
    xs, ys = lattice.xs, lattice.ys
    cells: list[Cell] = []
    for index, (row, column, down, across) in enumerate(lattice.regions):
        box = Box(xs[column], ys[row], xs[column + across], ys[row + down])
        inside = runs.get(index)
        text = cell_text(lines(inside), box, overprint) if inside else ""
        cells.append(Cell(row, column, text, page, down, across, box))
    return Grid(tuple(cells), len(ys) - 1, len(xs) - 1, page, Box(xs[0], ys[0], xs[-1], ys[-1]), xs)
