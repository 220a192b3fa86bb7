"""How a workbook shows a value: number formats, as Excel and WPS apply them.

A format has up to four sections (positive; negative; zero; text), each made of digit places (`0`, `#`, `?`),
literals, and marks that scale: `%` shows hundredths, a comma after the last digit thousands.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import lru_cache

GENERAL = "General"
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|(?P<skipped>[_*].)|\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General|G/通用格式)|(?P<exponent>[Ee][+-]0+)|(?P<place>[0#?])|(?P<mark>[.,%@])|(?P<literal>.)",
    re.DOTALL,
)
_CONDITION = re.compile(r"(?P<sign><=|>=|<>|<|>|=)(?P<number>-?[\d.]+)")
_RED = re.compile(r"red|红色|(?:color|颜色) *(?:3|10|18|30|46|53)", re.IGNORECASE)
_SIGNS = frozenset("-−(（△▲")
_DATE = re.compile(r"yyyy|yy|mmmm|mmm|mm|m|dd|d|hh|h|ss|s|AM/PM|上午/下午", re.IGNORECASE)
_SIGNIFICANT = 15
_LONGEST = 255

Token = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Section:
    """One section of a format, its tokens by kind, the condition in brackets that chooses it, and whether it is red."""

    tokens: tuple[Token, ...]
    condition: tuple[str, Decimal] | None
    is_red: bool

    def has(self, kind: str) -> bool:
        return any(found == kind for found, _ in self.tokens)

    @property
    def only_red_is_negative(self) -> bool:
        """Whether nothing but its colour says that a number is negative."""
        return self.is_red and not any(kind == "literal" and word in _SIGNS for kind, word in self.tokens)


def shown_number(value: float, pattern: str) -> str:
    """A number as a workbook shows it. Red without a sign is negative, as accountants write, and bears one here.

    >>> shown_number(1234.5, "#,##0.00"), shown_number(0.125, "0.0%"), shown_number(0, '#,##0;-#,##0;"-"')
    ('1,234.50', '12.5%', '-')
    >>> shown_number(0.1 + 0.2, "General"), shown_number(-3, "0.00_);(0.00)"), shown_number(123456, "0!.0,")
    ('0.3', '(3.00)', '12.3')
    >>> shown_number(12.3, ".00"), shown_number(0.5, "# ?/?"), shown_number(-5, "0.00;[Red]0.00"), shown_number(5, "@")
    ('12.30', '0.5', '-5.00', '5')
    """
    number = Decimal(f"{value:.{_SIGNIFICANT}g}")
    if not number.is_finite():
        return ""
    sections = _sections(pattern)
    section, number, sign = _chosen(sections, number)
    return sign + _shown(section, number, alone=len(sections) == 1)


def _shown(section: _Section, number: Decimal, *, alone: bool) -> str:
    if section.has("general") or section.has("@") or (alone and not section.tokens):
        return _literals(section, plain_number(number))
    if ("literal", "/") in section.tokens:  # a fraction
        return plain_number(number)
    if not section.has("place"):
        sign = "-" if number < 0 and section.tokens else ""
        return sign + _literals(section, "")
    return _placed(section, number)


def shown_text(text: str, pattern: str) -> str:
    """A text as a workbook shows it: only a fourth section, or one with `@`, says anything of texts.

    >>> shown_text("合计", "0.00;-0.00;0;"), shown_text("合计", "0.00")
    ('', '合计')
    """
    sections = _sections(pattern)
    last = sections[-1]
    if len(sections) == 4 or last.has("@"):
        return "".join(text if kind == "@" else word for kind, word in last.tokens if kind in ("@", "literal")).strip()
    return text


def shown_date(value: dt.datetime | dt.date | dt.time, pattern: str) -> str:
    """A date as a workbook shows it.

    >>> shown_date(dt.date(2025, 1, 31), 'yyyy"年"m"月"'), shown_date(dt.date(2025, 1, 31), "mm-dd-yy")
    ('2025年1月', '2025/1/31')
    """
    if pattern == "mm-dd-yy":  # the short date, which every country shows in its own way
        pattern = "yyyy/m/d"
    bare = re.sub(r"\[[^\]]*\]|[_*].|[\\!\"]", "", pattern.split(";")[0])
    if not _DATE.search(bare):
        return str(value)
    return _DATE.sub(lambda match: _part(value, match, bare), bare).rstrip("@").strip()


def plain_number(number: Decimal) -> str:
    """A number with as many decimals as it has, never in exponents."""
    text = f"{number:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def _part(value: dt.datetime | dt.date | dt.time, match: re.Match[str], pattern: str) -> str:
    """One part of a date. `m` is the minute where an hour stands before it or a second after it."""
    word = match[0].lower()
    before, after = pattern[: match.start()].lower(), pattern[match.end() :].lower()
    if word[0] == "m" and (re.search(r"h[^a-z]*$", before) or re.match(r"[^a-z]*s", after)):
        word = word.replace("m", "n")
    names = {"y": "year", "m": "month", "d": "day", "h": "hour", "n": "minute", "s": "second"}
    number = getattr(value, names.get(word[0], ""), None)
    if number is None:
        return ""
    return f"{number % 100:02d}" if word == "yy" else f"{number:0{min(len(word), 4) if len(word) != 1 else 1}d}"


@lru_cache(maxsize=1024)
def _sections(pattern: str) -> tuple[_Section, ...]:
    sections: list[list[Token]] = [[]]
    conditions: list[tuple[str, Decimal] | None] = [None]
    red = [False]
    for match in _TOKEN.finditer(pattern[:_LONGEST]):
        kind, word = _token(match)
        if kind == "literal" and word == ";" and match["literal"]:
            sections.append([])
            conditions.append(None)
            red.append(False)
        elif kind == "bracket":
            conditions[-1] = _condition(word) or conditions[-1]
            red[-1] = red[-1] or _RED.fullmatch(word) is not None
        elif kind != "skipped":
            sections[-1].append((kind, word))
    found = zip(sections, conditions, red, strict=True)
    return tuple(_Section(tuple(tokens), condition, is_red) for tokens, condition, is_red in found)


def _token(match: re.Match[str]) -> Token:
    kind = str(match.lastgroup)
    word = match[kind]
    if kind in ("quoted", "escaped", "currency"):
        return "literal", word
    return (word, word) if kind == "mark" else (kind, word)


def _condition(bracket: str) -> tuple[str, Decimal] | None:
    match = _CONDITION.fullmatch(bracket)
    return (match["sign"], Decimal(match["number"])) if match else None


def _chosen(sections: Sequence[_Section], number: Decimal) -> tuple[_Section, Decimal, str]:
    """The section that shows a number, the number as it is shown there, and the sign where only a colour says it."""
    numeric = sections[:3]
    if any(section.condition for section in numeric):
        for section in numeric:
            if section.condition is None or _holds(section.condition, number):
                return section, number, ""
        return sections[0], number, ""
    if len(numeric) == 1:
        return numeric[0], number, ""
    if number < 0:
        return numeric[1], -number, "-" if numeric[1].only_red_is_negative else ""
    return (numeric[2] if number == 0 and len(numeric) == 3 else numeric[0]), number, ""


def _holds(condition: tuple[str, Decimal], number: Decimal) -> bool:
    sign, bound = condition
    return {
        "<": number < bound,
        ">": number > bound,
        "=": number == bound,
        "<=": number <= bound,
        ">=": number >= bound,
        "<>": number != bound,
    }[sign]


def _literals(section: _Section, number: str) -> str:
    """The literals of a section around a number that stands where `General` or a text does."""
    stand_in = ("general", "@")
    words = [number if kind in stand_in else word for kind, word in section.tokens if kind in (*stand_in, "literal")]
    return "".join(words).strip() if section.tokens else number


def _placed(section: _Section, number: Decimal) -> str:
    """A number in the digit places of a section."""
    tokens = section.tokens
    point = next((index for index, (kind, _) in enumerate(tokens) if kind == "."), len(tokens))
    places = [index for index, (kind, _) in enumerate(tokens) if kind == "place"]
    scaling = [i for i, (kind, _) in enumerate(tokens) if kind == "," and not any(p > i for p in places if i < point)]
    grouped = any(kind == "," for i, (kind, _) in enumerate(tokens[:point]) if i not in scaling)
    percent = sum(kind == "%" for kind, _ in tokens)
    decimals = [index for index in places if index > point]
    with localcontext() as context:
        context.prec = 400
        scaled = number.scaleb(2 * percent - 3 * len(scaling))
        rounded = abs(scaled).quantize(Decimal(1).scaleb(-len(decimals)), rounding=ROUND_HALF_UP)
    whole, _, rest = f"{rounded:f}".partition(".")
    digits = _whole(tokens, [index for index in places if index < point], whole, grouped=grouped)
    digits |= _rest(tokens, decimals, rest)
    if decimals:
        digits[point] = "." if digits.keys() - decimals else whole.lstrip("0") + "."
    shown = [digits.get(index, word if kind in ("literal", "%") else "") for index, (kind, word) in enumerate(tokens)]
    return ("-" if number < 0 else "") + "".join(shown).strip()


def _whole(tokens: Sequence[Token], places: Sequence[int], digits: str, *, grouped: bool) -> dict[int, str]:
    """The digits before the point, from the right; the leftmost place takes all that are left."""
    least = sum(tokens[index][1] == "0" for index in places)
    digits = digits.lstrip("0").rjust(least, "0")
    if grouped:
        head = len(digits) % 3
        digits = ",".join(filter(None, (digits[:head], *(digits[i : i + 3] for i in range(head, len(digits), 3)))))
        return {places[0]: digits} if places else {}
    found: dict[int, str] = {}
    for index in reversed(places[1:]):
        found[index], digits = digits[-1:], digits[:-1]
    return found | ({places[0]: digits} if places else {})


def _rest(tokens: Sequence[Token], places: Sequence[int], digits: str) -> dict[int, str]:
    """The digits after the point; trailing zeros only where a `0` asks for them."""
    found: dict[int, str] = {}
    asked = False
    for index, digit in reversed(list(zip(places, digits, strict=True))):
        asked = asked or digit != "0" or tokens[index][1] == "0"
        found[index] = digit if asked else ""
    return found
