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
from flows.read.pdf.amount_glyphs import find_amounts
from flows.read.pdf.annotations import refuse_numbers_in_annotations
from flows.read.pdf.border_crossing import is_amount_run, join_spaced_digits
from flows.read.pdf.font_programs import without_font_programs
from flows.read.pdf.frame import Frame, Sides, intersection, is_wide
from flows.read.pdf.glyphs import Run
from flows.read.pdf.lattice import CrossingText, Lattice
from flows.read.pdf.preflight import Preflight, preflight
from flows.read.pdf.rotated_text import upright_runs
from flows.read.pdf.ruled_grids import lattices
from flows.read.pdf.rulings import rulings
from flows.read.pdf.text_lines import ILLEGIBLE, OVERPRINT, cell_text, group_into_lines, printed_lines
from flows.read.pdf.visible_amounts import AmountViewer, UnseenAmount, refuse_unseen
from flows.read.pdf.visible_glyphs import VisibleRuns, pages_that_may_hide, visible_runs

pdf_oxide.disable_logging()
_COLOUR = attrgetter("color")
_PICTURE = 0.2
_PALE = 0.8
_PANIC = "PanicException"
"""What a library in Rust raises where it gives up: no Exception, and of no module that could be imported."""


class _UnsortedPage(NamedTuple):
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
            findings = _preflight(content)
            _refuse_layers(findings, pictures, where)
            pages = _pages(
                pdf_oxide.PdfDocument.from_bytes(without_font_programs(content, findings.outside_streams)),
                pictures,
                findings,
                where,
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


def _preflight(content: bytes) -> Preflight:
    """What the streams tell before the pages are read. Raises ValueError for a file that is not whole."""
    findings = preflight(content)
    if findings.damaged_stream is not None:
        raise ValueError(f"the compressed stream at byte {findings.damaged_stream} is not whole")
    return findings


def _refuse_layers(findings: Preflight, pictures: pypdfium2.PdfDocument, where: str) -> None:
    """A layer that is switched off is not seen, and what lies over the pages is: both are not told from the pages."""
    if b"/OFF" in findings.markers:
        what = "the PDF has layers that are switched off, so that it holds more than it shows"
        raise UnreadableError(what, where, "Print it to PDF anew: that leaves out what is not seen")
    if findings.markers & {b"/FreeText", b"/Widget"}:
        refuse_numbers_in_annotations(pictures, where)


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
    document.init_forms()  # or fields of forms are not drawn
    facts = document.get_metadata_dict()
    return tuple((key.lower(), value) for key, value in sorted(facts.items()) if value), document


def _pages(document: Any, pictures: pypdfium2.PdfDocument, findings: Preflight, where: str) -> list[Page]:
    count = document.page_count()
    if count != len(pictures):
        raise ValueError(f"two readers count {count} and {len(pictures)} pages")
    unsorted_pages = [
        _unsorted_page(document, index, is_cropped=b"/CropBox" in findings.markers) for index in range(count)
    ]
    pages = [_page(unsorted, OVERPRINT) for unsorted in unsorted_pages]
    clipped = pages_that_may_hide([page for page, _ in pages], [leaf.frame for leaf in unsorted_pages])
    clipped |= {index for index, (_, crossing) in enumerate(pages) if crossing}
    others = {
        index for index, leaf in enumerate(unsorted_pages) if findings.may_hide_text or leaf.is_doubtful
    } - clipped
    visible = _visible(unsorted_pages, pictures, clipped, clips=True) | _visible(
        unsorted_pages, pictures, others, clips=False
    )
    if any(page.runs is not unsorted_pages[index].runs for index, page in visible.items()):
        visible |= _visible(unsorted_pages, pictures, set(range(count)) - clipped, clips=True)
    unseen = _unseen(unsorted_pages, visible, pictures, AmountViewer())
    visible |= _visible(unsorted_pages, pictures, unseen, clips=True)
    for index, (runs, torn) in visible.items():
        unsorted_pages[index] = unsorted_pages[index]._replace(runs=runs)
        page, crossing = _page(unsorted_pages[index], ILLEGIBLE)
        pages[index] = page, [*crossing, *(CrossingText(text, is_certain=False) for text in torn)]
    _refuse_scans(unsorted_pages, pictures, where)
    _refuse_cut(pages, where)
    refuse_unseen(_unseen([unsorted_pages[index] for index in unseen], visible, pictures, AmountViewer()), where)
    return [page for page, _ in pages]


def _unseen(
    unsorted_pages: Iterable[_UnsortedPage],
    visible: Mapping[int, VisibleRuns],
    pictures: pypdfium2.PdfDocument,
    viewer: AmountViewer,
) -> dict[int, Sequence[UnseenAmount]]:
    """The amounts of some pages that the pages do not show, by the index of the page."""
    found: dict[int, Sequence[UnseenAmount]] = {}
    for unsorted in unsorted_pages:
        index = unsorted.number - 1
        runs = visible[index].runs if index in visible else unsorted.runs
        if amounts := find_amounts(runs, [grid.sides for grid in unsorted.grids]):
            with closing(pictures[index]) as page:
                if unseen := viewer.find_unseen(amounts, runs, page, unsorted.frame):
                    found[index] = unseen
    return found


def _visible(
    unsorted_pages: Sequence[_UnsortedPage], pictures: pypdfium2.PdfDocument, indices: Iterable[int], *, clips: bool
) -> dict[int, VisibleRuns]:
    """What is seen of some pages, by the index of the page."""
    return {
        index: visible_runs(unsorted_pages[index].runs, pictures[index], unsorted_pages[index].frame, clips=clips)
        for index in indices
    }


def _unsorted_page(document: Any, index: int, *, is_cropped: bool) -> _UnsortedPage:
    """The runs and grids of a page."""
    box = (document.page_crop_box(index) if is_cropped else None) or document.page_media_box(index)
    runs, heads, frame = upright_runs(document.extract_chars(index), Frame(*box))
    found = rulings(document.extract_paths(index), frame)
    grids = lattices(found)
    is_pale = any(min(colour) > _PALE for colour in set(map(_COLOUR, heads)))
    is_doubtful = is_pale or _has_amounts(runs, found.areas, grids)
    return _UnsortedPage(
        index + 1,
        frame,
        join_spaced_digits(runs, lambda run: any(grid.divides(run) for grid in grids)),
        grids,
        is_doubtful,
    )


def _has_amounts(runs: Sequence[Run], areas: Sequence[Sides], grids: Sequence[Lattice]) -> bool:
    """Whether an amount of a grid stands where the page is painted over, before it was written or after.

    The ground of whole cells is painted with the grid, before any writing.
    """
    if not (areas and grids):
        return False
    inside = [intersection(area, grid.sides) for area in areas for grid in grids if not grid.is_bordered(area)]
    amounts = [run for run in runs if is_amount_run(run)] if any(map(is_wide, inside)) else []
    return any(
        left <= run.first <= right and top <= run.y <= bottom for left, top, right, bottom in inside for run in amounts
    )


def _refuse_cut(pages: Sequence[tuple[Page, Sequence[CrossingText]]], where: str) -> None:
    """A number of which half lies in another cell, or half is hidden, is not known."""
    for page, crossing in pages:
        cut = [text.text for text in crossing if not text.is_certain]
        if cut:
            what = f"the number {cut[0]} is cut by the border of a cell: whose it is, or how it goes on, is not certain"
            remedy = "Find a copy in which it lies within its cell (a workbook, or a PDF with wider columns)"
            raise UnreadableError(what, f"{where}, page {page.number}", remedy)


def _refuse_scans(unsorted_pages: Sequence[_UnsortedPage], pictures: pypdfium2.PdfDocument, where: str) -> None:
    """A page that is a picture may hold a table that nobody would miss. Only a cover may be one."""
    silent = [index for index, unsorted in enumerate(unsorted_pages) if not unsorted.runs]
    scans = [index + 1 for index in silent if index > 0 and _is_picture(pictures[index])]
    if len(silent) == len(unsorted_pages):
        what = f"none of the {len(unsorted_pages)} pages of the PDF has text (a scan?)"
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


def _page(unsorted: _UnsortedPage, overprint: str) -> tuple[Page, Sequence[CrossingText]]:
    """Runs go into the cells in which they lie; those outside every grid are printed lines. And what is in doubt."""
    blocks: list[Block] = []
    crossing: list[CrossingText] = []
    runs = unsorted.runs
    for lattice in unsorted.grids:
        cells, runs = lattice.place_runs(runs, crossing)
        blocks.append(_grid(lattice, cells, unsorted.number, overprint))
    blocks += printed_lines(runs, unsorted.number, overprint)
    return Page(unsorted.number, tuple(sorted(blocks, key=_top))), crossing


def _top(block: Block) -> tuple[float, float]:
    return (block.box.top, block.box.left) if block.box is not None else (0.0, 0.0)


def _grid(lattice: Lattice, runs: Mapping[int, Sequence[Run]], page: int, overprint: str) -> Grid:
    xs, ys = lattice.xs, lattice.ys
    cells: list[Cell] = []
    for index, (row, column, down, across) in enumerate(lattice.regions):
        box = Box(xs[column], ys[row], xs[column + across], ys[row + down])
        inside = runs.get(index)
        text = cell_text(group_into_lines(inside), box, overprint) if inside else ""
        cells.append(Cell(row, column, text, page, down, across, box))
    return Grid(tuple(cells), len(ys) - 1, len(xs) - 1, page, Box(xs[0], ys[0], xs[-1], ys[-1]), xs)
