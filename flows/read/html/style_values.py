"""What a declaration of a style says of a text: that it hides it, that it shows it, or what cannot be evaluated.

A property is True where it does what can hide a text (`display: none`), False where it does not, and None where that
cannot be evaluated. Colours are kept as they are. Lengths are compared in pixels, a letter being 16 pixels high.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from math import inf
from typing import Any

from tinycss2.color4 import parse_color

Truth = bool | None
Value = Truth | str | tuple[float, ...]
Tokens = list[Any]
Variables = Mapping[str, Sequence[Tokens]]

INHERIT, TRANSPARENT, OTHER, WHITE = "inherit", "transparent", "other", (1.0, 1.0, 1.0)
CURRENT = "current"
"""The fill of a text that has its colour."""
_INHERITED = frozenset({"visibility", "font-size", "text-indent", "color", "fill"})
_COLORS = ("color", "fill", "ground")
_EFFECTS = ("transform", "scale", "translate", "filter")
_INVALID = "invalid"
_PHYSICAL = {"inline-size": "width", "block-size": "height", "inline-start": "left", "inline-end": "right"}
_PHYSICAL |= {"block-start": "top", "block-end": "bottom"}
_PARTS = {
    "text-fill-color": ("fill",),
    "display": ("display", "box"),
    "position": ("position", "lifted"),
    "background": ("ground",),
    "background-color": ("ground",),
    "background-image": ("ground",),
    "animation-name": ("animation",),
    "font": ("font-size",),
}
_SIDES = {
    "inline": ("left", "right") * 2,
    "block": ("top", "bottom") * 2,
    "margin-inline": ("margin-left", "margin-right") * 2,
    "padding-inline": ("padding-left", "padding-right") * 2,
    "padding-block": ("padding-top", "padding-bottom") * 2,
    "inset": ("top", "right", "bottom", "left"),
    "margin": ("margin-top", "margin-right", "margin-bottom", "margin-left"),
    "padding": ("padding-top", "padding-right", "padding-bottom", "padding-left"),
    "overflow": ("overflow-x", "overflow-y", "overflow-x", "overflow-y"),
}
_WORDS = {
    "display": ("none", r"[a-z-]+"),
    "box": (r"(?:-\w+-)?(?:inline-)?(?:block|box|flex|flexbox|grid|table)|flow-root|list-item|table-c\w+", r"[a-z-]+"),
    "visibility": ("hidden|collapse", "visible"),
    "content-visibility": ("hidden", "visible|auto"),
    "position": ("absolute|fixed|relative", r"static|(?:-webkit-)?sticky"),
    "lifted": ("absolute|fixed", r"static|relative|(?:-webkit-)?sticky"),
    "float": (r"left|right|inline-\w+", "none"),
    **dict.fromkeys(("overflow-x", "overflow-y"), ("hidden|clip|auto|scroll", "visible")),
    "animation": (r"(?!none$).+", "none"),
    **dict.fromkeys(("clip", "clip-path"), ("(?!)", r"[a-z-]+")),
}
_RANGES = {
    "font-size": (0, 1),
    "opacity": (-inf, 0.01),
    **dict.fromkeys(("left", "top", "text-indent", "margin-left"), (-inf, -1000)),
    **dict.fromkeys(("right", "bottom"), (1000, inf)),
    **dict.fromkeys(("width", "height", "max-width", "max-height"), (0, 1)),
    **dict.fromkeys((*_SIDES["padding"], "min-width", "min-height"), (1.01, inf)),
}
_KNOWN = frozenset({*_WORDS, *_RANGES, *_COLORS, *_EFFECTS, "content"})
_SIZES = re.compile(r"auto|none|normal|medium|(?:x+-)?(?:small|large)(?:er)?|(?:-\w+-)?(?:min|max|fit)-content")
_FONT_UNITS = {"em": 16, "ex": 8, "ch": 8, "%": 0.16}
_SHARES = {"%": 0.16, "vw": 12.8, "vh": 7.2, "vmin": 7.2, "vmax": 12.8}
_UNITS = {"": 1, "px": 1, "pt": 4 / 3, "pc": 16, "in": 96, "cm": 37.8, "mm": 3.78, "rem": 16, **_FONT_UNITS, **_SHARES}
_DIGIT = re.compile(r"\d")
_TONES_AND_TURNS = re.compile("grayscale|sepia|saturate|hue-rotate|drop-shadow|rotate")


def declared_values(name: str, tokens: Tokens, variables: Variables) -> dict[str, Value]:
    """The properties that a declaration sets, and their values. `variables` are all that are set on the page.

    >>> import tinycss2
    >>> declared_values("display", tinycss2.parse_component_value_list("none"), {})
    {'display': True, 'box': False}
    """
    parts = _parts(_physical(name.removeprefix("-webkit-")), _significant(tokens))
    found = {part: _substituted(part, value, variables) for part, value in parts if value and part in _KNOWN}
    return {part: value for part, value in found.items() if value != _INVALID}


def undeclared(name: str, word: str = "unset") -> Value:
    """What a property is where nothing is declared, or one of the words that every property knows."""
    if word == "inherit" or (word != "initial" and name in _INHERITED):
        return INHERIT
    return {"color": OTHER, "fill": CURRENT, "ground": TRANSPARENT}.get(name, False)


def _physical(name: str) -> str:
    """A logical property as that of lines from left to right, each below the last: `inset-inline-start` is `left`."""
    for logical, physical in _PHYSICAL.items():
        name = name.replace(logical, physical)
    return name.removeprefix("inset-")


def _parts(name: str, value: Tokens) -> Iterator[tuple[str, Tokens]]:
    """The properties that a shorthand stands for, each with its part of the value."""
    if name == "all":
        yield from ((each, value) for each in _KNOWN - {"content"})
    elif name in _SIDES:
        yield from ((side, [each]) for side, each in zip(_SIDES[name], _four(value), strict=bool(value)))
    elif name == "font" and len(value) > 1:
        sizes = (token for token in value if token.type not in ("ident", "number") or _size(token) == 0)
        yield "font-size", [next(sizes, value[0])]
    elif name != "background-image" or any(token.type != "ident" for token in value):
        yield from ((part, value) for part in _PARTS.get(name, (name,)))


def _four(values: list[Any]) -> list[Any]:
    """One to four values as those of the top, the right, the bottom and the left."""
    return [*values, values[1]] if len(values) == 3 else (values * 4)[:4]


def _significant(tokens: Tokens) -> Tokens:
    return [token for token in tokens if token.type not in ("whitespace", "comment")]


def _substituted(name: str, value: Tokens, variables: Variables) -> Value:
    """What a value comes to where all that its variables are set to anywhere on the page comes to the same."""
    index = next((index for index, token in enumerate(value) if _is_variable(token)), None)
    if index is None:
        return _value(name, value)
    variable = getattr((_significant(value[index].arguments) or value)[0], "value", "")
    options, others = variables.get(variable, ()), {key: variables[key] for key in variables if key != variable}
    found: set[Value] = {None}
    if len(options) == 1 or not any(_is_variable(token) for option in options for token in option):
        parts = ([*value[:index], *_significant(option), *value[index + 1 :]] for option in options)
        found = {_substituted(name, part, others) if part else None for part in parts} or {None}
    is_same = len(found) == 1 and found != {True}
    return found.pop() if is_same else OTHER if name in _COLORS else None


def _is_variable(token: Any) -> bool:
    return bool(token.type == "function" and token.lower_name == "var")


def _value(name: str, value: Tokens) -> Value:
    first, word = value[0], value[0].lower_value if value[0].type == "ident" else ""
    if word in ("inherit", "initial", "unset", "revert", "revert-layer"):
        return undeclared(name, word)
    if name in _COLORS:
        return _color(name, value)
    if name == "content":
        return _content(value)
    if name in _EFFECTS:
        return False if all(_is_legible(name, token) for token in value) else None
    if name in _RANGES:
        return _length(name, first)
    return _keyword(name, first)


def _content(value: Tokens) -> Value:
    """True where digits are written; else the attributes that are, their names parted by blanks."""
    functions = [token for token in value if token.type == "function"]
    is_digit = (bool(_DIGIT.search(token.value)) for token in value if token.type == "string")
    if any(is_digit) or any(token.lower_name in ("counter", "counters") for token in functions):
        return True
    names = (_significant(token.arguments)[:1] for token in functions if token.lower_name == "attr")
    return " ".join(name.lower_value for found in names for name in found if name.type == "ident") or False


def _is_legible(name: str, token: Any) -> bool:
    """Whether a text can be read after an effect: a tone, a turn, a shift within a page, or no less than a tenth."""
    if token.type == "ident":
        return bool(token.lower_value == "none")
    if token.type == "function":
        kind, inside = token.lower_name, (each for each in _significant(token.arguments) if each != ",")
        return bool(_TONES_AND_TURNS.fullmatch(kind)) or all(_is_legible(kind, each) for each in inside)
    limits = {"scale": (0.1, inf), "trans": (-1000, 1000)}.get(name[:5], (inf, inf))
    size = _size(token)
    return size is not None and limits[0] <= size <= limits[1]


def _keyword(name: str, token: Any) -> Value:
    if token.type == "function":
        return _is_clipped_away(token)
    effective, harmless = (token.type == "ident" and re.fullmatch(each, token.lower_value) for each in _WORDS[name])
    return True if effective else False if harmless else _INVALID


def _color(name: str, value: Tokens) -> Value:
    """A colour in sRGB; where there is none, another one, or that of what lies below."""
    colors = [*map(parse_color, value)]
    has_image = any(token.type in ("function", "url") and not color for token, color in zip(value, colors, strict=True))
    color = next(filter(None, colors), None)
    if color is None or has_image:
        return OTHER if has_image or name != "ground" else TRANSPARENT
    if color == "currentcolor" or color.space not in ("srgb", "hsl", "hwb"):
        return INHERIT if color == "currentcolor" and name == "color" else OTHER
    return tuple(round(each, 3) for each in color.to("srgb").coordinates) if color.alpha else TRANSPARENT


def _length(name: str, token: Any) -> Value:
    low, high = _RANGES[name]
    if token.type == "function":
        return _calculated(token, is_far=min(abs(low), abs(high)) >= 1000)
    word, size = (token.lower_value, None) if token.type == "ident" else (_unit(token), _size(token))
    if size is not None and low <= size <= high:
        return True
    if size is None and not _SIZES.fullmatch(word):
        return _INVALID
    return INHERIT if name == "font-size" and word in ("smaller", "larger", *_FONT_UNITS) else False


def _unit(token: Any) -> str:
    return "%" if token.type == "percentage" else str(getattr(token, "lower_unit", ""))


def _size(token: Any) -> float | None:
    """A number, a length or a percentage in pixels; None where it is no such thing."""
    is_size = token.type in ("number", "dimension", "percentage") and _unit(token) in _UNITS
    return float(token.value * _UNITS[_unit(token)]) if is_size else None


def _calculated(function: Any, *, is_far: bool) -> Truth:
    """False for a calculation that comes to nothing far away, or to no length near 0, as far as it says itself."""
    inside = [*_inside(function)]
    sizes = [size for size in map(_size, inside) if size is not None]
    if function.lower_name not in ("calc", "min", "max", "clamp") or max(map(abs, sizes), default=inf) >= 1000:
        return None
    is_positive = min(sizes) > 0 and all(each.type != "function" and each != "-" for each in inside)
    return False if is_far or is_positive or any(_unit(each) in _SHARES for each in inside) else None


def _inside(token: Any) -> Iterator[Any]:
    for each in getattr(token, "arguments", None) or getattr(token, "content", None) or ():
        yield each
        yield from _inside(each)


def _is_clipped_away(shape: Any) -> Truth:
    """Whether `rect()`, `inset()` or `circle()` leave nothing of what they cut; None for any other function."""
    given = [token for token in shape.arguments if token.type not in ("whitespace", "comment", "literal")]
    sizes = [_size(token) for token in given]
    if shape.lower_name == "rect" and len(sizes) == 4 and None not in sizes:
        top, right, bottom, left = (size or 0 for size in sizes)
        return bottom - top <= 1 or right - left <= 1
    if shape.lower_name == "inset" and given and all(_size(each) == 0 or each.type == "percentage" for each in given):
        top, right, bottom, left = _four([token.value for token in given])
        return bool(top + bottom >= 100 or right + left >= 100)
    return True if shape.lower_name == "circle" and sizes[:1] == [0] else None
