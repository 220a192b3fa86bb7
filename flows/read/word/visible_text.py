"""The letters of a Word paragraph that are seen: none that are deleted, hidden, white on white, or code of a field."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from docx.oxml.ns import qn

from flows.read.office_text import join_text

SPACES = {"w": qn("w:p")[1:].partition("}")[0]}
TEXT_BOX = qn("w:txbxContent")
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_UNSEEN = frozenset(
    {
        *map(qn, ("w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:instrText", "w:delText", "w:sectPr", "w:rt")),
        FALLBACK,
        TEXT_BOX,
    }
)
_RUN, _TEXTS, _FIELD = qn("w:r"), (qn("w:t"), _MATHS), qn("w:fldChar")
_SYMBOL = qn("w:sym")
_CONTROL_CHARACTERS = {
    qn("w:tab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
    qn("w:ptab"): "\t",
}
_UNKNOWN = "\ufffd"
_OFF = ("0", "false", "off", "none")
_WHITE = "FFFFFF"
_GROUNDS = ("w:rPr/w:shd", "w:rPr/w:highlight", "w:pPr/w:shd", "w:tcPr/w:shd", "w:tblPr/w:shd")
_DEEPEST = 20


class TextPiece(NamedTuple):
    """Some letters, and whether they are raised, lowered or struck out."""

    text: str
    is_set_apart: bool


class VisibleText:
    """Reads the paragraphs of a document. `fields` tells of each field that is open whether we are in its code."""

    def __init__(self, styles: Any) -> None:
        self.styles: Mapping[str, Any] = {style.get(qn("w:styleId"), ""): style for style in styles.iter(qn("w:style"))}
        self.fields: list[bool] = []

    def of(self, paragraph: Any) -> str:
        """What is seen of a paragraph. Digits that are raised or struck out do not meet those that are not."""
        if self._is_hidden(paragraph, "w:pPr/w:pStyle"):
            return ""
        self.fields = []
        text, before = "", False
        for piece in self._pieces(paragraph, apart=False):
            text = join_text(text, piece.text) if piece.is_set_apart != before else text + piece.text
            before = piece.is_set_apart
        return text

    def _pieces(self, element: Any, *, apart: bool) -> Iterator[TextPiece]:
        for child in element.iterchildren():
            if child.tag == _RUN:
                if not self._is_unseen(child):
                    yield from self._pieces(child, apart=_is_apart(child))
            elif child.tag == _FIELD:
                self._turn(child.get(qn("w:fldCharType"), ""))
            elif child.tag in _UNSEEN or not isinstance(child.tag, str):
                continue
            elif any(self.fields):
                yield from (piece for piece in self._pieces(child, apart=apart) if not any(self.fields))
            elif child.tag in _TEXTS:
                yield TextPiece(child.text or "", apart)
            elif child.tag in _CONTROL_CHARACTERS or child.tag == _SYMBOL:
                yield TextPiece(_CONTROL_CHARACTERS.get(child.tag) or _symbol(child), apart)
            else:
                yield from self._pieces(child, apart=apart)

    def _turn(self, kind: str) -> None:
        """Enter the code of a field, its result, or what follows it."""
        if kind == "begin":
            self.fields.append(True)
        elif kind == "separate" and self.fields:
            self.fields[-1] = False
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _is_unseen(self, run: Any) -> bool:
        own = run.find("w:rPr/w:vanish", SPACES)
        if own is not None:
            return is_on(own)
        return self._is_hidden(run, "w:rPr/w:rStyle") or self._is_white_number(run)

    def _is_hidden(self, element: Any, path: str) -> bool:
        """Whether a style hides what is set in it."""
        found = (style.find("w:rPr/w:vanish", SPACES) for style in self._styles(value(element, path)))
        return is_on(next((vanish for vanish in found if vanish is not None), None))

    def _styles(self, name: str) -> Iterator[Any]:
        """A style, and those on which it is based."""
        for _ in range(_DEEPEST):
            if name not in self.styles:
                return
            yield self.styles[name]
            name = value(self.styles[name], "w:basedOn")

    def _is_white_number(self, run: Any) -> bool:
        """Whether a run is a number in white, and nothing that it lies on is shaded."""
        text = "".join(part.text or "" for part in run.iter(qn("w:t")))
        if value(run, "w:rPr/w:color").upper() != _WHITE or not any(letter.isdigit() for letter in text):
            return False
        around = (run, *run.iterancestors())
        return not any(self._shades(each) for each in around)

    def _shades(self, element: Any) -> bool:
        """Whether an element shades its ground, itself or by the style of a table."""
        if any(_is_shaded(element.find(path, SPACES)) for path in _GROUNDS):
            return True
        styles = self._styles(value(element, "w:tblPr/w:tblStyle"))
        return any(style.find(".//w:shd", SPACES) is not None for style in styles)


def value(element: Any, path: str) -> str:
    """The value of an element below another; blank where there is none."""
    found = element.find(path, SPACES)
    return str(found.get(qn("w:val"), "")) if found is not None else ""


def is_on(element: Any | None) -> bool:
    """Whether a property is there, and on."""
    return element is not None and element.get(qn("w:val"), "1") not in _OFF


def _is_apart(run: Any) -> bool:
    raised = value(run, "w:rPr/w:vertAlign") in ("superscript", "subscript")
    return raised or any(is_on(run.find(f"w:rPr/w:{name}", SPACES)) for name in ("strike", "dstrike"))


def _is_shaded(ground: Any | None) -> bool:
    return ground is not None and ground.get(qn("w:fill"), "").upper() not in (_WHITE, "AUTO")


def _symbol(element: Any) -> str:
    """A character of a symbol font: one that is the same in every font, or one that nobody can tell."""
    code = int(element.get(qn("w:char"), "FFFD"), 16) & 0x0FFF if element.get(qn("w:char")) else 0
    return chr(code) if element.get(qn("w:font")) == "Symbol" and chr(code) in "0123456789.,()-+" else _UNKNOWN
