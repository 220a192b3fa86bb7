"""Which declarations of a page's own style sheets and attributes hold for an element, by tinycss2 and cssselect2."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import count
from operator import itemgetter
from typing import Any

import tinycss2
from cssselect2 import ElementWrapper, Matcher, SelectorError, compile_selector_list

from flows.read.html.style_values import (
    INHERIT,
    OTHER,
    TRANSPARENT,
    WHITE,
    Truth,
    Value,
    Variables,
    declared_values,
    undeclared,
)

Values = frozenset[Value]

_SIZES = frozenset({"width", "height", "max-width", "max-height"})
_INKS = frozenset({"color", "fill"})
_DECISIVE = (
    _SIZES
    | _INKS
    | {"display", "visibility", "opacity", "font-size", "text-indent", "left", "top", "right", "bottom", "margin-left"}
    | {"content", "clip", "clip-path", "content-visibility"}
    | {"transform", "scale", "translate", "filter"}
)
_CONDITIONS = ("media", "supports", "layer", "container", "scope", "-moz-document")
_QUERY = re.compile(r"(?:(not)\s+|only\s+)?(?!not\b)([a-z-]+)(\s+and\b.*)?", re.DOTALL)
_MOST_STEPS = 10_000_000
_VARIABLE = re.compile(r"(--[\w-]+)\s*:([^;{}]*)")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_ARGUMENTS = re.compile(r"\([^()]*\)")
_PSEUDO_CLASS = re.compile(r":[\w-]+|&")
_COMBINATOR = re.compile(r"[\s>+~]+")
_LEGACY_COLOR = re.compile(r"#?([\da-f]{3}|[\da-f]{6})|([a-z]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Rule:
    """Declared values, each with its importance, and what chooses their elements.

    A rule is vague where its selectors may choose more than they should, or its place in the order is not known.
    """

    values: tuple[tuple[bool, str, Value], ...] = ()
    selectors: tuple[Any, ...] = ()
    is_certain: bool = True
    is_vague: bool = False


class _Element(ElementWrapper):  # type: ignore[misc]
    """An element as selectors see it. They go from one to the next without recursion, and not without end."""

    steps: Iterator[int]

    @property
    def ancestors(self) -> Iterator[Any]:
        return self._steps_along("parent")

    @property
    def previous_siblings(self) -> Iterator[Any]:
        return self._steps_along("previous")

    def _steps_along(self, way: str) -> Iterator[Any]:
        reached = getattr(self, way)
        while reached is not None:
            if next(self.steps) > _MOST_STEPS:
                raise ValueError("the selectors of its style sheets take too long")
            yield reached
            reached = getattr(reached, way)


class StyleCascade:
    """What the declarations of a page come to, for each of its elements; `names` are the properties that matter."""

    def __init__(self, root: Any) -> None:
        variables = _variables(root)
        rules = [*_sheet_rules(root, variables)]
        texts = {text for element in root.iter("*") for text in _attributes(element)}
        own = {text: _Rule(_declared(tinycss2.parse_blocks_contents(text), variables)) for text in texts}
        self.names = _names_that_matter([*rules, *own.values()])
        self._declared: dict[Any, dict[str, Values]] = {}
        if self.names:
            _insert_table_bodies(root)
            matcher = Matcher()
            for rule in rules:
                for selector in rule.selectors if self.names.intersection(name for _, name, _ in rule.values) else ():
                    matcher.add_selector(selector, rule)
            counted: Any = type("_CountedElement", (_Element,), {"steps": count()})
            for element in counted.from_html_root(root).iter_subtree():
                hints, style = (own[text] for text in _attributes(element.etree_element))
                self._declared[element.etree_element] = _resolved(hints, matcher.match(element), style)

    def declared(self, element: Any, name: str) -> Values:
        """The values of a property that may be declared for an element: none, if nothing is."""
        return self._declared.get(element, {}).get(name, frozenset())

    def values(self, element: Any, name: str) -> Values:
        """The values that a property of an element may have."""
        if element is None or name not in self.names:
            return frozenset([undeclared(name, "initial")])
        found = self.declared(element, name) or frozenset([undeclared(name)])
        return found - {INHERIT} | self.values(element.getparent(), name) if INHERIT in found else found


def _attributes(element: Any) -> tuple[str, str]:
    """What older attributes of an element say of its style, which any rule overrides; and its own style."""
    if not element.attrib:
        return "", ""
    hints = "display: none;" if element.get("hidden") is not None else ""
    for name, attribute in (("color", "color"), ("background", "bgcolor")):
        matched = _LEGACY_COLOR.fullmatch(element.get(attribute, "").strip())
        hints += f"{name}: {matched[2] or '#' + matched[1]};" if matched else ""
    return hints, element.get("style", "")


def _variables(root: Any) -> Variables:
    """All that each variable is set to anywhere on the page."""
    found: dict[str, set[str]] = {}
    for text in (*(style.text_content() for style in _sheets(root)), *set(root.xpath("//@style"))):
        for name, value in _VARIABLE.findall(text):
            found.setdefault(name, set()).add(value.strip())
    return {name: [*map(tinycss2.parse_component_value_list, values)] for name, values in found.items()}


def _declared(nodes: Sequence[Any], variables: Variables) -> tuple[tuple[bool, str, Value], ...]:
    return tuple(
        (node.important, name, value)
        for node in nodes
        if node.type == "declaration"
        for name, value in declared_values(node.lower_name, node.value, variables).items()
    )


def _names_that_matter(rules: Sequence[_Rule]) -> frozenset[str]:
    """The properties that are declared; none where no declaration can hide a text."""
    found = {(name, value) for rule in rules for _, name, value in rule.values}
    colors = {value for name, value in found if name == "ground"} - {OTHER} | {WHITE, TRANSPARENT}
    decisive = _DECISIVE & {
        name for name, value in found if (value in colors if name in _INKS else value not in (False, INHERIT))
    }
    decisive |= _INKS if decisive & _INKS else frozenset()
    if found.isdisjoint((name, value) for name in ("overflow-x", "overflow-y") for value in (True, None)):
        decisive -= _SIZES
    return frozenset(name for name, _ in found if decisive and (name in decisive or name not in _DECISIVE))


def _resolved(hints: _Rule, matched: Sequence[Any], style: _Rule) -> dict[str, Values]:
    """The values of each declared property: the strongest that is certain, and all stronger ones that may hold."""
    chosen = [(pseudo, rule) for _, _, pseudo, rule in sorted(matched, key=lambda match: match[3].is_vague)]
    declared = [
        (is_important, f"{pseudo} {name}" if pseudo else name, value, rule.is_certain)
        for pseudo, rule in ((None, hints), *chosen, (None, style))
        for is_important, name, value in rule.values
    ]
    found: dict[str, Values] = {}
    for _, name, value, is_certain in sorted(declared, key=itemgetter(0)):
        found[name] = frozenset([value]) | (frozenset() if is_certain else found.get(name, {undeclared(name)}))
    return found


def _insert_table_bodies(root: Any) -> None:
    """Put rows that stand in a table itself into a body of it, as browsers do before any selector chooses them."""
    for table in [*root.iter("table")]:
        body = None
        for child in [*table]:
            if child.tag != "tr":
                body = body if child.tag not in ("thead", "tbody", "tfoot") else None
                continue
            if body is None:
                body = table.makeelement("tbody")
                child.addprevious(body)
            body.append(child)


def _sheets(root: Any) -> Iterator[Any]:
    return (style for style in root.iter("style") if style.get("type", "").lower() in ("", "text/css"))


def _sheet_rules(root: Any, variables: Variables) -> Iterator[_Rule]:
    for style in _sheets(root):
        holds = _media_hold(style.get("media", ""))
        if holds is not False and next(style.iterancestors("noscript", "template"), None) is None:
            nodes = tinycss2.parse_stylesheet(style.text_content(), skip_comments=True, skip_whitespace=True)
            yield from _rules(nodes, _Rule(is_certain=holds is True), variables)


def _rules(nodes: Sequence[Any], around: _Rule, variables: Variables, *, is_nested: bool = False) -> Iterator[_Rule]:
    """The rules of a sheet or a block; `around` has what all in it have in common."""
    values = _declared(nodes, variables)
    if values:
        yield replace(around, values=values)
    for node in nodes:
        if node.type == "qualified-rule":
            selectors, is_vague = _compiled(node.prelude, is_nested=is_nested)
            rule = _Rule((), selectors, around.is_certain and not is_vague, around.is_vague or is_vague)
            yield from _rules(tinycss2.parse_blocks_contents(node.content), rule, variables, is_nested=True)
        elif node.type == "at-rule" and node.content is not None and node.lower_at_keyword in _CONDITIONS:
            holds = _media_hold(tinycss2.serialize(node.prelude)) if node.lower_at_keyword == "media" else None
            rule = replace(around, is_certain=around.is_certain and holds is True)
            rule = replace(rule, is_vague=around.is_vague or node.lower_at_keyword == "layer")
            parse = tinycss2.parse_blocks_contents if is_nested else tinycss2.parse_rule_list
            yield from _rules(parse(node.content), rule, variables, is_nested=is_nested) if holds is not False else ()


def _media_hold(queries: str) -> Truth:
    """Whether a list of media queries names the screen; None where it depends on anything else."""
    bare = _COMMENT.sub(" ", queries).lower()
    found = {_query_holds(query.strip()) for query in bare.split(",")}
    return True if True in found or not bare.strip() else None if None in found else False


def _query_holds(query: str) -> Truth:
    matched = _QUERY.fullmatch(query)
    if matched is None:
        return None
    holds = matched[2] in ("all", "screen")
    return None if holds and matched[3] else holds != bool(matched[1])


def _compiled(prelude: Sequence[Any], *, is_nested: bool) -> tuple[tuple[Any, ...], bool]:
    """The selectors of a rule; and whether they are only what those that cannot be evaluated name last."""
    if not is_nested:
        with suppress(SelectorError, NotImplementedError):
            return tuple(compile_selector_list(prelude)), False
    text, count = tinycss2.serialize([token for token in prelude if token.type != "comment"]), 1
    while count:
        text, count = _ARGUMENTS.subn("", text)
    names = (_COMBINATOR.split(_PSEUDO_CLASS.sub("", part).strip())[-1] for part in text.split(",") if "::" not in part)
    try:
        return tuple(compile_selector_list(",".join(name or "*" for name in names) or ":hover")), True
    except (SelectorError, NotImplementedError):
        return tuple(compile_selector_list("*")), True
