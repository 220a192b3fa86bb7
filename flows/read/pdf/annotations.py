"""What lies over the pages of a PDF and is no part of them: notes in free text, and fields of forms.

A reader sees them, and the reader of glyphs does not.
"""

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from flows.errors import UnreadableError

_UNSEEN = pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW
_TEXT_KEYS = {pdfium.FPDF_ANNOT_FREETEXT: "Contents", pdfium.FPDF_ANNOT_WIDGET: "V"}


def refuse_numbers_in_annotations(document: pypdfium2.PdfDocument, where: str) -> None:
    """Raise UnreadableError where a number stands over a page: it may be what was left out there."""
    for number, page in enumerate(document, 1):
        for text in _texts(page):
            if any(letter.isdigit() for letter in text):
                what = f"a note or a field of a form says {text[:40]}, which is no part of the page"
                raise UnreadableError(what, f"{where}, page {number}", "Print it to PDF anew: that makes one of both")


def _texts(page: pypdfium2.PdfPage) -> Iterator[str]:
    for index in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
        note = pdfium.FPDFPage_GetAnnot(page.raw, index)
        key = _TEXT_KEYS.get(pdfium.FPDFAnnot_GetSubtype(note))
        if key is not None and not pdfium.FPDFAnnot_GetFlags(note) & _UNSEEN and _value(note, "FT") != "Btn":
            yield _value(note, key)
        pdfium.FPDFPage_CloseAnnot(note)


def _value(note: Any, key: str) -> str:
    length = pdfium.FPDFAnnot_GetStringValue(note, key.encode(), None, 0)
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDFAnnot_GetStringValue(note, key.encode(), ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
    return buffer.raw.decode("utf-16-le", "ignore").rstrip("\0")
