"""What a browser does not show of an element: what its tag, its own style or the page's style sheet hides.

Of style sheets only what names a tag, a class or an identity is understood, and only what holds on every medium.
"""

import re
from collections.abc import Iterator
from typing import Any

_UNSEEN = re.compile(
    "aside|button|footer|head|iframe|math|nav|noscript|object|option|rp|rt|script|select|style|svg|template|textarea|"
    "title|xml"
)
_HIDDEN = re.compile(
    r"(?:^|[;{\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|(?:opacity|font-size)\s*:\s*0(?:\.0*)?(?:px|pt|em)?\s*"
    r"(?:[;!}]|$)|(?:left|top|text-indent)\s*:\s*-\d{4,})",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_CONDITION = re.compile(r"@[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}|@[^{};]*;")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SELECTOR = re.compile(r"([a-z]\w*)?(?:\.([\w-]+)|#([\w-]+))?", re.IGNORECASE)
_WHITE = re.compile(
    r"(?:^|[;\s])color\s*:\s*(?:white\b|#fff(?:fff)?\b|rgb\(\s*255\s*,\s*255\s*,\s*255\s*\))", re.IGNORECASE
)
_WHITES = re.compile(r"\s*(?:white|#?fff(?:fff)?)\s*", re.IGNORECASE)
_NUMBER = re.compile(r"[\s\d,.()-]+")

Selector = tuple[str, str, str]


class StyleSheets:
    """The simple selectors of a page's own style sheets that hide what they choose."""

    def __init__(self, root: Any) -> None:
        self.selectors = frozenset(_selectors_that_hide(root))

    def is_hidden(self, element: Any) -> bool:
        """Whether a browser shows nothing for an element: scripts, comments, what is hidden, what surrounds a page."""
        if not isinstance(element.tag, str) or _UNSEEN.fullmatch(element.tag) or element.get("hidden") is not None:
            return True
        return bool(_HIDDEN.search(element.get("style", ""))) or self._chooses(element) or _is_white_number(element)

    def _chooses(self, element: Any) -> bool:
        if not self.selectors:
            return False
        marks = [("", ""), *((name, "") for name in element.get("class", "").split()), ("", element.get("id", ""))]
        return any((tag, *mark) in self.selectors for tag in ("", element.tag) for mark in marks if tag or any(mark))


def _selectors_that_hide(root: Any) -> Iterator[Selector]:
    for style in root.iter("style"):
        if style.get("media", "all").lower() not in ("all", "screen"):
            continue
        rules = _CONDITION.sub("", _COMMENT.sub("", style.text_content()))
        for selectors, declarations in _RULE.findall(rules):
            if _HIDDEN.search(declarations):
                found = (_SELECTOR.fullmatch(selector.strip()) for selector in selectors.split(","))
                yield from ((m[1] or "", m[2] or "", m[3] or "") for m in found if m is not None and m[0])


def _is_white_number(element: Any) -> bool:
    """Whether it is a number in white, and nothing around it is coloured: it is there for a program only."""
    if not (_WHITE.search(element.get("style", "")) or _WHITES.fullmatch(element.get("color", ""))):
        return False
    around = (element, *element.iterancestors())
    return bool(_NUMBER.fullmatch(element.text_content())) and not any(map(_has_ground, around))


def _has_ground(element: Any) -> bool:
    return element.get("bgcolor") is not None or "background" in element.get("style", "").lower()
