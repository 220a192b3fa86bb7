"""One page of PDF, written operator by operator, for what no library writes."""

from collections.abc import Sequence
from dataclasses import dataclass

from tests.read.pdf.test_pdf_reader import HEIGHT

GRID = "".join(f"100 {y} m 300 {y} l S " for y in (700, 720, 740)) + "".join(
    f"{x} 700 m {x} 740 l S " for x in (100, 200, 300)
)
FIRST_OBJECT = 5
"""The number of the first of the objects that a page brings along; the others count on from there."""


@dataclass(frozen=True)
class Drawn:
    """What is drawn over a grid with the text `unit | 12.50 | other | `, and what that needs.

    `resources` and `page` go into the dictionaries of the page, `catalog` into that of the file.
    """

    content: str
    resources: str = ""
    page: str = ""
    catalog: str = ""
    objects: Sequence[str | bytes] = ()
    before: str = ""


def text(words: str, x: float = 205, y: float = 706, size: float = 10) -> str:
    return f"BT /F1 {size} Tf {x} {y} Td ({words}) Tj ET "


def stream(content: str | bytes, entries: str = "") -> bytes:
    data = content.encode("latin-1") if isinstance(content, str) else content
    return f"<<{entries}/Length {len(data)}>>stream\n".encode("latin-1") + data + b"\nendstream"


def pdf_of(drawn: Drawn) -> bytes:
    """The file, with Helvetica as /F1."""
    shown = text("unit", 105, 726) + text("12.50", 205, 726) + text("other", 105, 706)
    fonts = "/F1 <</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
    if "/Font" in drawn.resources:
        resources = drawn.resources.replace("/Font<<", f"/Font<<{fonts}")
    else:
        resources = f"/Font<<{fonts}>>{drawn.resources}"
    box = "" if "/MediaBox" in drawn.page else f"/MediaBox[0 0 595 {HEIGHT}]"
    objects = (
        f"<</Type/Catalog/Pages 2 0 R{drawn.catalog}>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R{box}/Contents 4 0 R/Resources<<{resources}>>{drawn.page}>>",
        stream(f"{drawn.before} q {GRID}{shown}Q q {drawn.content} Q"),
        *drawn.objects,
    )
    return _file([each.encode("latin-1") if isinstance(each, str) else each for each in objects])


def _file(objects: Sequence[bytes]) -> bytes:
    body = b"%PDF-1.7\n"
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    return body + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        count, table, count, len(body),
    )  # fmt: skip
