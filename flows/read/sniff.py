"""What a file is, told by its bytes and never by its name."""

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

from xlrd.compdoc import CompDoc

_MAGIC = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"{\\rtf", "an RTF document"),
)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0"
_HTML = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(<!--.*?-->\s*)*(<\?xml[^>]*>\s*)?"
    rb"<(!doctype\s+html|html|head|body|meta|title|style|script|link|table|div|center)\b",
    re.IGNORECASE | re.DOTALL,
)
_OFFICE_XML = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*<\?xml[^>]*>.*(?:progid=.|office:)(?:Word|Excel|spreadsheet)", re.DOTALL
)
_OLE_STREAMS = (
    ("EncryptedPackage", "an encrypted Office file"),
    ("WordDocument", "a Word 97 document (DOC)"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "a presentation"),
)
_MAIN_PARTS = (
    (rb"wordprocessingml\.document\.main\+xml", "docx"),
    (rb"(?:spreadsheetml\.(?:sheet|template)|ms-excel\.(?:sheet|template)\.macroEnabled)\.main\+xml", "xlsx"),
    (rb"ms-excel\.sheet\.binary", "a binary workbook (XLSB)"),
    (rb"(?:ms-word|wordprocessingml)\.[\w.]+\.main\+xml", "a Word template or document with macros"),
    (rb"(?:presentationml|ms-powerpoint)\.", "a presentation"),
)
_MHTML = re.compile(rb"^(?:[\w-]+:[^\n]*\n\s*)*(?:MIME-Version:|Content-Type:\s*multipart/related)", re.IGNORECASE)
_LARGEST_LIST = 1024 * 1024

REMEDIES: Mapping[str, str] = {
    "a Word 97 document (DOC)": "Open it in an office program and save it as DOCX or PDF",
    "a Word template or document with macros": "Open it in an office program and save it as DOCX or PDF",
    "an RTF document": "Open it in an office program and save it as DOCX or PDF",
    "an encrypted Office file": "Ask the publisher for an open copy",
    "a binary workbook (XLSB)": "Open it in an office program and save it as XLSX",
    "an Office file of 2003 in XML": "Open it in an office program and save it as DOCX or XLSX",
    "an OpenDocument file": "Open it in an office program and save it as DOCX, XLSX or PDF",
    "a web archive (MHTML)": "Open it in a browser and save it as HTML",
    "an OFD document": "Convert it to PDF",
    "a RAR archive": "Unpack it and give its files",
    "a 7z archive": "Unpack it and give its files",
    "a gzip archive": "Unpack it and give its files",
    "a picture": "Find a copy with text, or a text made from the picture",
}


def is_pdf(path: Path) -> bool:
    """Whether the first bytes of a document say that it is a PDF: its suffix is only what it was fetched as."""
    with path.open("rb") as file:
        start = file.read(1024)
    return b"%PDF-" in start and not start.startswith(b"PK")


def sniff(content: bytes) -> str:
    """The kind of a file: the name of a format that is read, or a phrase that names what else it is.

    >>> sniff(b"%PDF-1.7 ...")
    'pdf'
    >>> sniff(b"<!DOCTYPE html><html>")
    'html'
    """
    if not content.strip():
        return "empty"
    if content.startswith(_ZIP):
        return _zip_kind(content)
    if content.startswith(_OLE):
        return _ole_kind(content)
    for magic, kind in _MAGIC:
        if content.startswith(magic) or (kind == "pdf" and magic in content[:1024]):
            return kind
    return _text_kind(content)


def _text_kind(content: bytes) -> str:
    if _OFFICE_XML.match(content[:4096]):
        return "an Office file of 2003 in XML"
    head = content[:4096]
    if _is_utf16(content):
        head = content[: len(content) // 2 * 2][:8192].decode("utf-16", "ignore").encode()
    if _HTML.match(head):
        return "html"
    if _MHTML.match(head):
        return "a web archive (MHTML)"
    return "binary data" if b"\x00" in head and not _is_utf16(content) else "text"


def _zip_kind(content: bytes) -> str:
    """What a ZIP archive is: its list of content types says which office file."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            if "OFD.xml" in names:
                return "an OFD document"
            if "[Content_Types].xml" not in names:
                return "an OpenDocument file" if {"mimetype", "content.xml"} <= names else "zip"
            with archive.open("[Content_Types].xml") as part:
                types = part.read(_LARGEST_LIST)
    except Exception:  # noqa: BLE001 bytes from anywhere: whatever it raises, the archive is damaged
        return "a damaged ZIP archive or Office file"
    return next((kind for pattern, kind in _MAIN_PARTS if re.search(pattern, types)), "zip")


def _ole_kind(content: bytes) -> str:
    """What an OLE file is: the streams at its root say which office program wrote it."""
    try:
        compound = CompDoc(content, logfile=io.StringIO())
        for stream, kind in _OLE_STREAMS:
            if compound.locate_named_stream(stream)[0]:
                return kind
    except Exception:  # noqa: BLE001 bytes from anywhere: whatever it raises, the file is damaged
        return "a damaged OLE file (Word or Excel 97)"
    return "an OLE file of an unknown program"


def _is_utf16(content: bytes) -> bool:
    return content[:2] in (b"\xff\xfe", b"\xfe\xff")
