"""What a file is, told by its first bytes."""

import re

_MAGIC = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\xd0\xcf\x11\xe0", "an OLE file (Word or Excel 97)"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
)
_HTML = re.compile(
    rb"^\s*(<!--.*?-->\s*)*(<\?xml[^>]*>\s*)?<(!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)


def sniff(content: bytes) -> str:
    """The kind of a file: "pdf", "text", or a phrase that names what else it is.

    >>> sniff(b"%PDF-1.7 ...")
    'pdf'
    >>> sniff(b"<!DOCTYPE html><html>")
    'a web page'
    """
    if not content.strip():
        return "empty"
    for magic, kind in _MAGIC:
        if content.startswith(magic) or (kind == "pdf" and magic in content[:1024]):
            return kind
    if _HTML.match(content[:4096]):
        return "a web page"
    return "binary data" if b"\x00" in content[:4096] and not _is_utf16(content) else "text"


def _is_utf16(content: bytes) -> bool:
    return content[:2] in (b"\xff\xfe", b"\xfe\xff")
