"""Domains: which values a parameter may have, as docstrings write them.

`0 .. n`, `one of 1, 2`, `any double`, `character`, `sorted array[count] of -9 .. 9`, `array of 0 .. 9`,
`text[0 .. 12] of "ab"`, `text of any`, `room[2 * count]`, `from _maker`.
"""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import CodeType

Values = Mapping[str, object]


@cache
def _code_of(bound: str) -> CodeType:
    return compile(bound, "<domain>", "eval")


@dataclass(frozen=True, slots=True)
class Bound:
    """A number that may depend on parameters, such as `2^63 - 1` or `count - 1`."""

    text: str

    def value(self, values: Values) -> float:
        """The number. Raises NameError if it depends on a parameter without a value."""
        found = eval(_code_of(self.text), {"__builtins__": {}, "inf": float("inf")}, dict(values))
        assert isinstance(found, int | float)
        return found

    @property
    def names(self) -> frozenset[str]:
        """The parameters that it depends on."""
        return frozenset(
            node.id
            for node in ast.walk(ast.parse(self.text))
            if isinstance(node, ast.Name) and node.id != "inf"
        )


@dataclass(frozen=True, slots=True)
class Interval:
    """The numbers from `low` to `high`, both included."""

    low: Bound
    high: Bound


@dataclass(frozen=True, slots=True)
class Choice:
    """One of these numbers."""

    values: tuple[Bound, ...]


@dataclass(frozen=True, slots=True)
class Character:
    """The code of an ASCII character, from 1 to 127."""


@dataclass(frozen=True, slots=True)
class AnyDouble:
    """Every double, the infinities and NaN among them."""


@dataclass(frozen=True, slots=True)
class Array:
    """`count` elements of an interval, or any number of them; `is_sorted` means ascending."""

    count: Bound | None
    elements: Interval
    is_sorted: bool = False
    is_distinct: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A text of so many characters of an alphabet, and a NUL after it."""

    length: Interval
    alphabet: str


@dataclass(frozen=True, slots=True)
class Room:
    """Memory for `count` elements, which the function writes; it is zero before."""

    count: Bound


@dataclass(frozen=True, slots=True)
class Made:
    """What a function of the same source makes of a `Random`."""

    maker: str


Domain = Interval | Choice | Character | AnyDouble | Array | Text | Room | Made

PRINTABLE = "".join(chr(code) for code in range(32, 127))
ALPHABETS = {
    "any": "".join(map(chr, range(1, 256))),
    "ascii": "".join(map(chr, range(1, 128))),
    "plain": "\t\n\r" + "".join(map(chr, range(32, 256))),
    "printable": PRINTABLE,
}
"""Alphabets with a name, as bytes: a text ends at its NUL, so none has one."""

LONGEST_TEXT = "2^32"

_ARRAY = re.compile(r"(?P<kinds>(?:sorted |distinct )*)array(?:\[(?P<count>[^\]]+)\])? of (?P<elements>.+)")
_TEXT = re.compile(
    r'text(?:\[(?P<length>[^\]]+)\])?(?: of (?:"(?P<alphabet>(?:[^"\\]|\\.)+)"|(?P<named>\w+)))?'
)
_ROOM = re.compile(r"room\[(?P<count>[^\]]+)\]")
_MADE = re.compile(r"from (?P<maker>\w+)")


def parse_domain(text: str) -> Domain:
    """The domain that a text describes. Raises ValueError if it is not one."""
    text = text.strip()
    if match := _ARRAY.fullmatch(text):
        kinds = match["kinds"]
        count = _bound(match["count"]) if match["count"] else None
        return Array(count, _interval(match["elements"]), "sorted" in kinds, "distinct" in kinds)
    if match := _TEXT.fullmatch(text):
        return Text(_interval(match["length"] or f"0 .. {LONGEST_TEXT}"), _alphabet(match))
    if match := _ROOM.fullmatch(text):
        return Room(_bound(match["count"]))
    if match := _MADE.fullmatch(text):
        return Made(match["maker"])
    if text == "character":
        return Character()
    if text == "any double":
        return AnyDouble()
    if text.startswith("one of "):
        return Choice(tuple(_bound(each) for each in text.removeprefix("one of ").split(",")))
    return _interval(text)


def _alphabet(match: re.Match[str]) -> str:
    """The characters that a text has: those between quotes, or those of a name, by default the printable ones."""
    if match["alphabet"]:
        return str(ast.literal_eval(f'"{match["alphabet"]}"'))
    name = match["named"] or "printable"
    if name not in ALPHABETS:
        raise ValueError(
            f"'{name}' is not an alphabet: write one of {', '.join(ALPHABETS)}, or characters in quotes"
        )
    return ALPHABETS[name]


def _interval(text: str) -> Interval:
    low, dots, high = text.partition("..")
    if not dots:
        raise ValueError(f"'{text}' is not a domain")
    return Interval(_bound(low), _bound(high))


_ALLOWED = (
    ast.Expression | ast.BinOp | ast.UnaryOp | ast.Constant | ast.Name | ast.operator | ast.unaryop | ast.Load
)


_LARGEST_POWER = 1_024


def _grows_without_bound(tree: ast.AST) -> bool:
    """Whether a power is none of a small number: `9^9^9` would take all memory."""
    powers = [node for node in ast.walk(tree) if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow)]
    return any(
        not isinstance(node.right, ast.Constant)
        or not isinstance(node.right.value, int)
        or node.right.value > _LARGEST_POWER
        or any(inner is not node and inner in powers for inner in ast.walk(node))
        for node in powers
    )


def _bound(text: str) -> Bound:
    """A number as written, with `^` for powers."""
    python = text.strip().replace("^", "**")
    try:
        tree = ast.parse(python, mode="eval")
    except SyntaxError:
        raise ValueError(f"'{text.strip()}' is not a number") from None
    if not all(isinstance(node, _ALLOWED) for node in ast.walk(tree)) or _grows_without_bound(tree):
        raise ValueError(f"'{text.strip()}' is not a number")
    return Bound(python)


_NAMES = {name: getattr(math, name) for name in ("comb", "gcd", "lcm", "perm", "prod")} | {
    each.__name__: each for each in (abs, all, any, enumerate, len, map, max, min, range, sum, zip)
}
_IN_CONDITIONS = (
    _ALLOWED
    | (ast.BoolOp | ast.boolop | ast.Compare | ast.cmpop | ast.IfExp | ast.Call | ast.Subscript | ast.Slice)
    | (ast.GeneratorExp | ast.comprehension | ast.Tuple | ast.Store)
)


def holds(condition: str, values: Values) -> bool:
    """Whether a condition on parameters holds: arithmetic, comparisons, and calls of `_NAMES`.

    Files of others have conditions, too, so nothing else is carried out. Raises ValueError if it is not a condition.
    """
    code = _condition(condition)
    try:
        return bool(eval(code, {"__builtins__": {}, **_NAMES, **values}))
    except (ArithmeticError, ValueError, IndexError):
        return False


@cache
def _condition(text: str) -> CodeType:
    try:
        tree = ast.parse(text, mode="eval")
    except (SyntaxError, RecursionError, MemoryError):
        raise ValueError(f"'{text}' is not a condition") from None
    for node in ast.walk(tree):
        is_named = not isinstance(node, ast.Call) or isinstance(node.func, ast.Name)
        is_number = not isinstance(node, ast.Constant) or isinstance(node.value, int | float)
        if not (isinstance(node, _IN_CONDITIONS) and is_named and is_number):
            raise ValueError(f"'{text}' is not a condition: it has {ast.unparse(node)!r}")
    return compile(tree, "<condition>", "eval")


def lengths_in(domains: Mapping[str, Domain]) -> frozenset[str]:
    """The number parameters on which a size of memory depends."""
    return frozenset(
        name
        for domain in domains.values()
        if isinstance(domain, Array | Room) and domain.count is not None
        for name in domain.count.names
    )
