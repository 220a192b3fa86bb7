"""Snapshot -> Document: pages of printed lines and ruled grids, whatever the file's format. Knows no budget word."""

from collections.abc import Callable, Mapping

from flows.errors import UnreadableError
from flows.model import Document, Snapshot
from flows.read.html.html_reader import read_html
from flows.read.pdf.pdf_reader import read_pdf
from flows.read.sniff import REMEDIES, sniff
from flows.read.text_reader import read_text
from flows.read.word.docx_reader import read_docx
from flows.read.workbook.workbook_reader import read_xls, read_xlsx
from flows.read.zip_reader import read_archive

READERS: Mapping[str, Callable[[Snapshot, bytes], Document]] = {
    "pdf": read_pdf,
    "xlsx": read_xlsx,
    "xls": read_xls,
    "docx": read_docx,
    "html": read_html,
    "text": read_text,
}
_ARCHIVE = "zip"
_NAMES = "PDF, XLSX, XLS, DOCX, HTML, text, ZIP"
_REMEDY = "Fetch the document itself, or convert it to one of these formats"


def read(snapshot: Snapshot) -> Document:
    """Read a snapshot by what its bytes are, never by its name. Raises UnreadableError."""
    content = snapshot.path.read_bytes()
    kind = sniff(content)
    if kind == _ARCHIVE:
        return read_archive(snapshot, content, READERS)
    reader = READERS.get(kind)
    if reader is None:
        raise UnreadableError(
            f"the file is {kind}, not a disclosure in a format that is read ({_NAMES})",
            snapshot.source.location,
            REMEDIES.get(kind, _REMEDY),
        )
    return reader(snapshot, content)
