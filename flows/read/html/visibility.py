"""What a browser does not show of an element: what its tag, its own style or the page's style sheets hide.

Nothing is fetched and no script is run: a page is seen before anyone touches it, without the style sheets that it only
links to. A number of which it cannot be said whether it is shown refuses the page.
"""

import re
from functools import cache
from typing import Any

from flows.errors import UnreadableError
from flows.read.html.style_cascade import StyleCascade
from flows.read.html.style_values import CURRENT, OTHER, TRANSPARENT, WHITE, Truth

_UNSEEN = re.compile(
    "aside|button|footer|head|iframe|math|nav|noscript|object|option|rp|rt|script|select|style|svg|template|textarea|"
    "title|xml"
)
_INLINE = re.compile(
    "a|abbr|acronym|b|bdi|big|cite|code|del|em|font|i|ins|kbd|label|mark|q|s|small|span|strike|strong|su[bp]|tt|u"
)
_TABLE_PARTS = re.compile("t[dhr]|tbody|thead|tfoot|table")
_PADDED = ("padding-top", "padding-right", "padding-bottom", "padding-left", "min-width", "min-height")
_NUMBER = re.compile(r"[\s\d,.()-]+")
_DIGIT = re.compile(r"\d")


class StyleSheets:
    """What the styles of a page hide. `where` and `line` say where the page is, and where it begins there.

    Every answer raises UnreadableError where a number depends on what cannot be evaluated.
    """

    def __init__(self, root: Any, where: str, line: int = 1) -> None:
        self._where, self._line = where, line
        self._cascade = StyleCascade(root)
        self._gone, self._textless = cache(self._is_gone), cache(self._is_textless)

    def is_hidden(self, element: Any) -> bool:
        """Whether a browser shows nothing for an element: scripts, comments, what is hidden, what surrounds a page."""
        return not isinstance(element.tag, str) or bool(_UNSEEN.fullmatch(element.tag)) or self.is_styled_away(element)

    def is_styled_away(self, element: Any) -> bool:
        """Whether its style hides an element, and all that is in it."""
        if not self._cascade.names:
            return False
        is_gone = self._gone(element)
        if is_gone is None:
            self._refuse_number(element, _text_at_stake(element))
        if is_gone or all(self._textless(each) is True for each in element.iter("*")):
            return True
        if any(self._writes_number(element, place) for place in ("before", "after")):
            cell = next(element.iterancestors("td", "th"), element)
            self._refuse_number(element, _text_at_stake(cell))
        return False

    def refuse_collapsed_columns(self, table: Any) -> None:
        """A column that is gone, or may be, takes cells away of which nothing else says so."""
        columns = table.iter("col", "colgroup")
        if any(self._cascade.declared(each, "visibility") & {True, None} for each in columns):
            self._refuse_number(table, table.text_content())

    def is_removed(self, cell: Any) -> bool:
        """Whether a cell is hidden and takes no place in its row: those after it move up."""
        return True is _any(self._truth(cell, "display"), self._truth(cell, "lifted")) and self.is_hidden(cell)

    def is_textless(self, element: Any) -> bool:
        """Whether the text of an element itself is not seen, though elements in it may be."""
        if not self._cascade.names:
            return False
        answer = self._textless(element)
        if answer is None:
            self._refuse_number(element, "".join([element.text or "", *(child.tail or "" for child in element)]))
        return answer is True

    def _writes_number(self, element: Any, place: str) -> bool:
        """Whether a style writes digits before or after an element: some that it holds, or that an attribute does."""
        written = self._cascade.declared(element, f"{place} content")
        attributes = (name for value in written if isinstance(value, str) for name in value.split())
        return True in written or any(_DIGIT.search(element.get(name, "")) for name in attributes)

    def _truth(self, element: Any, name: str) -> Truth:
        values = self._cascade.values(element, name)
        return None if len(values) > 1 or None in values else True in values

    def _is_gone(self, element: Any) -> Truth:
        """Whether an element is not seen, with all that is in it."""

        def truth(*names: str) -> Truth:
            return _any(*(self._truth(element, name) for name in names if name in self._cascade.names))

        is_sized = None if _TABLE_PARTS.fullmatch(element.tag) or truth(*_PADDED) is not False else True
        has_overflow = _all(truth("overflow-x", "overflow-y"), truth("width", "height", "max-width", "max-height"))
        is_unseen = _any(
            truth("opacity", "clip-path", "filter"),
            _all(truth("transform", "scale", "translate"), self._is_box(element)),
            _all(truth("lifted"), truth("clip")),
            _all(truth("position"), _any(truth("left", "top"), _all(truth("right", "bottom"), None))),
            _all(truth("margin-left"), None if _TABLE_PARTS.fullmatch(element.tag) else True),
            _all(truth("content-visibility"), self._is_box(element), is_sized),
            _all(has_overflow, self._is_box(element), is_sized),
        )
        return _any(truth("display"), _all(is_unseen, True if truth("animation") is False else None))

    def _is_box(self, element: Any) -> Truth:
        is_made_one = (self._truth(element, name) for name in ("box", "lifted", "float"))
        return _any(not _INLINE.fullmatch(element.tag), *is_made_one)

    def _is_textless(self, element: Any) -> Truth:
        box = element
        while self._is_box(box) is False and box.getparent() is not None:
            box = box.getparent()
        is_small = _any(self._truth(element, "visibility"), self._truth(element, "font-size"))
        return _any(is_small, self._truth(box, "text-indent"), self._is_colorless(element))

    def _is_colorless(self, element: Any) -> Truth:
        """Whether a text is transparent; or a number in the colour of its ground: that is there for a program only."""
        name = "color" if self._cascade.values(element, "fill") == {CURRENT} else "fill"
        colors = self._cascade.values(element, name)
        if colors == {OTHER}:
            return False
        if TRANSPARENT in colors:
            return True if len(colors) == 1 and name == "color" else None
        around = (element, *element.iterancestors())
        origin = next((each for each in around if self._cascade.declared(each, name)), None)
        if origin is None or not _NUMBER.fullmatch(origin.text_content()):
            return False
        grounds = (self._cascade.values(each, "ground") for each in around)
        ground = next((found for found in grounds if found != {TRANSPARENT}), {WHITE})
        return False if len(ground) > 1 or not colors & ground - {OTHER} else True if colors == ground else None

    def _refuse_number(self, element: Any, text: str) -> None:
        if not _DIGIT.search(text):
            return
        where = f"{self._where}, line {self._line + (element.sourceline or 1) - 1}"
        what = f"a style that cannot be evaluated decides what is shown of “{' '.join(text.split())[:40]}”"
        raise UnreadableError(what, where, "Open the page in a browser, see what it shows, and print that to PDF")


def _text_at_stake(element: Any) -> str:
    """The text that is lost or moves with an element: without a cell those after it move up."""
    whole = element.getparent() if element.tag in ("td", "th") else element
    fields = (field.get("value", "") for field in whole.iter("input"))
    return " ".join((whole.text_content(), *fields))


def _any(*truths: Truth) -> Truth:
    return True if True in truths else None if None in truths else False


def _all(*truths: Truth) -> Truth:
    return False if False in truths else None if None in truths else True
